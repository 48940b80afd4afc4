import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { asSystem } from '#kernel/db';
import { StartFailure } from '#kernel/errors';
import { openDatabases } from '../boot/open-databases.ts';
import { exportCsv } from '../export/export-csv.ts';
import { exportKinds, type ExportRow } from '../export/export-kinds.ts';
import { readArguments } from './read-arguments.ts';
import type { Command } from './run-command.ts';

const kinds = Object.keys(exportKinds);

export const exportCommand: Command = {
  name: 'export',
  usage: '<kind> [--format json|csv] [--to <file>]',
  summary: `Writes a public list (${kinds.join(', ')}) so that ponte import reads it again; JSON keeps everything, CSV is for spreadsheets.`,
  run: async (settings, args) => {
    const { positionals, values } = readArguments(exportCommand, args, {
      format: { type: 'string', default: 'json' },
      to: { type: 'string' },
    });
    const [kind = '', ...more] = positionals;
    const rowsOf = exportKinds[kind];
    if (!rowsOf || more.length > 0 || !['json', 'csv'].includes(values.format))
      throw new StartFailure(`Use: ponte export ${exportCommand.usage}. Kinds: ${kinds.join(', ')}.`);
    const databases = await openDatabases(settings, { command: 'once', say: console.error, migrate: false });
    try {
      const rows = await asSystem(databases.read, async (trx) => await Array.fromAsync<ExportRow>(rowsOf(trx)));
      const text = values.format === 'csv' ? exportCsv(rows) : `${JSON.stringify(rows, null, 2)}\n`;
      await deliver(text, values.to);
      console.error(`${rows.length} ${kind}.`);
      return 0;
    } finally {
      await databases.close();
    }
  },
};

async function deliver(text: string, to: string | undefined): Promise<void> {
  if (to === undefined) {
    await new Promise<void>((done) => void process.stdout.write(text, () => done()));
    return;
  }
  await writeFile(resolve(to), text).catch((error: Error) => {
    throw new StartFailure(`The file ${to} cannot be written: ${error.message}.`, { cause: error });
  });
}
