import { newId, type Id, type Reads, type Writes } from '#kernel/db';
import type { CaseId } from './case.ts';
import { caseFor } from './load-case.ts';
import { recordAct } from './record-act.ts';
import { refuse } from './refusals.ts';

export type BlockerId = Id<'cases.blockers'>;

/** What stands in the way: permit, recognition, language, money … */
export interface Blocker {
  id: BlockerId;
  /** Code of the vocabulary `planBlockers`. */
  kind: string;
  note: string;
  recordedAt: Date;
  resolvedAt: Date | null;
}

/** Writes down what stands in the way. Refusals: `not-found`, `case-closed`. */
export async function addBlocker(
  trx: Writes<'cases' | 'audit'>,
  caseId: CaseId,
  blocker: Pick<Blocker, 'kind' | 'note'>,
): Promise<BlockerId> {
  const found = await caseFor(trx, caseId, 'work');
  const id = newId<'cases.blockers'>();
  await trx
    .insertInto('cases.blockers')
    .values({ id, case_id: caseId, person_id: found.personId, office_id: found.officeId, ...blocker })
    .execute();
  await recordAct(trx, found, { verb: 'blocker-added', objectKind: 'blocker', objectId: id });
  return id;
}

/** Says that something no longer stands in the way. Refusals: `not-found`, `case-closed`, `blocker-resolved`. */
export async function resolveBlocker(trx: Writes<'cases' | 'audit'>, id: BlockerId): Promise<CaseId> {
  const caseId = await caseOfBlocker(trx, id);
  const found = await caseFor(trx, caseId, 'work');
  const resolved = await trx
    .updateTable('cases.blockers')
    .set({ resolved_at: new Date() })
    .where('id', '=', id)
    .where('resolved_at', 'is', null)
    .executeTakeFirst();
  if (resolved.numUpdatedRows === 0n) throw refuse('blocker-resolved');
  await recordAct(trx, found, { verb: 'blocker-resolved', objectKind: 'blocker', objectId: id });
  return caseId;
}

/** The case of a blocker. Refusals: `not-found`. */
export async function caseOfBlocker(trx: Reads<'cases'>, id: BlockerId): Promise<CaseId> {
  const row = await trx.selectFrom('cases.blockers').select('case_id').where('id', '=', id).executeTakeFirst();
  if (!row) throw refuse('not-found');
  return row.case_id;
}
