import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { PlaceId } from '#modules/places';
import { contentSchema } from './plan-content.ts';
import type { Plan, PlanId, PublishedPlan, Version } from './plan.ts';

const MOST_PLANS = 1_000;

const COLUMNS = [
  'p.id',
  'p.code',
  'p.place_id as placeId',
  'p.office_id as officeId',
  'p.other_place_id as otherPlaceId',
  'p.other_office_id as otherOfficeId',
  'p.version',
  'p.demonstration',
] as const;

/** A plan that the actor sees: a published one, or one of an office of theirs. */
export async function getPlan(trx: Reads<'plans'>, id: PlanId): Promise<Plan | null> {
  return (await trx.selectFrom('plans.plans as p').select(COLUMNS).where('p.id', '=', id).executeTakeFirst()) ?? null;
}

/** The plan of a short name, as far as the actor sees it. */
export async function findPlan(trx: Reads<'plans'>, code: string): Promise<Plan | null> {
  return (await trx.selectFrom('plans.plans as p').select(COLUMNS).where('p.code', '=', code).executeTakeFirst()) ?? null;
}

/** Every plan that the actor sees, published or not, the newest first. */
export async function plansSeen(trx: Reads<'plans'>): Promise<Plan[]> {
  return await trx.selectFrom('plans.plans as p').select(COLUMNS).orderBy('p.created_at', 'desc').limit(MOST_PLANS).execute();
}

/** Plans with their published version. */
function current(trx: Reads<'plans'>) {
  return trx
    .selectFrom('plans.plans as p')
    .innerJoin('plans.versions as v', (join) => join.onRef('v.plan_id', '=', 'p.id').onRef('v.number', '=', 'p.version'));
}

function published(trx: Reads<'plans'>) {
  return (
    current(trx)
      .select([...COLUMNS, 'v.lang', 'v.published_at as publishedAt'])
      // A version is made of a draft, which the schema has read.
      .select([
        sql<Translated>`v.content -> 'title'`.as('title'),
        sql<string | null>`v.content ->> 'starts'`.as('starts'),
        sql<string | null>`v.content ->> 'ends'`.as('ends'),
      ])
  );
}

export interface PublishedOf {
  /** Of these places, at either end; of all where nothing is said. */
  placeIds?: readonly PlaceId[];
  limit?: number;
  offset?: number;
}

/** Published plans, the last published first. */
export async function listPublished(
  trx: Reads<'plans'>,
  { placeIds, limit = MOST_PLANS, offset = 0 }: PublishedOf = {},
): Promise<PublishedPlan[]> {
  if (placeIds?.length === 0) return [];
  // Which they are is found first: the content of a version is long, and sorting it with the rest read every plan whole.
  let page = current(trx).select('p.id').orderBy('v.published_at', 'desc').orderBy('v.plan_id').limit(limit).offset(offset);
  if (placeIds) page = page.where((eb) => eb.or([eb('p.place_id', 'in', [...placeIds]), eb('p.other_place_id', 'in', [...placeIds])]));
  return await published(trx).where('p.id', 'in', page).orderBy('v.published_at', 'desc').orderBy('v.plan_id').execute();
}

/** How many plans are published. */
export async function countPublished(trx: Reads<'plans'>): Promise<number> {
  const { count } = await trx
    .selectFrom('plans.plans')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('version', '>', 0)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function versions(trx: Reads<'plans'>, planId: PlanId) {
  return trx
    .selectFrom('plans.versions')
    .select(['number', 'lang', 'content', 'reason', 'authors', 'approvers', 'published_at as publishedAt'])
    .where('plan_id', '=', planId);
}

/** Versions of a plan, the newest first. */
export async function versionsOf(trx: Reads<'plans'>, planId: PlanId): Promise<Version[]> {
  const rows = await versions(trx, planId).orderBy('number', 'desc').limit(500).execute();
  return rows.map((row) => ({ ...row, content: contentSchema.parse(row.content) }));
}

/** One version of a plan, or null. */
export async function findVersion(trx: Reads<'plans'>, planId: PlanId, number: number): Promise<Version | null> {
  const row = await versions(trx, planId).where('number', '=', number).executeTakeFirst();
  return row ? { ...row, content: contentSchema.parse(row.content) } : null;
}
