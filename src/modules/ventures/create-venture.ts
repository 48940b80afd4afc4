import { record } from '#kernel/audit';
import { newId, onConstraint, type Writes } from '#kernel/db';
import type { PersonId } from '#modules/people';
import { refuse } from './refusals.ts';
import type { VentureId, VentureText } from './venture.ts';

/** Writes down a venture of a person in the officer's custody, now or as of an earlier moment. Refusals: no such founder. */
export async function createVenture(
  trx: Writes<'ventures' | 'audit'>,
  accountId: string,
  lead: { personId: PersonId; officeId: string },
  text: VentureText,
  at?: Date,
): Promise<VentureId> {
  const id = newId<'ventures.ventures'>();
  const unknown = onConstraint({ ventures_lead: () => refuse('no-such-founder'), founders_person: () => refuse('no-such-founder') });
  await trx
    .insertInto('ventures.ventures')
    .values({
      id,
      office_id: lead.officeId,
      lead_person_id: lead.personId,
      created_by: accountId,
      ...ventureRow(text),
      ...(at ? { created_at: at } : {}),
    })
    .execute()
    .catch(unknown);
  await trx
    .insertInto('ventures.founders')
    .values({ venture_id: id, office_id: lead.officeId, person_id: lead.personId, person_office_id: lead.officeId })
    .execute()
    .catch(unknown);
  await trx
    .insertInto('ventures.events')
    .values({
      id: newId(),
      venture_id: id,
      office_id: lead.officeId,
      kind: 'created',
      to_value: text.stage,
      by_account: accountId,
      ...(at ? { at } : {}),
    })
    .execute();
  await record(trx, {
    verb: 'ventures.created',
    purpose: 'people.purpose.counselling',
    scopeId: lead.officeId,
    subjectId: lead.personId,
    objectKind: 'venture',
    objectId: id,
  });
  return id;
}

export function ventureRow(text: VentureText) {
  return {
    title: text.title,
    summary: text.summary,
    sector: text.sector,
    stage: text.stage,
    location: text.location,
    here_place_id: text.herePlaceId,
    there_place_id: text.therePlaceId,
    needs: text.needs,
  };
}
