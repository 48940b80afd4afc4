import { isForbidden, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import { findVersion, getPlan, type Content, type PlanId } from '#modules/plans';
import type { PlaceId } from '#modules/places';
import { ownScheme } from './read-schemes.ts';
import { refuse } from './refusals.ts';
import type { SchemeId } from './scheme.ts';

/** An objective, measure or action of a published plan that a scheme serves. */
export interface Aim {
  readonly planId: PlanId;
  readonly partId: string;
  readonly planCode: string;
  readonly planTitle: Translated;
  readonly placeId: PlaceId;
  /** Null where the plan's newest version does not have the part any more. */
  readonly title: Translated | null;
}

type Trx = Reads<'savings' | 'plans'>;

/** What a plan can be served in: its objectives, measures and actions, in the order of the plan. */
export function partsOf({ objectives, measures, actions }: Content): { id: string; title: Translated }[] {
  return objectives.flatMap((objective) => [
    objective,
    ...measures
      .filter(({ objectiveId }) => objectiveId === objective.id)
      .flatMap((measure) => [measure, ...actions.filter(({ measureId }) => measureId === measure.id)]),
  ]);
}

/** The content of a plan's newest published version; null where it is not published. */
export async function publishedContent(trx: Reads<'plans'>, planId: PlanId): Promise<Content | null> {
  const plan = await getPlan(trx, planId);
  if (!plan || plan.version === 0) return null;
  return (await findVersion(trx, planId, plan.version))?.content ?? null;
}

/** What a scheme serves, as far as the plans are published. */
export async function aimsOf(trx: Trx, schemeId: SchemeId): Promise<Aim[]> {
  const rows = await trx
    .selectFrom('savings.aims')
    .select(['plan_id', 'part_id'])
    .where('scheme_id', '=', schemeId)
    .orderBy('plan_id')
    .orderBy('part_id')
    .execute();
  const aims: Aim[] = [];
  for (const row of rows) {
    const planId = row.plan_id as PlanId; // a foreign key
    const plan = await getPlan(trx, planId);
    const content = await publishedContent(trx, planId);
    if (!plan || !content) continue;
    const title = partsOf(content).find(({ id }) => id === row.part_id)?.title ?? null;
    aims.push({ planId, partId: row.part_id, planCode: plan.code, planTitle: content.title, placeId: plan.placeId, title });
  }
  return aims;
}

/** Says that a scheme serves a part of a published plan. Refusals: `not-found`, `no-such-aim`, `linked-already`. */
export async function addAim(trx: Writes<'savings'> & Trx, schemeId: SchemeId, planId: PlanId, partId: string): Promise<void> {
  await ownScheme(trx, schemeId);
  const content = await publishedContent(trx, planId);
  if (!content || !partsOf(content).some(({ id }) => id === partId)) throw refuse('no-such-aim', { field: 'part' });
  await trx
    .insertInto('savings.aims')
    .values({ scheme_id: schemeId, plan_id: planId, part_id: partId })
    .execute()
    .catch((error: unknown) => {
      if (isForbidden(error)) throw refuse('no-such-aim', { field: 'part' });
      return onConstraint({ aims_pkey: () => refuse('linked-already', { field: 'part' }) })(error);
    });
}

/** Takes it back. Refusals: `not-found`. */
export async function removeAim(trx: Writes<'savings'>, schemeId: SchemeId, partId: string): Promise<void> {
  await ownScheme(trx, schemeId);
  await trx.deleteFrom('savings.aims').where('scheme_id', '=', schemeId).where('part_id', '=', partId).execute();
}
