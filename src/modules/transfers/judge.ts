import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import { ruleOn } from './match.ts';
import type { Precondition } from './precondition.ts';
import type { FullProfile, Judged, Judgement, ProfileId } from './profile.ts';
import { refuse } from './refusals.ts';

/** What people of the office judged of a profile, as far as the actor reads it. */
export async function judgementsOf(trx: Reads<'transfers'>, profileId: ProfileId): Promise<Judgement[]> {
  return await trx
    .selectFrom('transfers.judgements')
    .select(['verdict', 'reason', 'language', 'precondition_id as preconditionId', 'precondition_revision as preconditionRevision'])
    .select(['part_revision as partRevision', 'judged_at as judgedAt'])
    .$narrowType<{ verdict: Judged }>() // a check constraint closes the list
    .where('profile_id', '=', profileId)
    .execute();
}

/** Whether the actor writes the profile, and so judges. */
export async function keepsProfile(trx: Reads<'transfers'>, id: ProfileId): Promise<boolean> {
  const row = await trx
    .selectFrom('transfers.profiles')
    .select('id')
    .where('id', '=', id)
    .where(sql<boolean>`id in (select transfers.kept())`)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Keeps what a person judges of one precondition at one place, with the reason and what they had before them.
 * Refusals: `not-yours`, `rule-decides` where a rule can tell by itself.
 */
export async function judge(
  trx: Writes<'transfers'>,
  profile: FullProfile,
  precondition: Precondition,
  { verdict, reason, language }: Pick<Judgement, 'verdict' | 'reason' | 'language'>,
  now: Date,
): Promise<void> {
  if (!(await keepsProfile(trx, profile.id))) throw refuse('not-yours');
  const part = profile.parts.find(({ kind }) => kind === precondition.kind) ?? null;
  if (ruleOn(precondition.kind, precondition, part).verdict !== 'not-known') throw refuse('rule-decides');
  const judgement = {
    verdict,
    reason,
    language,
    precondition_revision: precondition.revision,
    part_revision: part?.revision ?? null,
    judged_at: now,
  };
  await trx
    .insertInto('transfers.judgements')
    .values({ profile_id: profile.id, precondition_id: precondition.id, ...judgement })
    .onConflict((conflict) => conflict.columns(['profile_id', 'precondition_id']).doUpdateSet(judgement))
    .execute();
}

/** Takes a judgement back: it is not known again. Refusals: `not-yours`. */
export async function unjudge(trx: Writes<'transfers'>, profileId: ProfileId, { id }: Pick<Precondition, 'id'>): Promise<void> {
  const gone = await trx
    .deleteFrom('transfers.judgements')
    .where('profile_id', '=', profileId)
    .where('precondition_id', '=', id)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw refuse('not-yours');
}
