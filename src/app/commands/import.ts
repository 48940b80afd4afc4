import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Refusal, StartFailure } from '#kernel/errors';
import { loadMessages, translator, type AnyTranslate } from '#kernel/i18n';
import { openKeyring, openMasterKey } from '#kernel/keys';
import { openDatabases } from '../boot/open-databases.ts';
import { importKinds } from '../import/importers.ts';
import { runImport } from '../import/run-import.ts';
import type { Command } from './run-command.ts';

const kinds = importKinds.filter(({ importer }) => importer).map(({ kind }) => kind);

export const importCommand: Command = {
  name: 'import',
  usage: '<kind> <file> [--check]',
  summary: `Imports a list (CSV, XLSX, JSON), all of it or nothing: ${kinds.join(', ')}. --check only says what is wrong. People come in on the page /admin/import.`,
  run: async (settings, args) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { check: { type: 'boolean', default: false } },
    });
    const [kind = '', path = ''] = positionals;
    if (!kinds.includes(kind) || !path) {
      console.error(`ponte import <kind> <file> [--check]\nKinds: ${kinds.join(', ')}`);
      return 2;
    }
    const bytes = await readFile(path).catch((error: unknown) => {
      throw new StartFailure(`The file ${path} cannot be read.`, { cause: error });
    });
    const t = translator(loadMessages(), 'en') as AnyTranslate; // problems name their keys
    const databases = await openDatabases(settings, { command: 'once', say: console.log });
    try {
      const keyring = await openKeyring(databases.owner, await openMasterKey({ ...settings, required: settings.database !== null }));
      const parts = { db: databases.owner, keyring, controller: '', now: new Date() };
      const outcome = await runImport(parts, { kind, officeId: null, actor: null, dryRun: values.check, bytes });
      for (const problem of outcome.problems)
        console.error(`row ${problem.row}, ${problem.field ?? 'whole row'}: ${t(problem.problem, problem.values)}`);
      if (outcome.unknown.length) console.error(`Columns that nobody reads: ${outcome.unknown.join(', ')}`);
      console.log(
        `${outcome.rows} rows: ${outcome.created} new, ${outcome.updated} changed, ${outcome.unchanged} as they were${outcome.problems.length ? '; nothing was written' : values.check ? ' (checked only)' : ''}.`,
      );
      return outcome.problems.length ? 1 : 0;
    } catch (error) {
      if (error instanceof Refusal) throw new StartFailure(t(error.messageKey, error.values));
      throw error;
    } finally {
      await databases.close();
    }
  },
};
