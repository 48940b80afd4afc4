import type { Reads } from '#kernel/db';
import { practiceNames } from '#modules/practices';
import type { Issue, IssueId, Item } from './newsletter.ts';

function issues(trx: Reads<'newsletters'>) {
  return trx
    .selectFrom('newsletters.issues')
    .select(['id', 'number', 'language', 'title', 'intro', 'state', 'created_at as createdAt', 'sent_at as sentAt', 'demonstration'])
    .$narrowType<Pick<Issue, 'state'>>(); // a check constraint closes the list
}

/** Issues that were sent, the newest first. */
export async function listSent(
  trx: Reads<'newsletters'>,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ rows: Issue[]; total: number }> {
  const { count } = await trx
    .selectFrom('newsletters.issues')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('state', '=', 'sent')
    .executeTakeFirstOrThrow();
  const rows = await issues(trx)
    .where('state', '=', 'sent')
    .orderBy('number', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return { rows, total: Number(count) };
}

/** Drafts of the editors, the newest first; none for anybody else. */
export async function listDrafts(trx: Reads<'newsletters'>): Promise<Issue[]> {
  return await issues(trx).where('state', '=', 'draft').orderBy('created_at', 'desc').limit(100).execute();
}

/** An issue that was sent, by its number; null where there is none. */
export async function findSent(trx: Reads<'newsletters'>, number: number): Promise<Issue | null> {
  return (await issues(trx).where('number', '=', number).executeTakeFirst()) ?? null;
}

/** An issue that the actor reads: a sent one, or a draft for the editors; null otherwise. */
export async function getIssue(trx: Reads<'newsletters'>, id: IssueId): Promise<Issue | null> {
  return (await issues(trx).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The practices of an issue, in order. */
export async function itemsOf(trx: Reads<'newsletters' | 'practices'>, id: IssueId): Promise<Item[]> {
  const rows = await trx
    .selectFrom('newsletters.items')
    .select(['practice_id as practiceId', 'note'])
    .where('issue_id', '=', id)
    .orderBy('place')
    .execute();
  const practices = await practiceNames(
    trx,
    rows.map(({ practiceId }) => practiceId),
  );
  return rows.flatMap((row) => {
    const practice = practices.get(row.practiceId);
    return practice ? [{ ...row, ...practice }] : [];
  });
}
