import { z } from 'zod';
import { Button, EmptyState, ErrorSummary, Form, PageHeading, Section, Tabs, Tag, TextArea, TwoLanguages } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { directionOf, isLanguage, languageOf, languages, sourceHash, textIn, translationStatus } from '#kernel/i18n';
import { TranslatedText } from '#modules/places/pages';
import { isBlank, textsOf, type CourseText } from '../../course-texts.ts';
import type { Draft } from '../../draft.ts';
import { pathName, translateText } from '../../translate-text.ts';
import { buildCrumbs, builders, courseParams, openDraft, sourceText } from './builder.ts';

const query = z.object({ lang: fields.searchText(), lesson: fields.searchText() });

/** Texts of a course side by side with their translation, each saved by itself. */
export const translateRoute = formRoute({
  path: '/teaching/courses/:id/translate',
  who: builders,
  params: courseParams,
  query,
  body: z.object({ path: fields.text(200), text: fields.longText(5_000), hash: fields.text(16) }),
  view: async (ctx, { params, query: asked }, entry) => {
    const { t } = ctx;
    const draft = await openDraft(ctx, params.id);
    const { source } = draft.content.title;
    const lang =
      isLanguage(asked.lang) && asked.lang !== source ? asked.lang : (languages.find(({ code }) => code !== source)?.code ?? 'en');
    const lesson = draft.content.lessons.find(({ code }) => code === asked.lesson);
    const texts = textsOf(draft.content, { lesson: lesson?.code ?? null }).filter(({ value }) => !isBlank(value));
    const address = (more: Record<string, string>) =>
      `/teaching/courses/${draft.id}/translate?${new URLSearchParams({ lang, ...(lesson ? { lesson: lesson.code } : {}), ...more }).toString()}`;
    return page(
      t('learning.build.translate'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('learning.translate.title', { language: languageOf(lang).name })}
          caption={<TranslatedText value={draft.content.title} />}
          lead={t('learning.translate.lead')}
        />
        <Tabs
          label={t('learning.field.language')}
          items={languages
            .filter(({ code }) => code !== source)
            .map(({ code, name }) => ({ href: address({ lang: code }), label: name, current: code === lang }))}
        />
        <Tabs
          label={t('learning.course.lessons')}
          items={[
            { href: address({ lesson: '' }), label: t('learning.course.about'), current: !lesson },
            ...draft.content.lessons.map((one, index) => ({
              href: address({ lesson: one.code }),
              label: `${index + 1}. ${textIn(one.title, ctx.lang).text}`,
              current: one === lesson,
            })),
          ]}
        />
        {texts.length === 0 && <EmptyState title={t('learning.translate.none')} />}
        {texts.map((text) => (
          <OneText key={pathName(text.path)} ctx={ctx} draft={draft} text={text} lang={lang} entry={entry} action={address({})} />
        ))}
      </>,
      { width: 'wide', breadcrumbs: buildCrumbs(ctx, draft) },
    );
  },
  submit: async (ctx, { params, query: asked }, { path, text, hash }) => {
    if (!isLanguage(asked.lang)) throw refuseHttp('not-found');
    await translateText(ctx.trx, accountOf(ctx), params.id, { path, lang: asked.lang, text, hash }, ctx.now);
    const back = new URLSearchParams({ lang: asked.lang, ...(asked.lesson ? { lesson: asked.lesson } : {}) });
    return redirect(`/teaching/courses/${params.id}/translate?${back.toString()}#${anchorOf(path)}`, 'learning.notice.saved');
  },
});

const anchorOf = (path: string) => `t-${path.replaceAll('.', '-')}`;

interface OneTextProps {
  ctx: Context;
  draft: Draft;
  text: CourseText;
  lang: (typeof languages)[number]['code'];
  entry: FormEntry;
  action: string;
}

function OneText({ ctx, text, lang, entry, action }: OneTextProps) {
  const { t } = ctx;
  const { value, path, kind } = text;
  const name = pathName(path);
  const status = translationStatus(value, lang);
  const original = sourceText(value);
  const own = entry.value('path') === name;
  const words = t(`learning.text-kind.${isTextKind(kind) ? kind : 'text'}`);
  return (
    <Section title={words} level={2} id={anchorOf(name)}>
      <TwoLanguages
        first={{
          lang: value.source,
          dir: directionOf(value.source),
          name: isLanguage(value.source) ? languageOf(value.source).name : value.source,
          children: original.split('\n').map((line, index) => <p key={index}>{line}</p>),
        }}
        second={{
          lang,
          dir: directionOf(lang),
          name: languageOf(lang).name,
          children: (
            <Form id={anchorOf(`form.${name}`)} action={`${action}#${anchorOf(name)}`} label={words} {...(own ? { entry } : {})}>
              <input type="hidden" name="path" value={name} />
              <input type="hidden" name="hash" value={sourceHash(original)} />
              <TextArea
                name="text"
                label={words}
                rows={Math.min(12, 2 + Math.ceil(original.length / 60))}
                value={value.texts[lang]?.text ?? ''}
              />
              <p>
                <Tag tone={status === 'current' ? 'success' : status === 'missing' ? 'neutral' : 'warning'}>
                  {t(`learning.translation.${status}`)}
                </Tag>
              </p>
              <Button kind="secondary">{t('learning.translate.save')}</Button>
            </Form>
          ),
        }}
      />
    </Section>
  );
}

const textKinds = ['title', 'summary', 'text', 'alt', 'caption', 'transcript', 'feedback', 'head', 'rows'] as const;
const isTextKind = (kind: string): kind is (typeof textKinds)[number] => (textKinds as readonly string[]).includes(kind);
