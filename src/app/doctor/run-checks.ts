import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { projectRoot } from '#kernel/i18n';

/** An invariant of db/checks that does not hold. */
export interface BrokenCheck {
  /** File name without its ending, e.g. `cases-open-at-the-custodian`. */
  readonly name: string;
  /** What must hold. */
  readonly rule: string;
  /** What to do where it does not. */
  readonly remedy: string;
  /** The first rows that break it: ids and states, nothing personal. */
  readonly rows: readonly Record<string, unknown>[];
}

interface Check {
  name: string;
  rule: string;
  remedy: string;
  query: string;
}

const ROWS_SHOWN = 20;

/** Runs every query of db/checks as the owner role, who sees all rows; answers those that found something, and how many ran. */
export async function runChecks(owner: Pick<pg.ClientBase, 'query'>): Promise<{ ran: number; broken: BrokenCheck[] }> {
  const checks = await readChecks();
  const broken: BrokenCheck[] = [];
  for (const { query, ...check } of checks) {
    const { rows } = await owner.query<Record<string, unknown>>(`select * from (\n${query}\n) as broken limit ${ROWS_SHOWN}`);
    if (rows.length > 0) broken.push({ ...check, rows });
  }
  return { ran: checks.length, broken };
}

async function readChecks(): Promise<Check[]> {
  const folder = join(projectRoot(), 'db/checks');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return await Promise.all(names.map(async (name) => parseCheck(name.replace(/\.sql$/, ''), await readFile(join(folder, name), 'utf8'))));
}

/** A check begins with two comments: what must hold, and what to do where it is broken. */
function parseCheck(name: string, text: string): Check {
  const found = /^-- (?<rule>.+)\n-- Broken: (?<remedy>.+)\n(?<query>[\s\S]+)$/.exec(text);
  const { rule, remedy, query } = found?.groups ?? {};
  if (!rule || !remedy || !query) throw new Error(`db/checks/${name}.sql does not say what must hold and what to do`);
  return { name, rule, remedy, query };
}
