import type { Reads } from '#kernel/db';
import type { CaseId } from './case.ts';

/** Kinds of what stands in the way of a case today, as far as the actor may read it. */
export async function openBlockerKinds(trx: Reads<'cases'>, caseId: CaseId): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('cases.blockers')
    .select('kind')
    .where('case_id', '=', caseId)
    .where('resolved_at', 'is', null)
    .execute();
  return new Set(rows.map(({ kind }) => kind));
}
