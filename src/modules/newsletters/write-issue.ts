import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, newId, type Writes } from '#kernel/db';
import { addJob } from '#kernel/jobs';
import type { PracticeId } from '#modules/practices';
import { MOST_ITEMS, type Issue, type IssueId, type IssueText } from './newsletter.ts';
import { refuse } from './refusals.ts';
import { sendLetters } from './task-names.ts';

const asRefused = (error: unknown): never => {
  throw isForbidden(error) ? refuse('not-found') : error;
};

/** Begins an issue. Refusal: `not-found` for whoever is no editor of the network. */
export async function beginIssue(
  trx: Writes<'newsletters'>,
  by: string,
  { language, title, intro, demonstration = false }: IssueText & { demonstration?: boolean },
): Promise<IssueId> {
  const id = newId<'newsletters.issues'>();
  await trx
    .insertInto('newsletters.issues')
    .values({ id, language, title, intro, created_by: by, demonstration })
    .execute()
    .catch(asRefused);
  return id;
}

/** Changes what stands above the practices of a draft. Refusal: `sent`. */
export async function changeIssue(trx: Writes<'newsletters'>, { id }: Issue, { language, title, intro }: IssueText): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('newsletters.issues')
    .set({ language, title, intro })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('sent');
}

/** Takes a draft away for good. Refusal: `sent`. */
export async function removeIssue(trx: Writes<'newsletters'>, { id }: Issue): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('newsletters.issues')
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('sent');
}

/** Puts a practice at the end of a draft. Refusals: `sent`, `there-already`, `too-many`. */
export async function addItem(
  trx: Writes<'newsletters'>,
  issue: Issue,
  { practiceId, note }: { practiceId: PracticeId; note: string | null },
): Promise<void> {
  if (issue.state !== 'draft') throw refuse('sent');
  const { last } = await trx
    .selectFrom('newsletters.items')
    .select(({ fn }) => fn.max('place').as('last'))
    .where('issue_id', '=', issue.id)
    .executeTakeFirstOrThrow();
  if ((last ?? 0) >= MOST_ITEMS) throw refuse('too-many');
  await trx
    .insertInto('newsletters.items')
    .values({ issue_id: issue.id, practice_id: practiceId, place: (last ?? 0) + 1, note })
    .execute()
    .catch((error: unknown) => {
      if (brokenConstraint(error) === 'items_pkey') throw refuse('there-already', { field: 'practice' });
      return asRefused(error);
    });
}

/** Takes a practice out of a draft. Refusal: `sent`. */
export async function removeItem(trx: Writes<'newsletters'>, issue: Issue, practiceId: PracticeId): Promise<void> {
  if (issue.state !== 'draft') throw refuse('sent');
  await trx.deleteFrom('newsletters.items').where('issue_id', '=', issue.id).where('practice_id', '=', practiceId).execute();
}

// uses messages: newsletters.verb.*
// uses messages: newsletters.purpose.*
/** Sends a draft: from now on everybody reads it, and a job writes to the readers of its language. Refusals: `sent`, `empty`. */
export async function sendIssue(trx: Writes<'newsletters' | 'jobs' | 'audit'>, { id }: Issue, now: Date): Promise<number> {
  const last = await trx
    .selectFrom('newsletters.issues')
    .select(({ fn }) => fn.max('number').as('number'))
    .executeTakeFirstOrThrow();
  const number = (last.number ?? 0) + 1;
  const { numUpdatedRows } = await trx
    .updateTable('newsletters.issues')
    .set({ state: 'sent', number, sent_at: now })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst()
    .catch((error: unknown) => {
      const constraint = brokenConstraint(error);
      if (constraint === 'issues_empty') throw refuse('empty');
      // Another issue took the number at the same moment.
      if (constraint === 'issues_number') throw refuse('sent');
      throw error;
    });
  if (numUpdatedRows === 0n) throw refuse('sent');
  await record(trx, { verb: 'newsletters.sent', purpose: 'newsletters.purpose.inform', objectKind: 'newsletter', objectId: id });
  await addJob(trx, sendLetters, { issueId: id });
  return number;
}
