import { brokenConstraint, isForbidden, newId, type Reads, type Writes } from '#kernel/db';
import { makeTranslated } from '#kernel/i18n';
import type { OfficeId } from '#modules/offices';
import type { Practice, PracticeId } from './practice.ts';
import { shownPictures } from './read-pictures.ts';
import { refuse } from './refusals.ts';
import { contentOf, contentSchema, emptyContent, missingIn, type Content, type DraftId, type DraftState } from './sheet-content.ts';

type Trx = Writes<'practices'>;

/** A version of a sheet that is being written. */
export interface Draft {
  id: DraftId;
  /** Null where it describes a new practice. */
  practiceId: PracticeId | null;
  code: string;
  /** Office for which it is written; null where the network writes. */
  officeId: OfficeId | null;
  /** Language in which new texts are written. */
  lang: string;
  content: Content;
  reason: string;
  state: DraftState;
  advice: string | null;
  revision: number;
  changedBy: string;
  changedAt: Date;
}

/** Drafts that the actor sees: those of their authority, all for the network's editors. The last changed first. */
export async function listDrafts(trx: Reads<'practices'>): Promise<Draft[]> {
  return await drafts(trx).orderBy('changed_at', 'desc').limit(500).execute();
}

function drafts(trx: Reads<'practices'>) {
  return trx
    .selectFrom('practices.drafts')
    .select(['id', 'code', 'lang', 'reason', 'advice', 'revision', 'practice_id as practiceId', 'office_id as officeId'])
    .select(['state', 'content', 'changed_by as changedBy', 'changed_at as changedAt'])
    .$narrowType<{ state: DraftState; content: Content }>(); // written by the functions below only, through the schema
}

/** A draft; null for whoever is neither of its authority nor an editor of the network. */
export async function getDraft(trx: Reads<'practices'>, id: DraftId): Promise<Draft | null> {
  return (await drafts(trx).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The open draft of a practice, as far as the actor sees it. */
export async function draftOf(trx: Reads<'practices'>, practiceId: PracticeId): Promise<Draft | null> {
  return (await drafts(trx).where('practice_id', '=', practiceId).executeTakeFirst()) ?? null;
}

/** Whether the actor wrote a part of a draft, and so does not publish it. */
export async function isAuthor(trx: Reads<'practices'>, accountId: string, id: DraftId): Promise<boolean> {
  const row = await trx
    .selectFrom('practices.authors')
    .select('draft_id')
    .where('draft_id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row !== undefined;
}

interface Beginning {
  officeId: OfficeId | null;
  reason: string;
}

/** Begins the sheet of a practice that the library does not have. Refusals: `code-taken`. */
export async function beginSheet(
  trx: Trx,
  accountId: string,
  given: Beginning & { code: string; title: string; lang: string; source: string },
  now: Date,
): Promise<DraftId> {
  const { code, lang, title, source, ...rest } = given;
  const known = await trx.selectFrom('practices.practices').select('id').where('code', '=', code).executeTakeFirst();
  if (known) throw refuse('code-taken', { field: 'code' });
  const content = emptyContent(makeTranslated(lang, title, { by: accountId, kind: 'human', at: now.toISOString() }), source);
  return await insertDraft(trx, accountId, { practiceId: null, code, lang, content, ...rest }, now);
}

/** Begins a new version of a practice, with what is shown now. Refusals: `has-draft`, `not-keeper`. */
export async function beginVersion(trx: Trx, accountId: string, practice: Practice, given: Beginning, now: Date): Promise<DraftId> {
  const { id: practiceId, code, title } = practice;
  const content = contentOf({ ...practice, pictures: await shownPictures(trx, practice.pictures) });
  return await insertDraft(trx, accountId, { practiceId, code, lang: title.source, content, ...given }, now);
}

async function insertDraft(
  trx: Trx,
  accountId: string,
  draft: Beginning & Pick<Draft, 'practiceId' | 'code' | 'lang' | 'content'>,
  now: Date,
): Promise<DraftId> {
  const id = newId<'practices.drafts'>();
  const { practiceId, officeId, content, ...rest } = draft;
  await trx
    .insertInto('practices.drafts')
    .values({
      id,
      practice_id: practiceId,
      office_id: officeId,
      content: JSON.stringify(content),
      ...rest,
      created_by: accountId,
      changed_by: accountId,
      changed_at: now,
    })
    .execute()
    .catch((error: unknown) => {
      const broken = brokenConstraint(error);
      if (broken === 'drafts_one' || (broken === 'drafts_code' && practiceId)) throw refuse('has-draft');
      if (broken === 'drafts_code') throw refuse('code-taken', { field: 'code' });
      throw isForbidden(error) && practiceId ? refuse('not-keeper') : error;
    });
  return id;
}

/**
 * Changes the sheet of a draft; `base` is the revision that the author saw. Refusals: `not-found`, `draft-waiting`,
 * `draft-changed`, `draft-wrong` where the result would be no sheet.
 */
export async function changeSheet(
  trx: Trx,
  accountId: string,
  id: DraftId,
  { base, reason, change }: { base: number; reason?: string; change: (content: Content) => Content },
  now: Date,
): Promise<void> {
  const draft = await getDraft(trx, id);
  if (!draft) throw refuse('not-found');
  if (draft.state === 'waiting') throw refuse('draft-waiting');
  const content = contentSchema.safeParse(change(draft.content));
  if (!content.success) throw refuse('draft-wrong');
  const changed = await trx
    .updateTable('practices.drafts')
    .set({ content: JSON.stringify(content.data), revision: base + 1, changed_by: accountId, changed_at: now })
    .$if(reason !== undefined, (query) => query.set({ reason: reason ?? '' }))
    .where('id', '=', id)
    .where('revision', '=', base)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('draft-changed');
}

/** Sends a draft to the network's editors. Refusals: `not-found`, `draft-waiting`, `sheet-incomplete`. */
export async function sendDraft(trx: Trx, id: DraftId, now: Date): Promise<void> {
  const draft = await getDraft(trx, id);
  if (!draft) throw refuse('not-found');
  if (draft.state === 'waiting') throw refuse('draft-waiting');
  if (missingIn(draft.content).length > 0) throw refuse('sheet-incomplete');
  await move(trx, draft, { state: 'waiting', sent_at: now });
}

/** Takes a draft back from the editors, to go on writing. Refusals: `not-found`, `not-waiting`. */
export async function takeBack(trx: Trx, id: DraftId): Promise<void> {
  await move(trx, await waiting(trx, id), { state: 'writing' });
}

/** Sends a draft back to its authors with what is to be changed. Refusals: `not-found`, `not-waiting`. */
export async function returnDraft(trx: Trx, id: DraftId, advice: string): Promise<void> {
  await move(trx, await waiting(trx, id), { state: 'returned', advice });
}

async function waiting(trx: Reads<'practices'>, id: DraftId): Promise<Draft> {
  const draft = await getDraft(trx, id);
  if (!draft) throw refuse('not-found');
  if (draft.state !== 'waiting') throw refuse('not-waiting');
  return draft;
}

async function move(
  trx: Trx,
  { id, state }: Pick<Draft, 'id' | 'state'>,
  set: { state: DraftState; sent_at?: Date; advice?: string },
): Promise<void> {
  const changed = await trx.updateTable('practices.drafts').set(set).where('id', '=', id).where('state', '=', state).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('draft-changed');
}

/** Throws a draft away; what is published stays. Refusals: `not-found`. */
export async function dropDraft(trx: Trx, id: DraftId): Promise<void> {
  const gone = await trx.deleteFrom('practices.drafts').where('id', '=', id).executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('not-found');
}
