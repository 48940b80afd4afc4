import { z } from 'zod';
import type { Reads, Writes } from '#kernel/db';
import { money } from '#kernel/money';
import { isDay, type Day } from '#kernel/time';
import { widerPlaces, type PlaceId } from '#modules/places';
import { assessmentsOf } from '#modules/readiness';
import type { Venture, VentureId } from '#modules/ventures';
import { fieldKinds, MOST_COUNTED } from './condition.ts';
import type { Facts } from './judge.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'opportunities'> & Reads<'ventures'>;

/** What Ponte does not know from elsewhere, so that a founder is asked; kept only where they want it. */
export const keptFields = [
  'registered',
  'firm-since',
  'return-since',
  'months-abroad',
  'age',
  'women-owned',
  'jobs',
  'investment',
] as const;
export type KeptField = (typeof keptFields)[number];
export type KeptAnswers = Pick<Facts, KeptField>;

const day = z.string().refine(isDay);
const schemas = {
  'yes-no': z.boolean(),
  since: day,
  number: z.int().min(0).max(MOST_COUNTED),
  money: z
    .object({ amountMinor: z.string().regex(/^\d{1,15}$/), currency: z.string().regex(/^[A-Z]{3}$/) })
    .transform(({ amountMinor, currency }) => money(BigInt(amountMinor), currency)),
} as const;

/** Answers as they are kept, by field; one that no longer has the shape of its field is left out: it is then not known. */
export function toAnswers(stored: Readonly<Record<string, unknown>>): KeptAnswers {
  const answers: Record<string, unknown> = {};
  for (const field of keptFields) {
    const read = schemas[fieldKinds[field]].safeParse(stored[field]);
    if (read.success) answers[field] = read.data;
  }
  return answers as KeptAnswers; // each was read by the schema of its field
}

/** What the founders of a venture told, for whoever may read it. */
export async function answersOf(trx: Reads<'opportunities'>, ventureId: VentureId): Promise<KeptAnswers> {
  const rows = await trx.selectFrom('opportunities.answers').select(['field', 'value']).where('venture_id', '=', ventureId).execute();
  return toAnswers(Object.fromEntries(rows.map(({ field, value }) => [field, value])));
}

/**
 * Keeps what a founder, or the desk with them, told about a venture; a field that is not answered is forgotten.
 * Refusals: no such venture, a day that has not come.
 */
export async function keepAnswers(
  trx: Trx,
  accountId: string,
  venture: Pick<Venture, 'id' | 'officeId'>,
  answers: KeptAnswers,
  on: { today: Day; now: Date },
): Promise<void> {
  for (const field of ['firm-since', 'return-since'] as const) {
    if ((answers[field] ?? on.today) > on.today) throw refuse('day-later', { field });
  }
  for (const field of keptFields) {
    const answer = answers[field];
    if (answer === undefined) {
      await trx.deleteFrom('opportunities.answers').where('venture_id', '=', venture.id).where('field', '=', field).execute();
      continue;
    }
    const value = JSON.stringify(answer, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
    await trx
      .insertInto('opportunities.answers')
      .values({ venture_id: venture.id, office_id: venture.officeId, field, value, answered_at: on.now, by_account: accountId })
      .onConflict((conflict) =>
        conflict.columns(['venture_id', 'field']).doUpdateSet({ value, answered_at: on.now, by_account: accountId }),
      )
      .execute();
  }
}

/** Places in which the firm is or will be, the nearest first, with the steps up to each wider one. */
export async function placesNear(
  trx: Reads<'places'>,
  venture: Pick<Venture, 'herePlaceId' | 'therePlaceId'>,
): Promise<Map<PlaceId, number>> {
  const near = new Map<PlaceId, number>();
  for (const id of [venture.herePlaceId, venture.therePlaceId]) {
    if (!id) continue;
    for (const place of await widerPlaces(trx, id)) near.set(place.id, Math.min(place.distance, near.get(place.id) ?? place.distance));
  }
  return near;
}

/** All that conditions may ask and that is known of a venture, for whoever may read it: the venture, the answers, the readiness. */
export async function factsOf(
  trx: Reads<'opportunities' | 'places' | 'readiness' | 'instruments'>,
  venture: Venture,
  near: ReadonlyMap<PlaceId, number>,
): Promise<Facts> {
  const [latest] = (await assessmentsOf(trx, [venture.leadPersonId])).filter(({ finishedAt }) => finishedAt !== null);
  return {
    sector: venture.sector,
    stage: venture.stage,
    ...(near.size > 0 ? { place: [...near.keys()] } : {}),
    ...(latest?.result ? { readiness: latest.result } : {}),
    ...(await answersOf(trx, venture.id)),
  };
}
