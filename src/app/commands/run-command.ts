import { readNetworks, type Served, type Settings } from '#kernel/config';
import { StartFailure } from '#kernel/errors';
import { backupCommand } from './backup.ts';
import { importCommand } from './import.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { migrateCommand } from './migrate.ts';
import { restoreCommand } from './restore.ts';
import { startCommand } from './start.ts';
import { statisticsCommand } from './statistics.ts';
import { userCommand } from './user.ts';
import { workerCommand } from './worker.ts';

/** A command of the line `ponte <name> …`; answers the exit code. */
export interface Command {
  readonly name: string;
  /** Arguments as shown in the help. */
  readonly usage: string;
  readonly summary: string;
  /** True for a command that is for all networks of the process; the others are told which with `--network <host>`. */
  readonly servesAll?: true;
  /** `settings` are those of the network, or of the first one: what is of the process is the same in all. */
  readonly run: (settings: Settings, args: readonly string[], networks: readonly Served[]) => Promise<number>;
}

const commands: readonly Command[] = [
  startCommand,
  workerCommand,
  migrateCommand,
  importCommand,
  statisticsCommand,
  exportCommand,
  backupCommand,
  restoreCommand,
  userCommand,
  doctorCommand,
];

/** Runs the command named first; unknown words print the help and answer 2. */
export async function runCommand(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [name = '--help', ...rest] = args;
  if (['--help', '-h', 'help'].includes(name)) return help(0);
  const command = commands.find((one) => one.name === name);
  if (!command) return help(2, `There is no command "${name}".`);
  if (rest.includes('--help')) {
    console.log(`ponte ${command.name} ${command.usage}\n\n${command.summary}`);
    return 0;
  }
  const { networks, others } = chooseNetworks(command, readNetworks(env), rest);
  const [first] = networks;
  if (!first) throw new Error('a command without a network');
  return await command.run(first.settings, others, networks);
}

/** Takes `--network <host>` off the arguments. Refusals: {@link StartFailure} where it is needed or names none. */
function chooseNetworks(
  command: Command,
  all: readonly Served[],
  args: readonly string[],
): { networks: readonly Served[]; others: string[] } {
  const at = args.indexOf('--network');
  const names = all.flatMap(({ host }) => host ?? []).join(', ');
  if (at < 0) {
    if (all.length > 1 && !command.servesAll)
      throw new StartFailure(`Say for which network: ponte ${command.name} --network <host>. Networks: ${names}.`);
    return { networks: all, others: [...args] };
  }
  const chosen = all.filter(({ host }) => host !== null && host === args[at + 1]);
  if (chosen.length === 0)
    throw new StartFailure(`There is no network "${args[at + 1] ?? ''}". ${names ? `Networks: ${names}.` : 'NETWORKS is not set.'}`);
  return { networks: chosen, others: args.toSpliced(at, 2) };
}

const WIDTH = 96;

function help(code: number, problem?: string): number {
  const lines = commands.map((command) => `  ${command.name} ${command.usage}`.trimEnd() + `\n${wrapped(command.summary, '      ')}`);
  const text = `Ponte: software of the reception offices for migrant entrepreneurs\n\nUsage: ponte <command>\n\n${lines.join('\n')}\n\nSettings are environment variables: docs/operations/settings.md`;
  if (problem) console.error(`${problem}\n\n${text}`);
  else console.log(text);
  return code;
}

/** A text in lines that a terminal holds. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && indent.length + last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => indent + line).join('\n');
}
