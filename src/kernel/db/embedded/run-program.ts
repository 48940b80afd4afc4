import { spawn } from 'node:child_process';
import { StartFailure } from '#kernel/errors';
import type { Owner } from './server-account.ts';

export interface ProgramRun {
  account: Owner | null;
  /** Sent to the program as its input. */
  input?: string;
  /** Ends the program early, when the person stops Ponte meanwhile. */
  signal?: AbortSignal;
}

/** Runs one of PostgreSQL's programs to its end. Refusals: {@link StartFailure} with the last lines that it wrote. */
export async function runProgram(program: string, args: string[], run: ProgramRun): Promise<void> {
  const child = spawn(program, args, { stdio: 'pipe', env: serverEnvironment(), cwd: workingFolder(), windowsHide: true, ...run.account });
  const abort = () => child.kill();
  run.signal?.addEventListener('abort', abort);
  let output = '';
  const keep = (chunk: Buffer) => (output = (output + chunk).slice(-4000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.stdin.on('error', () => {}); // it ended before it read all; its exit code tells
  child.stdin.end(run.input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  run.signal?.removeEventListener('abort', abort);
  run.signal?.throwIfAborted();
  if (code === 0) return;
  const nameless = /could not look up effective user ID (\d+)/.exec(output)?.[1];
  throw new StartFailure(
    nameless
      ? `PostgreSQL asks for a user with a name, and the machine knows none for user number ${nameless}: start Ponte as a user of /etc/passwd, or set DATABASE_URL to a PostgreSQL server.`
      : `PostgreSQL could not be prepared: ${lastLines(output) || `${program} ended with ${code}`}`,
  );
}

/** The last lines in one: what PostgreSQL said before it gave up. */
export function lastLines(output: string, lines = 4): string {
  return output.trim().split(/\r?\n/).slice(-lines).join(' / ');
}

/** PostgreSQL reads many PG… variables that are not meant for this server, and on macOS needs a locale that exists. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|TZ$|LD_|DYLD_|NODE_)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

/** A folder that every user may enter; the current one may be closed to the server's user. */
export function workingFolder(): string | undefined {
  return process.platform === 'win32' ? undefined : '/';
}
