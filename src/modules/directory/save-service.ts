import type { Actor, Reads, Writes } from '#kernel/db';
import { findOrganisation } from './find-organisation.ts';
import { findService } from './find-service.ts';
import { addPlaces, type PlaceTree } from './place-tree.ts';
import { refuse } from './refusals.ts';
import { requireKeeper } from './require-keeper.ts';
import type { ServiceId } from './service.ts';
import { entryFrom, type ServiceDetails } from './service-details.ts';
import { entryOf, writeServices } from './write-services.ts';

type Handle = Writes<'directory'> & Reads<'places' | 'access'>;

/** Adds a service of a live organisation. Refusals: not the actor's organisation, history, ages the wrong way round. */
export async function createService(trx: Handle, actor: Actor, details: ServiceDetails, now: Date): Promise<ServiceId> {
  await requireKeeper(trx, actor, details.organisationId);
  return await save(trx, actor, null, details, now);
}

/** Changes a live service; the history keeps what it was. Refusals as for a new one. */
export async function changeService(trx: Handle, actor: Actor, id: ServiceId, details: ServiceDetails, now: Date): Promise<void> {
  const stored = await findService(trx, id);
  await requireKeeper(trx, actor, stored.organisationId);
  if (details.organisationId !== stored.organisationId) await requireKeeper(trx, actor, details.organisationId);
  await save(trx, actor, id, details, now);
}

/** Notes that somebody checked the entry today and found that it holds. */
export async function checkService(trx: Handle, actor: Actor, id: ServiceId, today: string, now: Date): Promise<void> {
  const stored = await findService(trx, id);
  await requireKeeper(trx, actor, stored.organisationId);
  if (stored.standing === 'reported') throw refuse('history-stays');
  await writeServices(trx, [{ ...entryOf(stored), assuredOn: today }], { by: actor.accountId, now, what: 'checked' });
}

async function save(trx: Handle, actor: Actor, id: ServiceId | null, details: ServiceDetails, now: Date): Promise<ServiceId> {
  const stored = id ? await findService(trx, id) : null;
  const organisation = await findOrganisation(trx, details.organisationId);
  if (stored?.standing === 'reported' || organisation.standing === 'reported') throw refuse('history-stays');
  const { minimumAge, maximumAge } = details;
  if (minimumAge !== null && maximumAge !== null && minimumAge > maximumAge) throw refuse('ages-turned', { field: 'maximumAge' });
  const tree: PlaceTree = new Map();
  await addPlaces(trx, tree, [details.placeId]);
  const author = { by: actor.accountId ?? 'system', kind: 'human' as const, at: now.toISOString() };
  const entry = entryFrom(details, stored, { organisationCode: organisation.code, tree, author });
  await writeServices(trx, [entry], { by: actor.accountId, now, what: 'changed' });
  return stored?.id ?? (await idOfCode(trx, entry.code));
}

async function idOfCode(trx: Reads<'directory'>, code: string): Promise<ServiceId> {
  const { id } = await trx.selectFrom('directory.services').select('id').where('code', '=', code).executeTakeFirstOrThrow();
  return id;
}
