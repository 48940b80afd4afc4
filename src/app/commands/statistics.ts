import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { asSystem } from '#kernel/db';
import { Refusal, StartFailure } from '#kernel/errors';
import { loadMessages, translator, type AnyTranslate } from '#kernel/i18n';
import { editions, importStatistics } from '#modules/observatory';
import { openDatabases } from '../boot/open-databases.ts';
import type { Command } from './run-command.ts';

const text = { type: 'string' } as const;

export const statisticsCommand: Command = {
  name: 'statistics',
  usage:
    '<file> [--check] [--published <date>] [--edition <list>] [--code …] [--title …] [--publisher …] [--licence …] [--url …] [--unit …] [--headings "a;b"] [--period …]',
  summary: `Imports a file of official statistics (SDMX-CSV, Eurostat's CSV, a table in XLSX, JSON-stat) as a new release of its dataset. --check only says what is wrong. Editions of regions: ${editions.filter((one) => one !== 'country').join(', ')}.`,
  run: async (settings, args) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        check: { type: 'boolean', default: false },
        published: text,
        edition: text,
        code: text,
        title: text,
        publisher: text,
        licence: text,
        url: text,
        unit: text,
        headings: text,
        period: text,
      },
    });
    const [path] = positionals;
    const edition = editions.find((one) => one === values.edition);
    if (!path || (values.edition !== undefined && !edition)) {
      console.error(`ponte statistics ${statisticsCommand.usage}\n\n${statisticsCommand.summary}`);
      return 2;
    }
    const bytes = await readFile(path).catch((error: unknown) => {
      throw new StartFailure(`The file ${path} cannot be read.`, { cause: error });
    });
    const t = translator(loadMessages(), 'en') as AnyTranslate; // problems name their keys
    const databases = await openDatabases(settings, { command: 'once', say: console.log });
    const { published, code, title, publisher, licence, url: sourceUrl, unit, period } = values;
    const says = { published, code, title, publisher, licence, sourceUrl, unit, period, edition, headings: values.headings?.split(';') };
    try {
      const report = await asSystem(
        databases.owner,
        async (trx) => await importStatistics(trx, { name: path, bytes, says, by: null, dryRun: values.check }),
      );
      const line = (kind: string) => (one: (typeof report.problems)[number]) =>
        console.error(`${kind}, row ${one.row}, ${one.field ?? 'whole row'}: ${t(one.problem, one.values)}`);
      report.warnings.forEach(line('note'));
      report.problems.forEach(line('problem'));
      const what = {
        created: values.check ? 'would be written' : `written as release ${report.release}`,
        unchanged: `there already as release ${report.release}`,
        refused: 'nothing was written',
      };
      console.log(
        `${report.title ?? path}: ${report.observations} figures in ${report.series} series, ${report.missing} missing; ${what[report.outcome]}.`,
      );
      return report.outcome === 'refused' ? 1 : 0;
    } catch (error) {
      if (error instanceof Refusal) throw new StartFailure(t(error.messageKey, error.values));
      throw error;
    } finally {
      await databases.close();
    }
  },
};
