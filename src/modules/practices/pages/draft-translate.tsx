import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect } from '#kernel/http';
import { isLanguage, languages, setTranslation, textIn } from '#kernel/i18n';
import { mapTexts, textsIn } from '../sheet-content.ts';
import { changeSheet } from '../write-sheet.ts';
import { draftsCrumbs } from './drafts.tsx';
import { authorshipOf, draftAt, draftIn, draftTitle, ofDraft, writers } from './reach.ts';

/** Most texts of one sheet: ten lists of sixty, seven texts, eight features, two of six pictures, title, summary, note. */
const MOST_TEXTS = 630;
const names = Array.from({ length: MOST_TEXTS }, (_, index) => `t${index}`);

/** The texts of a sheet beside their source, to translate; what is left empty stays untranslated. */
export const translateRoute = formRoute({
  path: '/practices/drafts/:id/translate/:into',
  who: writers,
  params: ofDraft.extend({ into: z.string().refine(isLanguage) }),
  body: z.object({
    base: fields.whole(1, 1_000_000_000),
    ...Object.fromEntries(names.map((name) => [name, fields.optionalLongText(4_000)])),
  }),
  view: async (ctx, { params: { id, into } }, entry) => {
    const { t } = ctx;
    const draft = await draftIn(ctx, id);
    const title = t('practices.translate.title', { language: languages.find(({ code }) => code === into)?.name ?? into });
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} caption={draftTitle(ctx, draft)} lead={t('practices.translate.lead')} />
        <Form entry={entry} draft={`practice-${id}-in-${into}`} draftRemote>
          <input type="hidden" name="base" value={draft.revision} />
          {textsIn(draft.content).map((words, index) =>
            words.source === into ? null : (
              <TextArea
                key={names[index]}
                name={names[index] ?? ''}
                label={textIn(words, words.source).text}
                value={words.texts[into]?.text ?? ''}
                rows={2}
                optional
              />
            ),
          )}
          <Button>{t('practices.draft.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: draftsCrumbs(ctx, [{ label: draftTitle(ctx, draft), href: draftAt(id) }]) },
    );
  },
  submit: async (ctx, { params: { id, into } }, form) => {
    const typed = form as Readonly<Record<string, unknown>> & { base: number }; // the schema above has these fields
    const author = authorshipOf(ctx);
    let index = -1;
    const change = { base: typed.base, change: (content: Parameters<typeof mapTexts>[0]) => mapTexts(content, translated) };
    const translated = (words: Parameters<typeof setTranslation>[0]) => {
      index += 1;
      const text = typed[`t${index}`];
      return typeof text === 'string' && words.source !== into ? setTranslation(words, into, text, author) : words;
    };
    await changeSheet(ctx.trx, accountOf(ctx), id, change, ctx.now);
    return redirect(draftAt(id), 'practices.notice.saved');
  },
});
