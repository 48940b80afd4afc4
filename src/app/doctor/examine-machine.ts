import { statfs } from 'node:fs/promises';
import { createTransport } from 'nodemailer';
import type { Settings } from '#kernel/config';
import { backupFolder, newestBackup } from '../backup/backup-folder.ts';
import { readProfile } from '../boot/network-profile.ts';
import type { Databases } from '../boot/open-databases.ts';
import { note, ok, problem, type Examination, type Outcome } from './finding.ts';

const HOUR_MS = 3_600_000;
/** A nightly backup and half a day. */
const OLDEST_BACKUP_HOURS = 36;
const LEAST_FREE_BYTES = 2 * 1024 ** 3;
const PATIENCE_MS = 10_000;

/** What the doctor looks at around Ponte: mail, disk, backups. */
export function machineExaminations(settings: Settings, databases: Databases): Examination[] {
  return [
    { name: 'mail', run: () => examineMail(settings, databases) },
    { name: 'disk', run: () => examineDisk(settings) },
    { name: 'backups', run: () => examineBackups(settings) },
  ];
}

async function examineMail({ smtpUrl }: Settings, { app }: Databases): Promise<Outcome> {
  const profile = await readProfile(app);
  if (!smtpUrl && profile?.demonstration) return note('none is sent: a demonstration shows it on a page');
  if (!smtpUrl) return problem('no mail server is set, so nobody receives a sign-in code or a reminder.', 'Set SMTP_URL.');
  if (profile && !profile.mail) return problem('the network has no sender address.', 'Set it in the administration of the network.');
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  try {
    await transport.verify();
    return ok(`${new URL(smtpUrl).hostname} accepts the sign-in`);
  } catch (error) {
    return problem(
      `${new URL(smtpUrl).hostname} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
      'Check SMTP_URL.',
    );
  } finally {
    transport.close();
  }
}

async function examineDisk({ dataDirectory }: Settings): Promise<Outcome> {
  const { bavail, blocks, bsize } = await statfs(dataDirectory);
  const free = bavail * bsize;
  const told = `${(free / 1024 ** 3).toFixed(1)} GB of ${((blocks * bsize) / 1024 ** 3).toFixed(1)} GB free at ${dataDirectory}`;
  return free >= LEAST_FREE_BYTES ? ok(told) : problem(`${told}.`, 'Make room: PostgreSQL stops when the disk is full.');
}

async function examineBackups({ dataDirectory }: Settings): Promise<Outcome> {
  const folder = backupFolder(dataDirectory);
  const newest = await newestBackup(folder);
  if (!newest) return problem(`there is none in ${folder}.`, 'Run ponte backup; the worker takes one each night.');
  const hours = Math.round((Date.now() - newest.at.getTime()) / HOUR_MS);
  if (hours > OLDEST_BACKUP_HOURS)
    return problem(
      `the newest, ${newest.name}, is ${hours} hours old.`,
      'See why the nightly one failed (the log names app.backup), and run ponte backup.',
    );
  return ok(`the newest, ${newest.name}, is ${hours} hours old; keep copies on another machine`);
}
