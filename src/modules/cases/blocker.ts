import { newId, type Id, type Writes } from '#kernel/db';
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
export async function addBlocker(trx: Writes<'cases' | 'audit'>, caseId: CaseId, blocker: Pick<Blocker, 'kind' | 'note'>): Promise<BlockerId> {
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
  const blocker = await trx.selectFrom('cases.blockers').select(['case_id', 'resolved_at']).where('id', '=', id).executeTakeFirst();
  if (!blocker) throw refuse('not-found');
  const found = await caseFor(trx, blocker.case_id, 'work');
  const resolved = await trx
    .updateTable('cases.blockers')
    .set({ resolved_at: new Date() })
    .where('id', '=', id)
    .where('resolved_at', 'is', null)
    .executeTakeFirst();
  if (resolved.numUpdatedRows === 0n) throw refuse('blocker-resolved');
  await recordAct(trx, found, { verb: 'blocker-resolved', objectKind: 'blocker', objectId: id });
  return blocker.case_id;
}
