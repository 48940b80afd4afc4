import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ButtonGroup, ButtonLink, ErrorSummary, Form, PageHeading } from '#kernel/html';
import { fields, formRoute, page, redirect, type Context, type Route } from '#kernel/http';
import { isCurrency, parseMoney } from '#kernel/money';
import { resolvePlace } from '#modules/places';
import { readAnswer } from '../answer.ts';
import type { Question, Section } from '../content.ts';
import { refuse } from '../refusals.ts';
import { shownWith } from '../routing.ts';
import { saveSection, type Given } from '../save-section.ts';
import { readFilled } from '../read-sheets.ts';
import { fieldNames, placeIn, QuestionFields, sectionBody, type PlaceForm } from './question-fields.tsx';
import { hrefOf, namesIn, openSheet, type Opened, type Way } from './reach.ts';
import { sheetCrumbs } from './sheet-overview.tsx';
import { LanguageNote, plainText } from './words.tsx';

const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/);

/** One section a page. An answer that opens further questions of the section leads back to it. */
export const sectionRoute = (way: Way): Route =>
  formRoute({
    path: `${way.base}/:id/sections/:section`,
    who: way.who,
    params: z.object({ id: idOf<'instruments.sheets'>(), section: code }),
    query: z.object({ token: fields.searchText() }),
    body: sectionBody,
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const opened = await openSheet(ctx, params.id);
      const { section, number } = sectionIn(opened, params.section);
      if (!opened.standing.writes && !entry.sent) throw refuse('closed');
      const { sheet, content, filled } = opened;
      const title = plainText(ctx, section.title);
      const draft = `survey-${sheet.id}-${section.id}`;
      return page(
        title,
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={title} caption={t('instruments.fill.page', { number, of: content.sections.length })} />
          <LanguageNote ctx={ctx} content={content} />
          <Form entry={entry} draft={draft} draftRemote={ctx.session !== null}>
            <input type="hidden" name="base" value={sheet.revision} />
            <QuestionFields
              ctx={ctx}
              section={section}
              shownIds={shownWith(content, filled.answers)}
              entries={filled.entries}
              evidence={opened.evidence}
              names={await namesIn(ctx, filled)}
              entry={entry}
              base={entry.sent ? Number(entry.value('base')) || 0 : null}
              fileHref={(question) => hrefOf(ctx, way, sheet.id, `/files/${question.id}`)}
            />
            <ButtonGroup>
              <Button>{t('instruments.fill.save')}</Button>
              <ButtonLink kind="quiet" href={hrefOf(ctx, way, sheet.id)}>
                {t('instruments.fill.overview')}
              </ButtonLink>
            </ButtonGroup>
          </Form>
        </>,
        { breadcrumbs: sheetCrumbs(ctx, way, opened) },
      );
    },
    submit: async (ctx, { params }, form) => {
      const opened = await openSheet(ctx, params.id);
      const { section } = sectionIn(opened, params.section);
      const { content, filled, sheet } = opened;
      const shown = shownWith(content, filled.answers);
      const given = await readSection(ctx, section, shown, form, opened);
      await saveSection(ctx.trx, ctx.actor.accountId, sheet.id, content, { base: form.base, given }, ctx.now);
      const now = shownWith(content, (await readFilled(ctx.trx, sheet.id)).answers);
      const opensMore = section.questions.find(({ id }) => now.has(id) && !shown.has(id));
      if (opensMore) return redirect(hrefOf(ctx, way, sheet.id, `/sections/${section.id}`), 'instruments.notice.more');
      const next = content.sections.slice(content.sections.indexOf(section) + 1).find((one) => one.questions.some(({ id }) => now.has(id)));
      return redirect(hrefOf(ctx, way, sheet.id, next ? `/sections/${next.id}` : ''), 'instruments.notice.saved');
    },
  });

function sectionIn({ content }: Opened, id: string): { section: Section; number: number } {
  const index = content.sections.findIndex((one) => one.id === id);
  const section = content.sections[index];
  if (!section) throw refuse('not-found');
  return { section, number: index + 1 };
}

/** What a form says about the questions that it showed. Refusals: `wrong-answer`, beside the first that is wrong. */
async function readSection(
  ctx: Context,
  section: Section,
  shown: ReadonlySet<string>,
  form: z.output<typeof sectionBody>,
  { evidence }: Opened,
): Promise<Map<string, Given>> {
  const given = new Map<string, Given>();
  for (const [index, question] of section.questions.entries()) {
    if (!shown.has(question.id)) continue;
    const typed = placeIn(form, index);
    const note = question.contact ? null : typed.note;
    const answer =
      question.type === 'file'
        ? evidence.some((one) => one.question === question.id)
          ? { file: true as const }
          : null
        : await readOne(ctx, question, index, typed);
    given.set(question.id, { answer, note });
  }
  return given;
}

async function readOne(ctx: Context, question: Question, index: number, typed: PlaceForm) {
  const [name] = typed.values;
  const place = question.type === 'place' && name ? await resolvePlace(ctx.trx, name, ctx.lang) : null;
  const read = readAnswer(question, typed, {
    money: (text, currency) => parseMoney(text, currency, ctx.lang),
    isCurrency,
    placeCode: () => (place?.kind === 'one' ? place.place.code : null),
  });
  if ('answer' in read) return read.answer;
  throw refuse('wrong-answer', {
    field: fieldNames(index)[read.problem === 'order' ? 'to' : 'value'],
    values: { problem: read.problem, limit: read.limit ?? 0, question: plainText(ctx, question.label) },
  });
}
