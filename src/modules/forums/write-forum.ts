import { record } from '#kernel/audit';
import { isForbidden, newId, type Writes } from '#kernel/db';
import { searchWords } from '#kernel/text';
import type { Day } from '#kernel/time';
import type { Forum, ForumId, ForumText } from './forum.ts';
import { refuse } from './refusals.ts';

export const dayOf = (now: Date): Day => now.toISOString().slice(0, 10);

const columnsOf = (text: ForumText) => ({
  place_id: text.placeId,
  kind: text.kind,
  name: text.name,
  about: text.about,
  rules: text.rules,
  language: text.language,
  contact: text.contact,
  words: [...new Set(searchWords(`${text.name} ${text.about}`))].join(' ').slice(0, 4_000),
});

/** What row security does not let through is not the actor's. */
export const notYours = (error: unknown): never => {
  throw isForbidden(error) ? refuse('not-yours') : error;
};

/** Writes down a board or forum of an office. Refusal: `not-yours`. */
export async function beginForum(
  trx: Writes<'forums' | 'audit'>,
  by: string,
  { demonstration = false, ...text }: ForumText & { demonstration?: boolean },
  now: Date,
): Promise<ForumId> {
  const id = newId<'forums.forums'>();
  await trx
    .insertInto('forums.forums')
    .values({ id, office_id: text.officeId, ...columnsOf(text), created_by: by, created_at: now, demonstration })
    .execute()
    .catch(notYours);
  await recordDeed(trx, { officeId: text.officeId, kind: 'forum', id });
  return id;
}

/** Changes what is written of a board or forum; its office stays. Refusals: `not-yours`, `ended`. */
export async function changeForum(trx: Writes<'forums' | 'audit'>, forum: Forum, text: ForumText): Promise<void> {
  if (forum.endedOn) throw refuse('ended');
  await update(trx, forum, columnsOf(text));
}

/** Ends a board or forum, with the reason; its record stays. Refusals: `not-yours`, `ended`. */
export async function endForum(trx: Writes<'forums' | 'audit'>, forum: Forum, because: string, now: Date): Promise<void> {
  if (forum.endedOn) throw refuse('ended');
  await update(trx, forum, { ended_on: dayOf(now), ended_because: because });
}

type Columns = Partial<ReturnType<typeof columnsOf>> & { ended_on?: Day; ended_because?: string };

async function update(trx: Writes<'forums' | 'audit'>, { id, officeId }: Forum, set: Columns): Promise<void> {
  const changed = await trx
    .updateTable('forums.forums')
    .set(set)
    .where('id', '=', id)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
    .catch(notYours);
  if (changed.numUpdatedRows === 0n) throw refuse('not-yours');
  await recordDeed(trx, { officeId, kind: 'forum', id });
}

// uses messages: forums.verb.*
// uses messages: forums.purpose.*
/** Notes in the audit that an office worked on a board or forum. */
export async function recordDeed(
  trx: Writes<'audit'>,
  { officeId, kind, id }: { officeId: string; kind: 'forum' | 'meeting'; id: string },
): Promise<void> {
  await record(trx, { verb: 'forums.done', purpose: 'forums.purpose.convene', scopeId: officeId, objectKind: kind, objectId: id });
}
