import told from '../../../db/demo/surveys.json' with { type: 'json' };
import { asActor } from '#kernel/db';
import { addDays, toLocal } from '#kernel/time';
import { organisationNames } from '#modules/directory';
import {
  beginForBody,
  beginFromPaper,
  beginRound,
  listInstruments,
  listRounds,
  saveSection,
  submitSheet,
  type Answer,
} from '#modules/instruments';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

type Told = (typeof told.rounds)[number];

/** Tells the demonstration's survey rounds: who is invited, and what came on paper, entered by whoever did it. */
export async function loadSurveys(world: DemoWorld): Promise<void> {
  for (const one of told.rounds) await loadRound(world, one);
}

async function loadRound(world: DemoWorld, one: Told): Promise<void> {
  const { db, now } = world.network;
  const today = toLocal(now().toISOString(), 'UTC').day;
  const maker = actorIn(world, `${one.by}@ponte-demo.example`);
  await asActor(db, maker, async (trx) => {
    // An interrupted first start begins again: what is there already is not written twice.
    if ((await listRounds(trx)).some(({ title }) => title === one.title)) return;
    const instrument = (await listInstruments(trx)).find(({ code }) => code === one.questionnaire);
    if (!instrument?.newest) throw new Error(`the demonstration has no questionnaire ${one.questionnaire}`);
    const { content } = instrument.newest;
    const [from, until] = one.openDays;
    const round = await beginRound(trx, maker.accountId, instrument.id, {
      title: one.title,
      method: one.method,
      opensOn: addDays(today, from ?? 0),
      closesOn: typeof until === 'number' ? addDays(today, until) : null,
      selfStart: one.selfStart,
      several: one.several,
    });
    const bodies = one.invited.map((code) => idIn(world.scopes, code));
    const names = await organisationNames(trx, bodies, 'en');
    for (const id of bodies) await beginForBody(trx, maker.accountId, round, { kind: 'organisation', id }, names.get(id) ?? '');
    for (const { label, receivedDaysAgo, answers } of one.paper) {
      const receivedOn = addDays(today, -receivedDaysAgo);
      const sheet = await beginFromPaper(trx, maker.accountId, round, { body: null, label, receivedOn });
      const given = new Map(
        Object.entries(answers).map(([question, answer]) => [question, { answer: answer as Answer, note: null }] as const), // our own file; a test reads it
      );
      await saveSection(trx, maker.accountId, sheet, content, { base: 0, given }, now());
      await submitSheet(trx, maker.accountId, sheet, content, now());
    }
  });
}
