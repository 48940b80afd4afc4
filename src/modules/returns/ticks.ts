import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import { seal, subjectKey, subjectKeys, unsealText, type Keyring } from '#kernel/keys';
import type { PersonId } from '#modules/people';
import { putOnRecord } from './put-on-record.ts';
import { refuse } from './refusals.ts';
import type { RuleId } from './rule.ts';

export const sides = ['person', 'counsellor'] as const;
export type Side = (typeof sides)[number];

/** What one side says of a rule; the note is null where there is none or the person's key was destroyed. */
export interface Tick {
  ruleId: RuleId;
  side: Side;
  done: boolean;
  note: string | null;
  at: Date;
}

const contextOf = (personId: PersonId, ruleId: RuleId, side: Side) => ({
  table: 'returns.ticks',
  column: 'note',
  id: `${personId}/${ruleId}/${side}`,
});

/** What both sides have said of a person's rules, as far as the actor may read it. */
export async function ticksOf(trx: Reads<'returns' | 'access'>, keyring: Keyring, personId: PersonId): Promise<Tick[]> {
  const rows = await trx
    .selectFrom('returns.ticks')
    .select(['rule_id', 'side', 'done', 'note', 'at'])
    .where('person_id', '=', personId)
    .execute();
  const key = rows.some((row) => row.note) ? (await subjectKeys(trx, keyring, [personId])).get(personId) : undefined;
  return rows.map((row) => {
    const side = row.side as Side; // check constraint ticks_side
    return {
      ruleId: row.rule_id,
      side,
      done: row.done,
      note: key && row.note ? unsealText(key, row.note, contextOf(personId, row.rule_id, side)) : null,
      at: row.at,
    };
  });
}

export interface SaidOfRule {
  ruleId: RuleId;
  done: boolean;
  note: string | null;
}

/**
 * Keeps what one side says of each rule given; notes are sealed. The person writes their own side, the desk that has custody
 * either. Refusals: `not-found`.
 */
export async function saveTicks(
  trx: Writes<'returns' | 'access' | 'audit'>,
  keyring: Keyring,
  of: { personId: PersonId; officeId: string; side: Side; accountId: string; now: Date },
  said: readonly SaidOfRule[],
): Promise<void> {
  const { personId, side } = of;
  if (!(await mayWrite(trx, personId, side))) throw refuse('not-found');
  const before = new Map((await ticksOf(trx, keyring, personId)).filter((one) => one.side === side).map((one) => [one.ruleId, one]));
  const changed = said.filter((one) => {
    const kept = before.get(one.ruleId);
    return kept ? kept.done !== one.done || kept.note !== one.note : one.done || one.note !== null;
  });
  if (changed.length === 0) return;
  const key = changed.some((one) => one.note) ? await subjectKey(trx, keyring, personId) : null;
  await trx
    .insertInto('returns.ticks')
    .values(
      changed.map((one) => ({
        person_id: personId,
        office_id: of.officeId,
        rule_id: one.ruleId,
        side,
        done: one.done,
        note: key && one.note ? seal(key, one.note, contextOf(personId, one.ruleId, side)) : null,
        at: of.now,
        by_account: of.accountId,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'rule_id', 'side']).doUpdateSet((eb) => ({
        done: eb.ref('excluded.done'),
        note: eb.ref('excluded.note'),
        at: eb.ref('excluded.at'),
        by_account: eb.ref('excluded.by_account'),
      })),
    )
    .execute();
  await putOnRecord(trx, 'ticked', of);
}

async function mayWrite(trx: Reads<'access'>, personId: PersonId, side: Side): Promise<boolean> {
  const { rows } = await sql<{ desk: boolean; own: boolean }>`
    select ${personId}::uuid in (select id from access.subjects where custodian_id in (select access.desks())) as desk,
           ${personId}::uuid in (select access.own_subjects()) as own`.execute(trx);
  const [who] = rows;
  return who !== undefined && (who.desk || (who.own && side === 'person'));
}
