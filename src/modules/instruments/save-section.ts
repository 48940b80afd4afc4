import { sql } from 'kysely';
import { newId, onConstraint, type Writes } from '#kernel/db';
import { sameAnswer, type Answer } from './answer.ts';
import type { Content, Question } from './content.ts';
import { readFilled } from './read-sheets.ts';
import { refuse } from './refusals.ts';
import type { Entry, SheetId } from './sheet.ts';

/** What a form says about one question. */
export interface Given {
  answer: Answer | null;
  note: string | null;
}

/** The saving of the sheet that somebody saw when they began to write, and what they wrote. */
export interface SectionToSave {
  base: number;
  given: ReadonlyMap<string, Given>;
}

const closed = onConstraint({ sheets_closed: () => refuse('closed') });

/**
 * Keeps what a form says about some questions of a sheet. What a colleague changed meanwhile stays unless the form changes it
 * as well: then nothing is written and `changed-meanwhile` names the questions, so that the page can show both; sent again with
 * the newer base, the form wins. Every change is kept with what stood there before. Answers whether anything changed.
 * Refusals: `not-found`, `closed`, `changed-meanwhile`.
 */
export async function saveSection(
  trx: Writes<'instruments'>,
  accountId: string | null,
  id: SheetId,
  content: Content,
  { base, given }: SectionToSave,
  now: Date,
): Promise<boolean> {
  // The sheet's row is locked until the transaction ends: two savings follow one another.
  const locked = await trx
    .updateTable('instruments.sheets')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .returning('revision')
    .executeTakeFirst()
    .catch(closed);
  if (!locked) throw refuse('not-found');
  const { entries } = await readFilled(trx, id);
  const questions = new Map(content.sections.flatMap((section) => section.questions).map((one) => [one.id, one]));
  const toWrite: { question: Question; given: Given; before: Entry | undefined }[] = [];
  const conflicts: string[] = [];
  for (const [question, wanted] of given) {
    const asked = questions.get(question);
    const before = entries.get(question);
    if (!asked || isSame(before, wanted)) continue;
    const meanwhile = await changedSince(trx, id, asked, before, base);
    if (!meanwhile) toWrite.push({ question: asked, given: wanted, before });
    else if (!meanwhile.stood || !isSame(meanwhile.stood, wanted)) conflicts.push(question);
  }
  if (conflicts.length > 0) throw refuse('changed-meanwhile', { values: { count: conflicts.length } });
  for (const one of toWrite) await write(trx, { sheet: id, accountId, revision: locked.revision, now }, one).catch(closed);
  return toWrite.length > 0;
}

const isSame = (before: Pick<Entry, 'answer' | 'note'> | undefined, wanted: Given) =>
  sameAnswer(before?.answer, wanted.answer) && (before?.note ?? null) === wanted.note;

/** Whether a colleague changed a question since the form was opened, and what stood there then; contacts keep no history. */
async function changedSince(
  trx: Writes<'instruments'>,
  id: SheetId,
  { id: question, contact }: Question,
  before: Entry | undefined,
  base: number,
): Promise<{ stood: Given | null } | null> {
  if (contact) return before && before.revision > base ? { stood: null } : null;
  const first = await trx
    .selectFrom('instruments.changes')
    .select('before')
    .where('sheet_id', '=', id)
    .where('question', '=', question)
    .where('revision', '>', base)
    .orderBy('revision')
    .executeTakeFirst();
  return first ? { stood: (first.before as Given | null) ?? { answer: null, note: null } } : null; // written below
}

interface Saving {
  sheet: SheetId;
  accountId: string | null;
  revision: number;
  now: Date;
}

async function write(
  trx: Writes<'instruments'>,
  { sheet, accountId, revision, now }: Saving,
  { question, given, before }: { question: Question; given: Given; before: Entry | undefined },
): Promise<void> {
  const by = { revision, changed_by: accountId, changed_at: now };
  const table = question.contact ? 'instruments.contacts' : 'instruments.answers';
  const isEmpty = given.answer === null && given.note === null;
  if (isEmpty) {
    await trx.deleteFrom(table).where('sheet_id', '=', sheet).where('question', '=', question.id).execute();
  } else if (question.contact) {
    const value = JSON.stringify(given.answer);
    await trx
      .insertInto('instruments.contacts')
      .values({ sheet_id: sheet, question: question.id, value, ...by })
      .onConflict((conflict) => conflict.columns(['sheet_id', 'question']).doUpdateSet({ value, ...by }))
      .execute();
  } else {
    const row = { value: given.answer ? JSON.stringify(given.answer) : sql<string>`null`, note: given.note, ...by };
    await trx
      .insertInto('instruments.answers')
      .values({ sheet_id: sheet, question: question.id, ...row })
      .onConflict((conflict) => conflict.columns(['sheet_id', 'question']).doUpdateSet(row))
      .execute();
  }
  if (question.contact) return;
  const json = (one: Given | null) => (one ? JSON.stringify(one) : undefined);
  await trx
    .insertInto('instruments.changes')
    .values({
      id: newId(),
      sheet_id: sheet,
      question: question.id,
      before: json(before ? { answer: before.answer, note: before.note } : null),
      after: json(isEmpty ? null : given),
      ...by,
    })
    .execute();
}
