import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { LineKind, Plan, PlanLine, VersionId } from './plan.ts';
import { refuse } from './refusals.ts';

export interface Version {
  readonly id: VersionId;
  readonly number: number;
  readonly label: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly signatures: readonly { readonly side: 'founder' | 'counsellor'; readonly by: string; readonly at: Date }[];
}

/** Whole numbers as text: JSON has no exact ones. */
export function freeze(plan: Plan): string {
  return JSON.stringify(plan, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

type Frozen = Omit<Plan, 'lines'> & { lines: (Omit<PlanLine, 'figures'> & { figures: Record<string, { value: string }> })[] };

/** A frozen plan as it was, figures exact. */
export function thaw(frozen: unknown): Plan {
  const plan = frozen as Frozen; // written by `freeze` alone, and never changed: the application may not update a version
  return {
    ...plan,
    lines: plan.lines.map((line) => ({
      ...line,
      kind: line.kind as LineKind,
      figures: Object.fromEntries(
        Object.entries(line.figures).map(([name, figure]) => [name, { ...figure, value: BigInt(figure.value) }]),
      ) as PlanLine['figures'],
    })),
  };
}

/** Keeps a copy of the plan as it is now. */
export async function keepVersion(trx: Writes<'businessplans'>, accountId: string, plan: Plan, label: string): Promise<VersionId> {
  const id = newId<'businessplans.versions'>();
  const last = await trx
    .selectFrom('businessplans.versions')
    .select('number')
    .where('plan_id', '=', plan.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  await trx
    .insertInto('businessplans.versions')
    .values({
      id,
      plan_id: plan.id,
      venture_id: plan.ventureId,
      office_id: plan.officeId,
      number: (last?.number ?? 0) + 1,
      label,
      frozen: freeze(plan),
      created_by: accountId,
    })
    .execute();
  return id;
}

/** The versions of a plan, newest first, with who signed off. */
export async function listVersions(trx: Reads<'businessplans'>, plan: Pick<Plan, 'id'>): Promise<Version[]> {
  const rows = await trx
    .selectFrom('businessplans.versions')
    .select(['id', 'number', 'label', 'created_by', 'created_at'])
    .where('plan_id', '=', plan.id)
    .orderBy('number', 'desc')
    .limit(200)
    .execute();
  const signed = await trx
    .selectFrom('businessplans.signatures as s')
    .innerJoin('businessplans.versions as v', 'v.id', 's.version_id')
    .select(['s.version_id', 's.side', 's.by_account', 's.at'])
    .where('v.plan_id', '=', plan.id)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    label: row.label,
    createdBy: row.created_by,
    createdAt: row.created_at,
    signatures: signed
      .filter(({ version_id }) => version_id === row.id)
      .map(({ side, by_account, at }) => ({ side: side as 'founder' | 'counsellor', by: by_account, at })), // check constraint signatures_side
  }));
}

/** A version of a plan as it was frozen. Refusals: not-found. */
export async function readVersion(
  trx: Reads<'businessplans'>,
  plan: Pick<Plan, 'id'>,
  id: VersionId,
): Promise<{ version: Version; plan: Plan }> {
  const version = (await listVersions(trx, plan)).find((one) => one.id === id);
  const row = await trx.selectFrom('businessplans.versions').select('frozen').where('id', '=', id).executeTakeFirst();
  if (!version || !row) throw refuse('not-found');
  return { version, plan: thaw(row.frozen) };
}

/** Signs off a version as founder or counsellor. Refusals: not-found, signed-already. */
export async function signVersion(
  trx: Writes<'businessplans'>,
  accountId: string,
  plan: Plan,
  versionId: VersionId,
  side: 'founder' | 'counsellor',
): Promise<void> {
  await readVersion(trx, plan, versionId);
  await trx
    .insertInto('businessplans.signatures')
    .values({ version_id: versionId, venture_id: plan.ventureId, office_id: plan.officeId, side, by_account: accountId })
    .execute()
    .catch(onConstraint({ signatures_pkey: () => refuse('signed-already') }));
}
