import { record } from '#kernel/audit';
import { brokenConstraint, newId, type Reads, type Writes } from '#kernel/db';
import { makeTranslated, setTranslation, textIn, type Authorship, type Translated } from '#kernel/i18n';
import { slugify } from '#kernel/text';
import { contentSchema, type Content, type InstrumentId, type Option, type Question, type Section, type VersionId } from './content.ts';
import { addInstrument, instrumentRecord, publishContent } from './import-instruments.ts';
import { blocking, problemsIn } from './problems.ts';
import { getInstrument, toContent } from './read-instruments.ts';
import { isOfPeople } from './readiness-shape.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'instruments' | 'audit'>;

export interface Draft {
  instrumentId: InstrumentId;
  content: Content;
  revision: number;
  changedBy: string | null;
  changedAt: Date;
}

/** The draft of a questionnaire; null where nobody works on one, and for everybody but planners and editors. */
export async function getDraft(trx: Reads<'instruments'>, id: InstrumentId): Promise<Draft | null> {
  const row = await trx
    .selectFrom('instruments.drafts')
    .select(['instrument_id as instrumentId', 'content', 'revision', 'changed_by as changedBy', 'changed_at as changedAt'])
    .where('instrument_id', '=', id)
    .executeTakeFirst();
  return row ? { ...row, content: toContent(row.content) } : null;
}

/** Begins a questionnaire with an empty draft. Refusals: `code-taken`. */
export async function createInstrument(
  trx: Trx,
  accountId: string,
  { code, title, purpose, lang }: { code: string; title: string; purpose: string; lang: string },
  now: Date,
): Promise<InstrumentId> {
  const author = { by: accountId, kind: 'human', at: now.toISOString() } as const;
  const content: Content = {
    title: makeTranslated(lang, title, author),
    purpose: makeTranslated(lang, purpose, author),
    source: null,
    guarded: false,
    sections: [],
  };
  const id = await addInstrument(trx, { code, by: accountId }).catch((error: unknown) => {
    throw brokenConstraint(error) === 'instruments_code' ? refuse('code-taken', { field: 'code' }) : error;
  });
  await insertDraft(trx, accountId, id, content, now);
  return id;
}

async function insertDraft(trx: Trx, accountId: string, id: InstrumentId, content: Content, now: Date): Promise<void> {
  const added = await trx
    .insertInto('instruments.drafts')
    .values({ instrument_id: id, content: JSON.stringify(content), changed_by: accountId, changed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) throw refuse('has-draft');
}

/** Copies the newest version to a draft of the next one. Refusals: `not-found`, `not-published`, `retired`, `has-draft`. */
export async function beginDraft(trx: Trx, accountId: string, id: InstrumentId, now: Date): Promise<void> {
  const instrument = await getInstrument(trx, id);
  if (!instrument) throw refuse('not-found');
  if (instrument.retiredAt) throw refuse('retired');
  if (!instrument.newest) throw refuse('not-published');
  await insertDraft(trx, accountId, id, instrument.newest.content, now);
}

/**
 * Takes a questionnaire from a file that the export wrote, as a draft: of a new questionnaire, or of the one of that code.
 * Refusals: `wrong-file` with the place and the reason, `has-draft`.
 */
export async function importDraft(trx: Trx, accountId: string, bytes: Buffer, now: Date): Promise<InstrumentId> {
  const parsed = instrumentRecord.safeParse(parseJson(bytes));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse('wrong-file', { field: 'file', values: { reason: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() } });
  }
  const { code, content } = parsed.data;
  const known = await trx.selectFrom('instruments.instruments').select('id').where('code', '=', code).executeTakeFirst();
  const id = known?.id ?? (await addInstrument(trx, { code, by: accountId }));
  await insertDraft(trx, accountId, id, content, now);
  return id;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

/**
 * Changes a draft; `base` is the revision that the editor saw. Refusals: `not-found`, `draft-changed`, `draft-wrong` where the
 * result would be no questionnaire.
 */
export async function changeDraft(
  trx: Trx,
  accountId: string,
  id: InstrumentId,
  base: number,
  change: (content: Content) => Content,
  now: Date,
): Promise<void> {
  const draft = await getDraft(trx, id);
  if (!draft) throw refuse('not-found');
  const content = contentSchema.safeParse(change(draft.content));
  if (!content.success) throw refuse('draft-wrong');
  const changed = await trx
    .updateTable('instruments.drafts')
    .set({ content: JSON.stringify(content.data), revision: base + 1, changed_by: accountId, changed_at: now })
    .where('instrument_id', '=', id)
    .where('revision', '=', base)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('draft-changed');
}

/** Makes the draft the next version. Refusals: `not-found`, `has-problems`. */
export async function publishDraft(trx: Trx, accountId: string, id: InstrumentId, now: Date): Promise<VersionId> {
  const draft = await getDraft(trx, id);
  if (!draft) throw refuse('not-found');
  const instrument = await getInstrument(trx, id);
  if (problemsIn(draft.content, instrument?.code).some(({ problem }) => blocking.has(problem))) throw refuse('has-problems');
  const version = await publishContent(trx, { id, content: draft.content, by: accountId, now });
  await trx.updateTable('instruments.instruments').set({ imported_hash: null }).where('id', '=', id).execute();
  await dropDraft(trx, id);
  await record(trx, {
    verb: 'instruments.version-published',
    purpose: 'instruments.purpose.survey',
    objectKind: 'instrument',
    objectId: id,
  });
  return version;
}

/** Throws a draft away; versions stay. Refusals: `not-found`. */
export async function dropDraft(trx: Trx, id: InstrumentId): Promise<void> {
  const gone = await trx.deleteFrom('instruments.drafts').where('instrument_id', '=', id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('not-found');
}

/**
 * Retires a questionnaire, or brings it back: no round begins with a retired one; what runs goes on.
 * Refusals: `not-found`, `of-people` where assessments of people are begun with it.
 */
export async function retireInstrument(trx: Trx, id: InstrumentId, retired: boolean, now: Date): Promise<void> {
  const instrument = await getInstrument(trx, id);
  if (instrument && isOfPeople(instrument.code)) throw refuse('of-people');
  const changed = await trx
    .updateTable('instruments.instruments')
    .set({ retired_at: retired ? now : null })
    .where('id', '=', id)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
}

/** The same questionnaire with one section changed, or added at the end. */
export function withSection(content: Content, section: Section): Content {
  const known = content.sections.some(({ id }) => id === section.id);
  const sections = known ? content.sections.map((one) => (one.id === section.id ? section : one)) : [...content.sections, section];
  return { ...content, sections };
}

/** The same questionnaire with one question changed where it stands, or added at the end of a section. */
export function withQuestion(content: Content, sectionId: string, question: Question): Content {
  const sections = content.sections.map((section) => {
    if (section.questions.some(({ id }) => id === question.id))
      return { ...section, questions: section.questions.map((one) => (one.id === question.id ? question : one)) };
    return section.id === sectionId ? { ...section, questions: [...section.questions, question] } : section;
  });
  return { ...content, sections };
}

/** Without a question, or without an empty section. */
export function without(content: Content, id: string): Content {
  return {
    ...content,
    sections: content.sections
      .filter((section) => section.id !== id || section.questions.length > 0)
      .map((section) => ({ ...section, questions: section.questions.filter((one) => one.id !== id) })),
  };
}

/** One place up or down: a question within its section, a section among the others. */
export function moved(content: Content, id: string, by: -1 | 1): Content {
  const inOrder = <T extends { id: string }>(list: readonly T[]): T[] => {
    const from = list.findIndex((one) => one.id === id);
    const to = from + by;
    const [one, other] = [list[from], list[to]];
    if (from < 0 || !one || !other) return [...list];
    return list.map((each, index) => (index === from ? other : index === to ? one : each));
  };
  return { ...content, sections: inOrder(content.sections).map((section) => ({ ...section, questions: inOrder(section.questions) })) };
}

/** An id for something new, that no other part of the questionnaire has. */
export const freshId = (kind: 's' | 'q'): string => `${kind}${newId().slice(-12)}`;

/** The texts of a section in order, each put through a function: how a translator's page reads and writes them. */
export function mapSectionTexts(section: Section, text: (words: Translated) => Translated): Section {
  return {
    ...section,
    title: text(section.title),
    questions: section.questions.map((question) => ({
      ...question,
      label: text(question.label),
      help: question.help && text(question.help),
      options: question.options.map((option) => ({ ...option, label: text(option.label) })),
    })),
  };
}

/** Choices as editors write them: one a line, `code: label = points`; code and points may be left out. */
export function choicesText(options: readonly Option[], lang: string): string {
  return options.map(({ value, label, score }) => `${value}: ${textIn(label, lang).text}${score === null ? '' : ` = ${score}`}`).join('\n');
}

const CHOICE = /^(?:([a-z0-9][a-z0-9_-]{0,59}):\s*)?(.+?)(?:\s+=\s+(\d{1,3}(?:[.,]\d{1,2})?))?$/;

/** Reads choices as {@link choicesText} writes them; a choice that was there keeps its translations. */
export function readChoices(
  text: string,
  { before, lang, author, alone }: { before: readonly Option[]; lang: string; author: Authorship; alone: string | null },
): Option[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => {
      const [, code, label = line, points] = CHOICE.exec(line) ?? [];
      const value = code ?? slugify(label, `c${index + 1}`).slice(0, 40);
      const known = before.find((one) => one.value === value);
      return {
        value,
        label: known ? reworded(known.label, lang, label, author) : makeTranslated(lang, label, author),
        score: points === undefined ? null : Number(points.replace(',', '.')),
        alone: value === alone,
      };
    });
}

/** A text with its words in one language as typed; the same words leave it as it was, with its authors. */
export function reworded(words: Translated, lang: string, typed: string, author: Authorship): Translated {
  return words.texts[lang]?.text === typed ? words : setTranslation(words, lang, typed, author);
}
