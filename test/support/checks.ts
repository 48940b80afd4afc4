import type pg from 'pg';
import { openPool } from '#kernel/db';
import { runChecks, type BrokenCheck } from '../../src/app/doctor/run-checks.ts';

/** A test of the kernel knows no word of the domain: what is said about offices or accounts is asked where there are some. */
const ASKED_WHERE_ROWS_ARE: Record<string, string> = {
  'access-custody-of-an-office': 'offices.offices',
  'access-role-in-a-scope': 'offices.offices',
  'access-role-of-an-account': 'identity.accounts',
};

/** Fails where a test file left its database in a state that must never be (db/checks). `unchecked` names what a file breaks on purpose. */
export async function expectChecksToHold(ownerUrl: string, superuser: pg.Pool, unchecked: readonly string[] = []): Promise<void> {
  const owner = openPool(ownerUrl, { size: 1 });
  const { broken } = await runChecks(owner).finally(() => owner.end());
  const told: string[] = [];
  for (const check of broken) {
    if (unchecked.includes(check.name)) continue;
    const asked = ASKED_WHERE_ROWS_ARE[check.name];
    if (asked && !(await superuser.query(`select from ${asked} limit 1`)).rowCount) continue;
    told.push(describe(check));
  }
  if (told.length > 0) throw new Error(`this test file left a database in a state that must never be:\n${told.join('\n')}`);
}

function describe({ name, rule, rows }: BrokenCheck): string {
  return `db/checks/${name}.sql: ${rule} ${JSON.stringify(rows.slice(0, 3), (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}`;
}
