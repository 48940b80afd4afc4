import { StartFailure } from '#kernel/errors';
import { runCommand } from './app/commands/run-command.ts';

try {
  process.exitCode = await runCommand(process.argv.slice(2), process.env);
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
