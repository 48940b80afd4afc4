import { newId } from '#kernel/db';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row } from './fixtures-access-world.ts';

export type May = (who: Rights, row: Row) => boolean;

/** What the design says of one table: who reads a row, and who may write it in which way. */
export interface TableRule {
  table: string;
  /** SQL that names a row; its id where nothing is said. */
  key?: string;
  reads: May;
  /** Changes that are tried on every row: an assignment, and who may make it on that row. */
  changes?: readonly { set: string; may: May }[];
  /** Rows that are tried to be added, made from one that is there; null where there is nothing to try. */
  adds?: readonly { like: (who: Rights, row: Row) => Row | null; may: May }[];
  removes?: May;
}

export const fresh = (_who: Rights, row: Row): Row => ({ ...row, id: newId() });
export const as =
  (column: string) =>
  (who: Rights, row: Row): Row => ({ ...row, id: newId(), [column]: who.accountId });
export const forged =
  (column: string) =>
  (who: Rights, row: Row): Row | null => {
    const [desk] = [...who.desks].filter((one) => one !== row[column]);
    return desk === undefined ? null : { ...row, id: newId(), [column]: desk };
  };
/** The same with more columns of the actor's making; nothing where there is no other desk to forge. */
export const forgedWith =
  (column: string, more: (who: Rights, row: Row) => Row) =>
  (who: Rights, row: Row): Row | null => {
    const wrong = forged(column)(who, row);
    return wrong && { ...wrong, ...more(who, wrong) };
  };
export const nobody: May = () => false;
export const anybody: May = () => true;
export const officers: May = (who) => who.holds('data-protection-officer', 'auditor');

export const ofPerson = (row: Row) => row.person_id;
export const ofSubject = (row: Row) => row.subject_id;
export const ofId = (row: Row) => row.id;

/** A part of a file: custody writes it, the person reads it, a grant on that part shows it. */
export function part(
  table: string,
  name: string | null,
  subject: (row: Row) => unknown,
  more: Partial<TableRule> & { change?: string },
): TableRule {
  const keeps: May = (who, row) => who.keeps(subject(row));
  const { change, ...rest } = more;
  return {
    table,
    reads: (who, row) => keeps(who, row) || who.own.has(subject(row)) || (name !== null && who.shares(subject(row), name)),
    ...(change ? { changes: [{ set: change, may: keeps }] } : {}),
    adds: [{ like: fresh, may: keeps }],
    ...rest,
  };
}

/** A part with a row a person: a second one is refused by its key, after row security has let it pass. */
export const single = (table: string, name: string, change: string): TableRule =>
  part(table, name, ofPerson, {
    key: 'person_id',
    change,
    adds: [{ like: (_who, row) => row, may: (who, row) => who.keeps(row.person_id) }],
  });

export const inCase = { joint: (who: Rights, row: Row) => who.joint.has(row.case_id) };
export const jointly: May = (who, row) => who.keeps(row.person_id) || inCase.joint(who, row);
export const forgedOffice = { like: forged('office_id'), may: nobody };
