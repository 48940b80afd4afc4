import { record } from '#kernel/audit';
import { brokenConstraint, newId, type Writes } from '#kernel/db';
import { rowsOf, wordsOf } from './import-practices.ts';
import type { Practice } from './practice.ts';
import { findPractice } from './read-practices.ts';
import { refuse } from './refusals.ts';
import { contentOf, missingIn, type DraftId } from './sheet-content.ts';
import { storedPractices, writePractices, type PracticeRow } from './write-practices.ts';
import { getDraft, type Draft } from './write-sheet.ts';

type Trx = Writes<'practices' | 'places' | 'audit'>;

/**
 * Publishes a draft that waits: it becomes the next version of its practice, and what the library shows. What an import
 * wrote is kept as version 1. Refusals: `not-found`, `not-waiting`, `own-draft` for an author, `sheet-incomplete`.
 */
export async function publishDraft(trx: Trx, accountId: string, id: DraftId, now: Date): Promise<string> {
  const draft = await getDraft(trx, id);
  if (!draft) throw refuse('not-found');
  if (draft.state !== 'waiting') throw refuse('not-waiting');
  const before = draft.practiceId ? await findPractice(trx, draft.code) : null;
  const row = await rowFrom(trx, draft);
  if (before?.version === 0) await keepOriginal(trx, before);
  if (!before) await writePractices(trx, [{ ...row, version: 0 }]);
  const number = !before ? 1 : before.version === 0 ? 2 : before.version + 1;
  await addVersion(trx, { practice_id: row.id, number, draft_id: id, content: '{}', published_by: accountId, published_at: now });
  await writePractices(trx, [{ ...row, version: number }]);
  await trx.deleteFrom('practices.drafts').where('id', '=', id).execute();
  await record(trx, {
    verb: 'practices.version-published',
    purpose: 'practices.purpose.library',
    ...(draft.officeId ? { scopeId: draft.officeId } : {}),
    objectKind: 'practice',
    objectId: row.id,
  });
  return draft.code;
}

async function addVersion(trx: Trx, version: Omit<NewVersion, 'id'>): Promise<void> {
  await trx
    .insertInto('practices.versions')
    .values({ id: newId(), ...version })
    .execute()
    .catch((error: unknown) => {
      throw brokenConstraint(error) === 'versions_two_people' ? refuse('own-draft') : error;
    });
}

/** The content of a version with a draft is the draft's: the database takes it from there. */
interface NewVersion {
  id: string;
  practice_id: PracticeRow['id'];
  number: number;
  draft_id: DraftId | null;
  content: string;
  published_by: string | null;
  published_at: Date;
}

async function keepOriginal(trx: Trx, practice: Practice): Promise<void> {
  const { updated_at: at } = await trx
    .selectFrom('practices.practices')
    .select('updated_at')
    .where('id', '=', practice.id)
    .executeTakeFirstOrThrow();
  const original = { practice_id: practice.id, number: 1, draft_id: null, published_by: null, published_at: at };
  await addVersion(trx, { ...original, content: JSON.stringify(contentOf(practice)) });
}

/** The row that a draft would become. Refusals: `sheet-incomplete`. */
async function rowFrom(trx: Trx, draft: Draft): Promise<PracticeRow> {
  const { content, code } = draft;
  const { summary, adminLevel, budget, budgetNote, features, pictures, standing, standingOn, reported, ...rest } = content;
  if (!summary || !adminLevel || missingIn(content).length > 0) throw refuse('sheet-incomplete');
  const stored = await storedPractices(trx, code);
  const record_ = { ...rest, id: code, summary, adminLevel, budget: budget && { ...budget, note: budgetNote } };
  const [row] = await rowsOf(trx, [record_], stored);
  if (!row) throw new Error('one record makes one row');
  const reasons = wordsOf([...features.map(({ reason }) => reason), ...pictures.flatMap(({ caption }) => caption ?? [])]);
  return {
    ...row,
    title: content.title,
    summary,
    sheet: content.sheet,
    budget_note: budgetNote,
    reported,
    features,
    pictures,
    standing,
    standing_on: standingOn,
    keeper_id: draft.officeId ?? row.keeper_id,
    words: [...new Set([...row.words.split(' '), ...reasons])].join(' '),
  };
}
