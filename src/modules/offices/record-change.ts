import { record } from '#kernel/audit';
import type { Writes } from '#kernel/db';
import type { OfficeId } from './office.ts';

// uses messages: offices.verb.*
export type OfficeVerb =
  | 'open'
  | 'change'
  | 'add-hours'
  | 'remove-hours'
  | 'close-day'
  | 'reopen-day'
  | 'add-territory'
  | 'remove-territory';

/** Puts a change of an office on record, with the names of the fields that changed. */
export async function recordChange(
  trx: Writes<'audit'>,
  verb: OfficeVerb,
  officeId: OfficeId,
  fields: readonly string[] = [],
): Promise<void> {
  await record(trx, {
    verb: `offices.${verb}`,
    purpose: 'offices.purpose.administration',
    scopeId: officeId,
    objectKind: 'office',
    objectId: officeId,
    details: { fields },
  });
}
