import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in the system's own words; null where the system does not tell. */
  started: string | null;
}

/** The process with this number as it is now. */
export function identifyProcess(pid: number): ProcessIdentity {
  return { pid, started: startOf(pid) };
}

/** Whether that same process still runs. Where the system tells no start time, the number alone decides. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (!exists(identity.pid)) return false;
  const started = startOf(identity.pid);
  return identity.started === null || started === null || identity.started === started;
}

/** The command line of a running process, or '' where it cannot be read. */
export function commandLineOf(pid: number): string {
  if (process.platform === 'linux') return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  if (process.platform === 'win32') return output('tasklist', ['/fo', 'csv', '/nh', '/fi', `PID eq ${pid}`]);
  return output('ps', ['-ww', '-o', 'args=', '-p', String(pid)]);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, but belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/** An ended process whose parent never asked: in a container nobody else clears it away. */
function isZombie(pid: number): boolean {
  return statFields(pid)[0] === 'Z';
}

function startOf(pid: number): string | null {
  if (process.platform === 'linux') {
    const ticks = statFields(pid)[19];
    // The clock ticks count from the boot, so the boot belongs to the answer.
    return ticks ? `${readOrEmpty('/proc/sys/kernel/random/boot_id').trim()}:${ticks}` : null;
  }
  if (process.platform === 'win32') return null;
  return output('ps', ['-o', 'lstart=', '-p', String(pid)]) || null;
}

/** Fields of /proc/PID/stat from the third (the state) on; the second may hold spaces and brackets. */
function statFields(pid: number): string[] {
  const stat = process.platform === 'linux' ? readOrEmpty(`/proc/${pid}/stat`) : '';
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function output(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LC_ALL: 'C' },
    }).trim();
  } catch {
    return '';
  }
}
