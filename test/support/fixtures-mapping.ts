import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asSystem } from '#kernel/db';
import {
  beginFromPaper,
  beginRound,
  importInstruments,
  listInstruments,
  saveSection,
  submitSheet,
  type Answer,
  type SheetId,
} from '#modules/instruments';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

const answers: Record<string, Answer> = {
  a2_1_1: { text: 'Evening books on paper (invented)' },
  a2_1_2_name: { text: 'Invented municipality' },
  a2_1_2_level: { choice: 'municipality' },
  a2_1_2_country: { place: 'Italy', code: 'italy' },
  a2_2_1: { choice: 'capacities' },
  a2_3_1: { from: '2024-05', to: null },
  a2_4_1: { text: 'The town hall' },
  a2_5_1: { text: 'Thirty shopkeepers' },
  a2_6_1: { text: 'Neighbours teach each other.' },
  a2_7_1: { choices: ['adaptability'] },
};

/** A mapping form that came on paper, was entered by a planner and handed in. */
export async function plantMapping(cast: Cast, planner: Somebody): Promise<SheetId> {
  const { db, network } = cast.site;
  const now = network.now();
  const path = join(import.meta.dirname, '../../db/reference/questionnaires/mapping-of-initiatives.json');
  const form = JSON.parse(readFileSync(path, 'utf8')) as object; // our own file, checked by its importer
  await asSystem(db.owner, async (trx) => await importInstruments(trx, [form], { now }));
  return await as(cast, planner, async (trx) => {
    const { accountId } = planner;
    const { id, newest } = must((await listInstruments(trx)).find(({ code }) => code === 'mapping-of-initiatives'));
    const today = cast.ground.today;
    const given = { title: 'Map your initiative', method: 'Everybody', opensOn: today, closesOn: null, selfStart: true, several: true };
    const round = await beginRound(trx, accountId, id, given);
    const sheet = await beginFromPaper(trx, accountId, round, { body: null, label: 'Invented municipality', receivedOn: today });
    const { content } = must(newest);
    const written = new Map(Object.entries(answers).map(([question, answer]) => [question, { answer, note: null }] as const));
    await saveSection(trx, accountId, sheet, content, { base: 0, given: written }, now);
    await submitSheet(trx, accountId, sheet, content, now);
    return sheet;
  });
}
