import { onConstraint, type Actor, type Writes } from '#kernel/db';
import { findPlaceByCode } from '#modules/places';
import type { OfficeId } from './office.ts';
import { recordChange } from './record-change.ts';
import { refuse } from './refusals.ts';
import { requireAdministrator } from './require-manager.ts';

/** Makes an office responsible for a place. Refusals: `unknown-place`, `territory-held`; those of access. */
export async function addTerritory(
  trx: Writes<'offices' | 'places' | 'access' | 'audit'>,
  actor: Actor,
  officeId: OfficeId,
  placeCode: string,
): Promise<void> {
  await requireAdministrator(trx, actor);
  const place = await findPlaceByCode(trx, placeCode);
  if (!place) throw refuse('unknown-place', { field: 'place' });
  await trx
    .insertInto('offices.territories')
    .values({ office_id: officeId, place_id: place.id })
    .execute()
    .catch(onConstraint({ territories_pkey: () => refuse('territory-held', { field: 'place' }) }));
  await recordChange(trx, 'add-territory', officeId, [placeCode]);
}

/** Ends the responsibility of an office for a place. Refusals: `unknown-place`; those of access. */
export async function removeTerritory(
  trx: Writes<'offices' | 'places' | 'access' | 'audit'>,
  actor: Actor,
  officeId: OfficeId,
  placeCode: string,
): Promise<void> {
  await requireAdministrator(trx, actor);
  const place = await findPlaceByCode(trx, placeCode);
  if (!place) throw refuse('unknown-place');
  const { numDeletedRows } = await trx
    .deleteFrom('offices.territories')
    .where('office_id', '=', officeId)
    .where('place_id', '=', place.id)
    .executeTakeFirst();
  if (numDeletedRows > 0n) await recordChange(trx, 'remove-territory', officeId, [placeCode]);
}
