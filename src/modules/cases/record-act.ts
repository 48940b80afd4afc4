import { record } from '#kernel/audit';
import type { Writes } from '#kernel/db';
import type { LoadedCase } from './load-case.ts';

interface Act {
  /** What was done: `step-added`; its sentence is `cases.verb.step-added`. */
  verb: string;
  objectKind?: string;
  objectId?: string;
  details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** Puts an act on a case on record, for the office for which the actor works. */
export async function recordAct(
  trx: Writes<'audit'>,
  of: Pick<LoadedCase, 'id' | 'personId' | 'actingOfficeId'>,
  { verb, objectKind = 'case', objectId = of.id, details = {} }: Act,
): Promise<void> {
  await record(trx, {
    verb: `cases.${verb}`,
    purpose: 'cases.purpose.counselling',
    scopeId: of.actingOfficeId,
    subjectId: of.personId,
    objectKind,
    objectId,
    details,
  });
}
