import { sql } from 'kysely';
import { record } from '#kernel/audit';
import { isForbidden, newId, type Id, type Reads, type Writes } from '#kernel/db';
import { holdsContact } from '#kernel/text';
import type { PracticeId } from '#modules/practices';
import type { Contribution, ContributionId, Thread, Voice } from './contribution.ts';
import type { QuestionId } from './question.ts';
import { refuse } from './refusals.ts';

/** More of one account in a day is no discussion any more. */
const MOST_A_DAY = 40;

/** Replies that a page shows to one contribution or question, at most. */
const MOST_REPLIES = 100;

/** The frame says what stands where, the table gives the words to whoever reads them. */
const contributions = (practiceId: PracticeId) => sql`
  select d.id, ${practiceId}::uuid as "practiceId", d.reply_to as "replyTo", d.question_id as "questionId", d.office_id as "officeId",
         d.organisation_id as "organisationId", d.written_at as "writtenAt", d.standing, c.words, c.language,
         c.hidden_reason as "hiddenReason", d.id in (select transfers.written()) as mine,
         ${practiceId}::uuid in (select transfers.moderated()) as "toHide"
    from transfers.discussion(${practiceId}::uuid) d
    left join transfers.contributions c on c.id = d.id`;

/** A page of the discussion of a practice, what was begun last on top, and how many threads there are. */
export async function readDiscussion(
  trx: Reads<'transfers'>,
  practiceId: PracticeId,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ threads: Thread[]; total: number }> {
  const head = sql`d.reply_to is null and d.question_id is null`;
  const counted = await sql<{ total: string }>`
    select count(*) as total from transfers.discussion(${practiceId}::uuid) d where ${head}`.execute(trx);
  const { rows } = await sql<Contribution>`${contributions(practiceId)}
    where ${head} order by d.written_at desc, d.id desc limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(trx);
  const replies = await repliesTo(
    trx,
    practiceId,
    'reply_to',
    rows.map(({ id }) => id),
  );
  return {
    total: Number(counted.rows[0]?.total ?? 0),
    threads: rows.map((one) => ({ ...one, replies: replies.filter(({ replyTo }) => replyTo === one.id) })),
  };
}

async function repliesTo(
  trx: Reads<'transfers'>,
  practiceId: PracticeId,
  column: 'reply_to' | 'question_id',
  ids: readonly string[],
): Promise<Contribution[]> {
  if (ids.length === 0) return [];
  const to = sql.ref(`d.${column}`);
  const { rows } = await sql<Contribution>`
    select * from (
      select one.*, row_number() over (partition by one."replyTo", one."questionId" order by one."writtenAt", one.id) as place
        from (${contributions(practiceId)} where ${to} = any (${[...ids]}::uuid[])) one
    ) ordered where place <= ${MOST_REPLIES} order by "writtenAt", id`.execute(trx);
  return rows;
}

/** Replies to published questions, the oldest first. */
export async function repliesToQuestions(
  trx: Reads<'transfers'>,
  practiceId: PracticeId,
  ids: readonly QuestionId[],
): Promise<Contribution[]> {
  return await repliesTo(trx, practiceId, 'question_id', ids);
}

/** A contribution whose words the actor reads, or null. */
export async function findContribution(trx: Reads<'transfers'>, id: ContributionId): Promise<Contribution | null> {
  const found = await trx.selectFrom('transfers.contributions').select('practice_id').where('id', '=', id).executeTakeFirst();
  if (!found) return null;
  const { rows } = await sql<Contribution>`${contributions(found.practice_id)} where d.id = ${id}::uuid`.execute(trx);
  return rows[0] ?? null;
}

export interface NewContribution extends Voice {
  practiceId: PracticeId;
  replyTo: ContributionId | null;
  questionId: QuestionId | null;
  words: string;
  language: string;
}

/**
 * Writes in a discussion. Refusals: `contact-in-text`, `too-many-contributions`, `not-yours` for a voice that is not the writer's and
 * for a reply to what takes none.
 */
export async function contribute(trx: Writes<'transfers'>, accountId: string, given: NewContribution, now: Date): Promise<ContributionId> {
  if (holdsContact(given.words)) throw refuse('contact-in-text', { field: 'words' });
  const recent = await trx
    .selectFrom('transfers.contributions')
    .select('id')
    .where('written_at', '>', new Date(now.getTime() - 86_400_000))
    .where(sql<boolean>`id in (select transfers.written())`)
    .execute();
  if (recent.length >= MOST_A_DAY) throw refuse('too-many-contributions');
  const id = newId<'transfers.contributions'>();
  await trx
    .insertInto('transfers.contributions')
    .values({
      id,
      practice_id: given.practiceId,
      reply_to: given.replyTo,
      question_id: given.questionId,
      account_id: accountId as Id<'identity.accounts'>, // the id of an account is plain text in a request
      office_id: given.officeId,
      organisation_id: given.organisationId,
      words: given.words,
      language: given.language,
      written_at: now,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-yours') : error;
    });
  return id;
}

/** Takes a contribution away with a reason, or shows it again with null. Refusals: `not-yours`. */
export async function hideContribution(
  trx: Writes<'transfers' | 'audit'>,
  { id, practiceId }: Pick<Contribution, 'id' | 'practiceId'>,
  reason: string | null,
  now: Date,
): Promise<void> {
  const done = await trx
    .updateTable('transfers.contributions')
    .set({ hidden_reason: reason, hidden_at: reason === null ? null : now })
    .where('id', '=', id)
    .where('words', 'is not', null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw refuse('not-yours');
  await record(trx, {
    verb: 'transfers.contribution-hidden',
    purpose: 'transfers.purpose.library',
    objectKind: 'practice',
    objectId: practiceId,
    details: { hidden: reason !== null },
  });
}

/** Empties one's own contribution; replies to it stay. Refusals: `not-yours`. */
export async function takeBackContribution(trx: Writes<'transfers'>, id: ContributionId): Promise<void> {
  const { rows } = await sql<{ done: boolean }>`select transfers.take_back(${id}::uuid) as done`.execute(trx);
  if (!rows[0]?.done) throw refuse('not-yours');
}

/** A contribution as a person's copy of their data holds it. */
export interface ContributionCopy {
  words: string;
  writtenAt: Date;
  hidden: string | null;
}

/** Everything that the actor wrote in discussions. */
export async function copyOfContributions(trx: Reads<'transfers'>): Promise<ContributionCopy[]> {
  const rows = await trx
    .selectFrom('transfers.contributions')
    .select(['words', 'written_at as writtenAt', 'hidden_reason as hidden'])
    .where(sql<boolean>`id in (select transfers.written())`)
    .orderBy('written_at')
    .execute();
  return rows.map(({ words, ...rest }) => ({ ...rest, words: words ?? '' }));
}
