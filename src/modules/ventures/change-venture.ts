import { record } from '#kernel/audit';
import { newId, onConstraint, type Writes } from '#kernel/db';
import type { PersonId } from '#modules/people';
import { ventureRow } from './create-venture.ts';
import { getVenture } from './get-venture.ts';
import { refuse } from './refusals.ts';
import type { Stage, Venture, VentureId, VentureText } from './venture.ts';

/** Changes a venture in the officer's custody and writes the change of stage into its history. Refusals: not found. */
export async function changeVenture(trx: Writes<'ventures' | 'audit'>, accountId: string, id: VentureId, text: VentureText): Promise<void> {
  const before = await getVenture(trx, id);
  const changed = await trx
    .updateTable('ventures.ventures')
    .set({ ...ventureRow(text), updated_at: new Date() })
    .where('id', '=', id)
    .returning(['office_id', 'lead_person_id'])
    .executeTakeFirst();
  if (!changed || !before) throw refuse('not-found');
  const stageMoved = before.stage !== text.stage;
  await trx
    .insertInto('ventures.events')
    .values({
      id: newId(),
      venture_id: id,
      office_id: changed.office_id,
      kind: stageMoved ? 'stage' : 'changed',
      from_value: stageMoved ? before.stage : null,
      to_value: stageMoved ? text.stage : null,
      by_account: accountId,
    })
    .execute();
  await record(trx, {
    verb: 'ventures.changed',
    purpose: 'people.purpose.counselling',
    scopeId: changed.office_id,
    subjectId: changed.lead_person_id,
    objectKind: 'venture',
    objectId: id,
  });
}

/** Moves a venture to a stage, e.g. at closing or at a follow-up. Refusals: not found. */
export async function moveStage(
  trx: Writes<'ventures'>,
  accountId: string,
  id: VentureId,
  stage: Stage,
  kind: 'stage' | 'follow-up' = 'stage',
): Promise<void> {
  const before = await getVenture(trx, id);
  if (!before) throw refuse('not-found');
  if (before.stage === stage && kind === 'stage') return;
  const changed = await trx.updateTable('ventures.ventures').set({ stage, updated_at: new Date() }).where('id', '=', id).executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await trx
    .insertInto('ventures.events')
    .values({
      id: newId(),
      venture_id: id,
      office_id: before.officeId,
      kind,
      from_value: before.stage,
      to_value: stage,
      by_account: accountId,
    })
    .execute();
}

/**
 * Adds a founder with a file at one of the officer's desks; who left before may join again. From then on they read and write the
 * business plan. Refusals: not found, no such founder, already a founder.
 */
export async function addFounder(
  trx: Writes<'ventures' | 'audit'>,
  accountId: string,
  id: VentureId,
  founder: { personId: PersonId; officeId: string },
): Promise<void> {
  const venture = await getVenture(trx, id);
  if (!venture) throw refuse('not-found');
  const joined = await trx
    .insertInto('ventures.founders')
    .values({ venture_id: id, office_id: venture.officeId, person_id: founder.personId, person_office_id: founder.officeId })
    .onConflict((conflict) =>
      conflict
        .constraint('founders_pkey')
        .doUpdateSet({ left_at: null, joined_at: new Date() })
        .where('ventures.founders.left_at', 'is not', null),
    )
    .executeTakeFirst()
    .catch(onConstraint({ founders_person: () => refuse('no-such-founder') }));
  if (!joined.numInsertedOrUpdatedRows) throw refuse('already-founder');
  await tellFounder(trx, accountId, venture, founder.personId, 'founder-joined');
}

/** Ends a founder's part; the lead founder stays. Refusals: not found, lead stays. */
export async function removeFounder(
  trx: Writes<'ventures' | 'audit'>,
  accountId: string,
  id: VentureId,
  personId: PersonId,
): Promise<void> {
  const venture = await getVenture(trx, id);
  if (!venture) throw refuse('not-found');
  if (venture.leadPersonId === personId) throw refuse('lead-stays');
  const left = await trx
    .updateTable('ventures.founders')
    .set({ left_at: new Date() })
    .where('venture_id', '=', id)
    .where('person_id', '=', personId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (left.numUpdatedRows === 0n) throw refuse('not-found');
  await tellFounder(trx, accountId, venture, personId, 'founder-left');
}

async function tellFounder(
  trx: Writes<'ventures' | 'audit'>,
  accountId: string,
  venture: Venture,
  personId: PersonId,
  kind: 'founder-joined' | 'founder-left',
): Promise<void> {
  await trx
    .insertInto('ventures.events')
    .values({ id: newId(), venture_id: venture.id, office_id: venture.officeId, kind, by_account: accountId })
    .execute();
  // uses messages: ventures.verb.*
  await record(trx, {
    verb: `ventures.${kind}`,
    purpose: 'people.purpose.counselling',
    scopeId: venture.officeId,
    subjectId: personId,
    objectKind: 'venture',
    objectId: venture.id,
  });
}
