import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { StartFailure } from '#kernel/errors';

/** Reads the arguments of a command. Refusals: {@link StartFailure} that says how the command is used. */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  command: { name: string; usage: string },
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new StartFailure(
      `${error instanceof Error ? error.message.split('. ')[0] : 'Wrong arguments'}. Use: ponte ${command.name} ${command.usage}`,
      { cause: error },
    );
  }
}
