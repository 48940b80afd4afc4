import { record } from '#kernel/audit';
import { brokenConstraint, isForbidden, newId, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { Observation, Service, ServiceId } from './price.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'remittances' | 'audit'>;

export type Wrong = 'same-country' | 'band-wrong' | 'fee-too-large' | 'still-to-come' | 'rate-and-margin' | 'not-a-rate';

/** What cannot be so of a service and its price, with the field. */
export function wrongIn(service: Service, seen: Observation, today: Day): { field: keyof Service | keyof Observation; why: Wrong }[] {
  const sameCurrency = service.sendCurrency === service.receiveCurrency;
  return [
    ...(service.fromCountry === service.toCountry ? [{ field: 'toCountry', why: 'same-country' } as const] : []),
    ...(service.leastMinor > service.mostMinor ? [{ field: 'mostMinor', why: 'band-wrong' } as const] : []),
    ...(seen.feeMinor > service.mostMinor ? [{ field: 'feeMinor', why: 'fee-too-large' } as const] : []),
    ...(seen.observedOn > today || seen.observedOn < '2000-01-01' ? [{ field: 'observedOn', why: 'still-to-come' } as const] : []),
    ...(seen.appliedRate !== null && seen.marginPercent !== null ? [{ field: 'marginPercent', why: 'rate-and-margin' } as const] : []),
    // Within one currency nothing is exchanged.
    ...(sameCurrency && seen.appliedRate !== null && seen.appliedRate !== '1'
      ? [{ field: 'appliedRate', why: 'not-a-rate' } as const]
      : []),
  ];
}

/**
 * Takes a new service in with what it cost. One that was withdrawn is compared again.
 * Refusals: `known-already` where it is compared: its new price belongs there; `not-found` for whoever does not keep prices.
 */
export async function addService(trx: Trx, by: string, service: Service, seen: Observation): Promise<ServiceId> {
  const id = await keepService(trx, by, { service, seen, demonstration: false });
  await told(trx, 'remittances.price-recorded', id);
  return id;
}

/** The same for an importer, which tells the audit once for all its rows. */
export async function keepService(
  trx: Trx,
  by: string | null,
  { service, seen, demonstration }: { service: Service; seen: Observation; demonstration: boolean },
): Promise<ServiceId> {
  const before = await serviceLike(trx, service);
  if (before && !before.withdrawn) throw refuse('known-already', { field: 'provider' });
  const id = before ? await compareAgain(trx, before.id) : await insertService(trx, by, service, demonstration);
  await keepPrice(trx, by, id, seen);
  return id;
}

/** The service that is the same in everything, withdrawn or not. */
export async function serviceLike(trx: Trx, service: Service): Promise<{ id: ServiceId; withdrawn: boolean } | null> {
  const found = await trx
    .selectFrom('remittances.services')
    .select(['id', 'withdrawn_at'])
    .where('provider', '=', service.provider)
    .where('from_country', '=', service.fromCountry)
    .where('to_country', '=', service.toCountry)
    .where('send_currency', '=', service.sendCurrency)
    .where('receive_currency', '=', service.receiveCurrency)
    .where('pay_in', '=', service.payIn)
    .where('pay_out', '=', service.payOut)
    .where('least_minor', '=', service.leastMinor)
    .where('most_minor', '=', service.mostMinor)
    .executeTakeFirst();
  return found ? { id: found.id, withdrawn: found.withdrawn_at !== null } : null;
}

async function insertService(trx: Trx, by: string | null, service: Service, demonstration: boolean): Promise<ServiceId> {
  const id = newId<'remittances.services'>();
  await trx
    .insertInto('remittances.services')
    .values({
      id,
      provider: service.provider,
      from_country: service.fromCountry,
      to_country: service.toCountry,
      send_currency: service.sendCurrency,
      receive_currency: service.receiveCurrency,
      least_minor: service.leastMinor,
      most_minor: service.mostMinor,
      pay_in: service.payIn,
      pay_out: service.payOut,
      demonstration,
      created_by: by,
    })
    .execute()
    .catch((error: unknown) => {
      if (brokenConstraint(error) === 'services_once') throw refuse('known-already', { field: 'provider' });
      throw isForbidden(error) ? refuse('not-found') : error;
    });
  return id;
}

async function compareAgain(trx: Trx, id: ServiceId): Promise<ServiceId> {
  await trx
    .updateTable('remittances.services')
    .set({ withdrawn_at: null, withdrawn_by: null, withdrawn_why: null })
    .where('id', '=', id)
    .execute();
  return id;
}

/** Writes down what a service cost on a day; what was seen before stays. Refusal: `not-found`. */
export async function observePrice(trx: Trx, by: string, id: ServiceId, seen: Observation): Promise<void> {
  await keepPrice(trx, by, id, seen);
  await told(trx, 'remittances.price-recorded', id);
}

/** The same for an importer. */
export async function keepPrice(trx: Trx, by: string | null, id: ServiceId, seen: Observation): Promise<void> {
  await trx
    .insertInto('remittances.prices')
    .values({
      id: newId<'remittances.prices'>(),
      service_id: id,
      observed_on: seen.observedOn,
      speed: seen.speed,
      fee_minor: seen.feeMinor,
      applied_rate: seen.appliedRate,
      margin_percent: seen.marginPercent,
      source: seen.source,
      source_url: seen.sourceUrl,
      recorded_by: by,
    })
    .execute()
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-found') : error;
    });
}

/** Takes a service out of the comparison, with the reason; its prices stay on record. Refusal: `not-found`, also where it is out already. */
export async function withdrawService(trx: Trx, accountId: string, id: ServiceId, why: string, now: Date): Promise<void> {
  const changed = await trx
    .updateTable('remittances.services')
    .set({ withdrawn_at: now, withdrawn_by: accountId, withdrawn_why: why })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('not-found');
  await told(trx, 'remittances.service-withdrawn', id);
}

async function told(trx: Trx, verb: 'remittances.price-recorded' | 'remittances.service-withdrawn', id: ServiceId): Promise<void> {
  await record(trx, { verb, purpose: 'remittances.purpose.comparison', objectKind: 'remittance-service', objectId: id });
}
