import { onConstraint, type Reads, type Writes } from '#kernel/db';
import type { VentureId } from '#modules/ventures';
import type { CaseId } from './case.ts';
import { caseFor } from './load-case.ts';
import { requireCounsellor, ventureColumns } from './open-case.ts';
import { recordAct } from './record-act.ts';
import { refuse } from './refusals.ts';

/** What may change in an open case; what is absent stays. */
export interface CaseChange {
  reason?: string;
  counsellorId?: string;
  ventureId?: VentureId | null;
}

/**
 * Changes counsellor, reason or venture of an open case in custody.
 * Refusals: `not-found`, `custodian-only`, `case-closed`, `counsellor-unknown`, `venture-unknown`.
 */
export async function changeCase(
  trx: Writes<'cases' | 'audit'> & Reads<'access' | 'ventures'>,
  id: CaseId,
  change: CaseChange,
): Promise<void> {
  const found = await caseFor(trx, id, 'change');
  const counsellorMoves = change.counsellorId !== undefined && change.counsellorId !== found.counsellorId;
  if (counsellorMoves) await requireCounsellor(trx, found.officeId, change.counsellorId ?? '');
  const ventureMoves = change.ventureId !== undefined && change.ventureId !== found.ventureId;
  const venture = ventureMoves ? await ventureColumns(trx, change.ventureId ?? null) : {};
  const fields = (['reason', 'counsellorId', 'ventureId'] as const).filter(
    (field) => change[field] !== undefined && change[field] !== found[field],
  );
  if (fields.length === 0) return;
  await trx
    .updateTable('cases.cases')
    .set({
      ...(change.reason === undefined ? {} : { reason: change.reason }),
      ...(counsellorMoves ? { counsellor_id: change.counsellorId } : {}),
      ...venture,
    })
    .where('id', '=', id)
    .execute()
    .catch(onConstraint({ cases_venture: () => refuse('venture-unknown', { field: 'ventureId' }) }));
  await recordAct(trx, found, { verb: 'changed', details: { fields } });
}
