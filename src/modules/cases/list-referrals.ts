import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { personNames } from '#modules/people';
import { referralRows, type Referral } from './load-referral.ts';
import { openReferralStates } from './referral.ts';
import type { StepId } from './step.ts';

/** A referral in the provider's list. */
export interface ReferralListed extends Referral {
  /** Null where the grant does not open the name. */
  person: string | null;
  /** Title of the step. */
  step: string | null;
}

export interface ReferralFilter {
  /** Those that still ask something of the provider, or those that are over. */
  state: 'open' | 'over' | 'all';
  page: number;
  pageSize: number;
}

/** The referrals to the actor's organisations whose grants are live, newest first. */
export async function listReferrals(
  trx: Reads<'cases' | 'people'>,
  filter: ReferralFilter,
): Promise<{ rows: ReferralListed[]; total: number }> {
  let query = referralRows(trx).where(sql<boolean>`r.organisation_id = any (array(select access.organisations()))`);
  if (filter.state === 'open') query = query.where('r.state', 'in', [...openReferralStates]);
  if (filter.state === 'over') query = query.where('r.state', 'not in', [...openReferralStates]);
  const found = await query
    .select(sql<number>`count(*) over ()::int`.as('total'))
    .orderBy('r.sent_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  // Joined above, the steps of every referral were read for the one page.
  const steps = await stepTitles(
    trx,
    found.map(({ stepId }) => stepId),
  );
  const names = await personNames(
    trx,
    found.map((row) => row.personId),
  );
  const rows = found.map(({ total: _total, ...row }) => ({
    ...row,
    person: names.get(row.personId) ?? null,
    step: steps.get(row.stepId) ?? null,
  }));
  return { rows, total: found[0]?.total ?? 0 };
}

async function stepTitles(trx: Reads<'cases'>, ids: readonly StepId[]): Promise<Map<StepId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await trx.selectFrom('cases.steps').select(['id', 'title']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}
