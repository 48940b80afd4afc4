import type { Reads } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { z } from 'zod';
import { listFunds } from '#modules/guarantees';
import { listOffices } from '#modules/offices';
import { readRecords } from './load-demonstration.ts';

const organisation = z.object({ code: z.string(), name: z.record(z.string(), z.string()) });

/** Names of the demonstration's offices, organisations and funds by their code. */
export async function demoScopeNames(trx: Reads<'offices' | 'places' | 'guarantees'>, lang: string): Promise<Map<string, string>> {
  const offices = await listOffices(trx, { lang });
  const organisations = z.array(organisation).parse(await readRecords('demo/organisations.json'));
  return new Map([
    ...offices.map((office) => [office.code, textIn(office.name, lang).text] as const),
    ...organisations.map(({ code, name }) => [code, name[lang] ?? name.en ?? code] as const),
    ...(await listFunds(trx)).map(({ code, name }) => [code, name] as const),
  ]);
}
