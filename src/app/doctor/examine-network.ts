import { verifyChain } from '#kernel/audit';
import { asSystem } from '#kernel/db';
import type { Settings } from '#kernel/config';
import { checkFiles, openFileStore } from '#kernel/files';
import { openKeyring } from '#kernel/keys';
import { compareTimeZoneData, timeZoneProbes, type TimeZone } from '#kernel/time';
import { listOffices } from '#modules/offices';
import { existingMasterKey } from '../backup/existing-master-key.ts';
import type { Databases } from '../boot/open-databases.ts';
import { readProfile } from '../boot/network-profile.ts';
import { note, ok, problem, type Examination, type Outcome } from './finding.ts';

/** What the doctor looks at in what the network keeps: keys, audit, files, hours. */
export function networkExaminations(settings: Settings, databases: Databases): Examination[] {
  return [
    { name: 'keys', run: () => examineKeys(settings, databases) },
    { name: 'audit', run: () => examineAudit(settings, databases) },
    { name: 'files', run: () => examineFiles(settings, databases) },
    { name: 'time zones', run: () => examineTimeZones(databases) },
  ];
}

async function hasKeys({ pools }: Databases): Promise<boolean> {
  return ((await pools.owner.query('select from kernel.network_keys')).rowCount ?? 0) > 0;
}

async function examineKeys(settings: Settings, databases: Databases): Promise<Outcome> {
  if (!(await hasKeys(databases))) return note('the network has no key yet: it is made at the first start');
  await openKeyring(databases.owner, await existingMasterKey(settings));
  return ok('the master key opens the network; keep a copy of it apart from the backups');
}

async function examineAudit(settings: Settings, databases: Databases): Promise<Outcome> {
  if (!(await hasKeys(databases))) return note('nothing was sealed yet');
  const keyring = await openKeyring(databases.owner, await existingMasterKey(settings));
  const { seals, entries, waiting, broken } = await asSystem(databases.owner, async (trx) => await verifyChain(trx, keyring));
  if (broken) {
    const where = broken.seal === null ? 'entries that no seal covers' : `seal ${broken.seal}`;
    return problem(
      `the chain is broken at ${where} (${broken.reason}).`,
      'Somebody changed the audit: keep the database as it is, compare with a backup and the seals in the log, and tell the data-protection officer.',
    );
  }
  return ok(`${entries} entries in ${seals} seals hold, ${waiting} wait for theirs`);
}

async function examineFiles(settings: Settings, { owner }: Databases): Promise<Outcome> {
  const { checked, problems } = await asSystem(owner, async (trx) => await checkFiles(trx, openFileStore(settings)));
  if (problems.length === 0) return ok(`${checked} are there and unchanged`);
  const told = problems.slice(0, 5).map(({ id, problem: what }) => `${id} ${what}`);
  return problem(
    `${problems.length} of ${checked} are not as they were kept: ${told.join(', ')}${problems.length > 5 ? ' …' : ''}.`,
    'Take them from a backup restored elsewhere.',
  );
}

/** The zones in which the network counts hours; only Node's data is used for them, so that a difference is no error. */
async function examineTimeZones({ app, pools }: Databases): Promise<Outcome> {
  const offices = await asSystem(app, async (trx) => await listOffices(trx, { lang: 'en' }));
  const profile = await readProfile(app);
  const zones: TimeZone[] = [...new Set(['UTC', ...(profile ? [profile.timeZone] : []), ...offices.map(({ timeZone }) => timeZone)])];
  const probes = timeZoneProbes(new Date().toISOString());
  const { rows } = await pools.owner.query<{ zone: string; at: Date; offset: number }>(
    `select zone, at, (extract(epoch from (at at time zone zone) - (at at time zone 'UTC')) / 60)::float8 as offset
       from unnest($1::text[]) as zone cross join unnest($2::timestamptz[]) as at`,
    [zones, probes],
  );
  const different = compareTimeZoneData(rows.map(({ zone, at, offset }) => ({ zone, at: at.toISOString(), offsetMinutes: offset })));
  if (different.length === 0) return ok(`Node (${process.versions.tz}) and PostgreSQL agree on ${zones.length} zones for two years`);
  const first = different[0];
  return note(
    `Node (${process.versions.tz}) and PostgreSQL differ on ${[...new Set(different.map(({ zone }) => zone))].join(', ')}, first at ${first?.at}. Ponte counts by Node's; if that one is wrong, update Node.`,
  );
}
