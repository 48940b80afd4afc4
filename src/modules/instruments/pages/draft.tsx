import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxField,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  PostButton,
  Section,
  Tag,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { languages, makeTranslated, textIn } from '#kernel/i18n';
import { questionsIn, type Content, type InstrumentId } from '../content.ts';
import { changeDraft, freshId, getDraft, moved, reworded, without, withSection, type Draft } from '../edit-draft.ts';
import { blocking, problemsIn } from '../problems.ts';
import { getInstrument } from '../read-instruments.ts';
import { conditionText } from './answer-text.ts';
import { EmptyPaper } from './paper.tsx';
import { makers, staffCrumbs } from './staff.tsx';
import { LanguageNote, plainText } from './words.tsx';

export const ofInstrument = z.object({ id: idOf<'instruments.instruments'>() });
export const base = fields.whole(1, 1_000_000_000);
export const authorOf = (ctx: Context) => ({ by: accountOf(ctx), kind: 'human', at: ctx.now.toISOString() }) as const;

export async function draftIn(ctx: Context, id: InstrumentId): Promise<Draft> {
  const draft = await getDraft(ctx.trx, id);
  if (!draft) throw refuseHttp('not-found');
  return draft;
}

export const draftCrumbs = (ctx: Context, { instrumentId, content }: Draft, deep = true) =>
  staffCrumbs(ctx, [
    { label: plainText(ctx, content.title), href: `/instruments/${instrumentId}` },
    ...(deep ? [{ label: ctx.t('instruments.draft.title'), href: `/instruments/${instrumentId}/draft` }] : []),
  ]);

/** What stands in the way of publishing, and what should be looked at. */
export function CheckList({ ctx, content, code }: { ctx: Context; content: Content; code: string }) {
  const { t } = ctx;
  const found = problemsIn(content, code);
  if (found.length === 0) return <Notice tone="success">{t('instruments.draft.sound')}</Notice>;
  const nameOf = (at: string | null) => {
    const part = content.sections.find(({ id }) => id === at)?.title ?? questionsIn(content).find(({ id }) => id === at)?.label;
    return part ? `${plainText(ctx, part)}: ` : '';
  };
  return (
    <ul>
      {found.map(({ problem, at, about }) => (
        <li key={`${problem}${at}${about}`}>
          <Tag tone={blocking.has(problem) ? 'danger' : 'warning'}>
            {t(blocking.has(problem) ? 'instruments.draft.must' : 'instruments.draft.should')}
          </Tag>{' '}
          {nameOf(at)}
          {t(`instruments.check.${problem}`)}
          {problem === 'translation-missing' && about && ` ${ctx.format.languageName(about)}`}
        </li>
      ))}
    </ul>
  );
}

/** The draft: its parts, what is wrong, and what can be done. */
export const draftRoute = pageRoute({
  path: '/instruments/:id/draft',
  who: makers,
  params: ofInstrument,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const draft = await draftIn(ctx, id);
    const { content } = draft;
    const { code = '' } = (await getInstrument(ctx.trx, id)) ?? {};
    const at = `/instruments/${id}/draft`;
    const all = new Map(questionsIn(content).map((one) => [one.id, one]));
    const acts = (part: string, name: string, empty = true) => (
      <ButtonGroup>
        {(['up', 'down', ...(empty ? (['remove'] as const) : [])] as const).map((act) => (
          <PostButton
            key={act}
            kind="quiet"
            action={`${at}/act`}
            fields={{ part, act, base: String(draft.revision) }}
            label={t('instruments.draft.act-label', { act: t(`instruments.draft.${act}`), name })}
          >
            {t(`instruments.draft.${act}`)}
          </PostButton>
        ))}
      </ButtonGroup>
    );
    return page(
      t('instruments.draft.title'),
      <>
        <PageHeading title={t('instruments.draft.title')} caption={plainText(ctx, content.title)} lead={plainText(ctx, content.purpose)} />
        <ButtonGroup>
          <ButtonLink href={`/instruments/${id}/publish`}>{t('instruments.draft.publish')}</ButtonLink>
          <ButtonLink kind="secondary" href={`${at}/preview`}>
            {t('instruments.draft.preview')}
          </ButtonLink>
          <ButtonLink kind="secondary" href={`${at}/head`}>
            {t('instruments.draft.head')}
          </ButtonLink>
          <ButtonLink kind="quiet" href={`/instruments/${id}/discard`}>
            {t('instruments.discard.title')}
          </ButtonLink>
        </ButtonGroup>
        <Section title={t('instruments.draft.check')}>
          <CheckList ctx={ctx} content={content} code={code} />
        </Section>
        {content.sections.map((section) => {
          const title = plainText(ctx, section.title);
          return (
            <Section
              key={section.id}
              title={title}
              actions={
                <>
                  <Link href={`${at}/sections/${section.id}`}>{t('instruments.draft.rename')}</Link>{' '}
                  <Link href={`${at}/questions/new?in=${section.id}`}>{t('instruments.draft.add-question')}</Link>{' '}
                  {languages
                    .filter(({ code }) => code !== section.title.source)
                    .map(({ code, name }) => (
                      <Link key={code} href={`${at}/translate/${code}/${section.id}`} hreflang={code}>
                        {name}
                      </Link>
                    ))}
                </>
              }
            >
              {acts(section.id, title, section.questions.length === 0)}
              <ol>
                {section.questions.map((question) => {
                  const condition = conditionText(ctx, question, all);
                  const label = plainText(ctx, question.label);
                  return (
                    <li key={question.id}>
                      <Link href={`${at}/questions/${question.id}`}>{label}</Link> ({t(`instruments.type.${question.type}`)})
                      {condition && <p class="hint">{condition}</p>}
                      {acts(question.id, label)}
                    </li>
                  );
                })}
              </ol>
            </Section>
          );
        })}
        <p>
          <ButtonLink kind="secondary" href={`${at}/sections/new`}>
            {t('instruments.draft.add-section')}
          </ButtonLink>
        </p>
      </>,
      { breadcrumbs: draftCrumbs(ctx, draft, false), width: 'wide' },
    );
  },
});

/** Moves or removes one part. */
export const actRoute = formRoute({
  path: '/instruments/:id/draft/act',
  who: makers,
  params: ofInstrument,
  body: z.object({ part: fields.text(60), act: fields.choice(['up', 'down', 'remove']), base }),
  view: async (ctx, { params: { id } }, entry) => {
    const draft = await draftIn(ctx, id);
    return page(
      ctx.t('instruments.draft.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={ctx.t('instruments.draft.title')} />
        <ButtonLink href={`/instruments/${id}/draft`}>{ctx.t('instruments.draft.back')}</ButtonLink>
      </>,
      { breadcrumbs: draftCrumbs(ctx, draft) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const change = (content: Content) =>
      form.act === 'remove' ? without(content, form.part) : moved(content, form.part, form.act === 'up' ? -1 : 1);
    await changeDraft(ctx.trx, accountOf(ctx), id, form.base, change, ctx.now);
    return redirect(`/instruments/${id}/draft`, 'instruments.notice.saved');
  },
});

/** Title, purpose, and whether small counts are withheld. */
export const headRoute = formRoute({
  path: '/instruments/:id/draft/head',
  who: makers,
  params: ofInstrument,
  body: z.object({ title: fields.text(200), purpose: fields.longText(2_000), guarded: fields.tick(), base }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const draft = await draftIn(ctx, id);
    const { title, purpose, guarded } = draft.content;
    return page(
      t('instruments.draft.head'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('instruments.draft.head')} lead={t('instruments.draft.head-lead')} />
        <Form entry={entry}>
          <input type="hidden" name="base" value={draft.revision} />
          <TextField name="title" label={t('instruments.list.name')} value={textIn(title, ctx.lang).text} maxLength={200} required />
          <TextArea name="purpose" label={t('instruments.new.purpose')} value={textIn(purpose, ctx.lang).text} maxLength={2_000} required />
          <CheckboxField
            name="guarded"
            label={t('instruments.draft.guarded')}
            hint={t('instruments.draft.guarded-hint')}
            checked={guarded}
          />
          <Button>{t('instruments.draft.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: draftCrumbs(ctx, draft) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const change = (content: Content): Content => ({
      ...content,
      title: reworded(content.title, ctx.lang, form.title, authorOf(ctx)),
      purpose: reworded(content.purpose, ctx.lang, form.purpose, authorOf(ctx)),
      guarded: form.guarded,
    });
    await changeDraft(ctx.trx, accountOf(ctx), id, form.base, change, ctx.now);
    return redirect(`/instruments/${id}/draft`, 'instruments.notice.saved');
  },
});

/** A section's title, or a new section at the end. */
export const sectionTitleRoute = formRoute({
  path: '/instruments/:id/draft/sections/:section',
  who: makers,
  params: ofInstrument.extend({ section: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/) }),
  body: z.object({ title: fields.text(200), base }),
  view: async (ctx, { params: { id, section: asked } }, entry) => {
    const { t } = ctx;
    const draft = await draftIn(ctx, id);
    const section = draft.content.sections.find((one) => one.id === asked);
    if (!section && asked !== 'new') throw refuseHttp('not-found');
    const title = t(section ? 'instruments.draft.rename' : 'instruments.draft.add-section');
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} />
        <Form entry={entry}>
          <input type="hidden" name="base" value={draft.revision} />
          <TextField
            name="title"
            label={t('instruments.draft.section-title')}
            value={section ? textIn(section.title, ctx.lang).text : ''}
            maxLength={200}
            required
          />
          <Button>{t('instruments.draft.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: draftCrumbs(ctx, draft) },
    );
  },
  submit: async (ctx, { params: { id, section: asked } }, form) => {
    const author = authorOf(ctx);
    const change = (content: Content): Content => {
      const known = content.sections.find((one) => one.id === asked);
      return withSection(
        content,
        known
          ? { ...known, title: reworded(known.title, ctx.lang, form.title, author) }
          : { id: freshId('s'), title: makeTranslated(ctx.lang, form.title, author), questions: [] },
      );
    };
    await changeDraft(ctx.trx, accountOf(ctx), id, form.base, change, ctx.now);
    return redirect(`/instruments/${id}/draft`, 'instruments.notice.saved');
  },
});

/** The draft as it will be filled in. */
export const previewRoute = pageRoute({
  path: '/instruments/:id/draft/preview',
  who: makers,
  params: ofInstrument,
  view: async (ctx, { params: { id } }) => {
    const draft = await draftIn(ctx, id);
    const title = plainText(ctx, draft.content.title);
    return page(
      title,
      <>
        <PageHeading title={title} caption={ctx.t('instruments.draft.preview')} lead={plainText(ctx, draft.content.purpose)} />
        <LanguageNote ctx={ctx} content={draft.content} />
        <EmptyPaper ctx={ctx} content={draft.content} />
      </>,
      { breadcrumbs: draftCrumbs(ctx, draft) },
    );
  },
});
