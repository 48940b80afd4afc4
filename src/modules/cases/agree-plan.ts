import { sql } from 'kysely';
import type { Writes } from '#kernel/db';
import type { AgreedHow, CaseId } from './case.ts';
import { caseFor } from './load-case.ts';
import { recordAct } from './record-act.ts';
import { refuse } from './refusals.ts';

/**
 * Puts on record that person and counsellor agree on the plan as it stands. At the desk the officer says how; the person
 * agrees on line. Refusals: `not-found`, `case-closed`, `nothing-to-agree`, `agreed-already`.
 */
export async function agreePlan(trx: Writes<'cases' | 'audit'>, id: CaseId, how: AgreedHow): Promise<void> {
  const found = await caseFor(trx, id, 'agree-plan');
  if (found.standing === 'own') {
    const { rows } = await sql<{ agreed: boolean }>`select cases.agree_online(${id}) as agreed`.execute(trx);
    if (!rows[0]?.agreed) throw refuse('not-found');
  } else {
    await trx.updateTable('cases.cases').set({ plan_agreed_at: new Date(), plan_agreed_how: how }).where('id', '=', id).execute();
  }
  await recordAct(trx, found, { verb: 'plan-agreed', details: { how: found.standing === 'own' ? 'on-line' : how } });
}
