import told from '../../../db/demo/returns.json' with { type: 'json' };
import { z } from 'zod';
import { asActor, asSystem, type Database } from '#kernel/db';
import { fromLocal } from '#kernel/time';
import { fileOfReference, type PersonId } from '#modules/people';
import {
  askCheck,
  beginPlan,
  followUpsOf,
  getPlan,
  movePlan,
  planStates,
  plansOf,
  recordFollowUp,
  reintegration,
  saveSection,
  sections,
  setVenture,
  signs,
  tellReturn,
} from '#modules/returns';
import { venturesOf } from '#modules/ventures';
import { demoPeople } from './demo-people.ts';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

const DAY = 86_400_000;

const way = z.object({ leaving: z.string(), arriving: z.string() });
const section = z.object({ section: z.enum(sections), side: z.enum(['person', 'counsellor']), words: z.string() });
/** A part of the reintegration plan, as the office that received the person and the person themselves agreed it. */
const agreed = z.object({ section: z.enum(reintegration), words: z.string(), who: z.string(), until: z.iso.date() });
const story = z.object({
  thinking: z.object({
    person: z.string(),
    counsellor: z.string(),
    account: z.string(),
    way,
    sections: z.array(section),
    check: z.object({ office: z.string(), language: z.string(), wording: z.string(), question: z.string() }),
  }),
  returned: z.object({
    person: z.string(),
    counsellor: z.string(),
    way,
    decidedHow: z.enum(['on-line', 'signed-at-desk', 'spoken-at-desk']),
    leftOn: z.iso.date(),
    arrivedOn: z.iso.date(),
    steps: z.array(z.object({ state: z.enum(planStates), on: z.iso.date() })),
    sections: z.array(section),
    agreedOn: z.iso.date(),
    agreed: z.array(agreed),
    followUps: z.array(
      z.object({
        months: z.number(),
        on: z.iso.date(),
        how: z.enum(['visit', 'phone', 'message', 'at-desk']),
        signs: z.array(z.enum(signs)),
        note: z.string(),
      }),
    ),
    task: z.string(),
  }),
  told: z.array(z.object({ person: z.string(), counsellor: z.string(), way, daysAgo: z.number() })),
});
type Story = z.output<typeof story>;

/**
 * Tells of somebody who thinks about a return, by the use cases of person and desk, of somebody who has made one, and of two who were
 * told about both ways and whose time to think is over.
 */
export async function loadReturns(world: DemoWorld, owner: Database): Promise<void> {
  const { thinking, returned, told: over } = story.parse(told);
  await loadThinking(world, thinking);
  await loadReturned(world, owner, returned);
  for (const one of over) await loadTold(world, owner, one);
}

/** The file of a person of the demonstration; null where a return of theirs is told already. */
async function untoldFile(world: DemoWorld, code: string, counsellor: string): Promise<{ personId: PersonId; officeId: string } | null> {
  const person = demoPeople.find((one) => one.code === code);
  if (!person) throw new Error(`the demonstration has no person ${code}`);
  const officeId = idIn(world.scopes, person.office);
  return await asActor(world.network.db, actorIn(world, counsellor), async (trx) => {
    const personId = await fileOfReference(trx, officeId, person.reference);
    return personId && (await plansOf(trx, [personId])).length === 0 ? { personId, officeId } : null;
  });
}

async function loadThinking(world: DemoWorld, { check, ...one }: Story['thinking']): Promise<void> {
  const { db, keyring } = world.network;
  const now = world.network.now();
  const officer = actorIn(world, one.counsellor);
  const person = { ...actorIn(world, one.account), assurance: 1 as const };
  const file = await untoldFile(world, one.person, one.counsellor);
  if (!file) return;
  const id = await asActor(db, person, async (trx) => {
    const begun = await beginPlan(trx, person.accountId, { ...file, side: 'person' }, one.way);
    await movePlan(trx, begun, { action: 'inform' });
    return begun;
  });
  for (const { side, ...words } of one.sections) {
    const author = side === 'person' ? person : officer;
    await asActor(db, author, async (trx) => {
      await saveSection(trx, keyring, await getPlan(trx, id), { accountId: author.accountId, now }, words);
    });
  }
  await asActor(db, officer, async (trx) => {
    const [venture] = await venturesOf(trx, file.personId);
    if (!venture) return;
    await setVenture(trx, id, { id: venture.id, officeId: venture.officeId });
    const asked = { ...check, officeId: idIn(world.scopes, check.office), how: 'signed-at-desk' as const, now };
    await askCheck(trx, keyring, officer, await getPlan(trx, id), asked);
  });
}

async function loadReturned(world: DemoWorld, owner: Database, one: Story['returned']): Promise<void> {
  const { db, keyring } = world.network;
  const officer = actorIn(world, one.counsellor);
  const file = await untoldFile(world, one.person, one.counsellor);
  if (!file) return;
  const at = (day: string) => new Date(fromLocal(world.moved(day), '10:00', 'Africa/Casablanca'));
  const id = await asSystem(
    owner,
    async (trx) =>
      await tellReturn(trx, file, one.way, {
        decidedHow: one.decidedHow,
        leftOn: world.moved(one.leftOn),
        arrivedOn: world.moved(one.arrivedOn),
        steps: one.steps.map(({ state, on }) => ({ state, at: at(on) })),
      }),
  );
  await asActor(db, officer, async (trx) => {
    for (const { section: part, words } of one.sections) {
      const by = { accountId: officer.accountId, now: at(one.leftOn) };
      await saveSection(trx, keyring, await getPlan(trx, id), by, { section: part, words });
    }
    for (const { until, ...part } of one.agreed) {
      const by = { accountId: officer.accountId, now: at(one.agreedOn) };
      await saveSection(trx, keyring, await getPlan(trx, id), by, { ...part, until: world.moved(until) });
    }
    const due = await followUpsOf(trx, keyring, id);
    for (const { months, on, ...said } of one.followUps) {
      const followUp = due.find((point) => point.months === months);
      if (!followUp) throw new Error(`the return that is told has no follow-up after ${months} months`);
      const today = world.moved(on);
      await recordFollowUp(trx, keyring, officer.accountId, followUp.id, { ...said, taskTitle: one.task, today });
    }
  });
}

async function loadTold(world: DemoWorld, owner: Database, one: Story['told'][number]): Promise<void> {
  const { db } = world.network;
  const file = await untoldFile(world, one.person, one.counsellor);
  if (!file) return;
  const before = (days: number) => new Date(world.network.now().getTime() - days * DAY);
  const steps = [
    { state: 'considering' as const, at: before(one.daysAgo + 1) },
    { state: 'informed' as const, at: before(one.daysAgo) },
  ];
  const id = await asSystem(owner, async (trx) => await tellReturn(trx, file, one.way, { steps }));
  await asActor(db, actorIn(world, one.counsellor), async (trx) => {
    const [venture] = await venturesOf(trx, file.personId);
    if (venture) await setVenture(trx, id, { id: venture.id, officeId: venture.officeId });
  });
}
