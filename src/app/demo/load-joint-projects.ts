import told from '../../../db/demo/joint-projects.json' with { type: 'json' };
import { asActor, asSystem, hashLinkToken, type AnyWrites, type Database } from '#kernel/db';
import { addDays } from '#kernel/time';
import {
  actOnJointProject,
  getJointProject,
  proposeJointProject,
  searchAssociations,
  searchJointProjects,
  tellJointly,
  waysToWrite,
  type AssociationId,
  type JointProjectId,
} from '#modules/associations';
import { listCorridors, placeIdsByCode, type PlaceId } from '#modules/places';
import { idIn, type DemoWorld } from './demo-world.ts';

type Told = (typeof told.projects)[number];

/** Tells what the demonstration's associations do together: each acts by the link of a letter, as they do. */
export async function loadJointProjects(world: DemoWorld, owner: Database): Promise<void> {
  for (const one of told.projects) {
    const { rows } = await asActor(
      world.network.db,
      { accountId: null, assurance: 0 },
      async (trx) => await searchJointProjects(trx, { page: 1, pageSize: 100 }),
    );
    // An interrupted first start begins again: what is there already is not written twice.
    if (!rows.some(({ title }) => title === one.title)) await loadOne(world, owner, one);
  }
}

interface Writer {
  id: AssociationId;
  act: <T>(work: (trx: AnyWrites) => Promise<T>) => Promise<T>;
}

/** Whoever writes for an association of the demonstration, with a new link. */
async function writerOf({ network: { db } }: DemoWorld, owner: Database, name: string): Promise<Writer> {
  const { id, token } = await asSystem(owner, async (trx) => {
    const { associations } = await searchAssociations(trx, { page: 1, pageSize: 1_000 });
    const found = associations.find((one) => one.name === name);
    if (!found) throw new Error(`the demonstration has no association ${name}`);
    return { id: found.id, token: (await waysToWrite(trx, found.id)).keepers[0]?.token };
  });
  if (!token) throw new Error(`nobody writes for ${name} by a link`);
  const actor = { accountId: null, assurance: 0, token: hashLinkToken(token) } as const;
  return { id, act: async (work) => await asActor(db, actor, work) };
}

async function loadOne(world: DemoWorld, owner: Database, one: Told): Promise<void> {
  const now = world.network.now();
  const today = now.toISOString().slice(0, 10);
  const names = [one.lead, ...one.others.map(({ association }) => association)];
  const writers = new Map<string, Writer>();
  for (const name of names) writers.set(name, await writerOf(world, owner, name));
  const writer = (name: string): Writer => {
    const found = writers.get(name);
    if (!found) throw new Error(`${name} does not take part`);
    return found;
  };
  const lead = writer(one.lead);
  const id = await lead.act(async (trx) => {
    const places = await placeIdsByCode(trx, one.places);
    const corridor = (await listCorridors(trx, { lang: 'en' })).find(({ code }) => code === one.corridor);
    const { title, about, language, currency, moneySource, ownTask } = one;
    const fromOn = addDays(today, -one.fromDaysAgo);
    return await proposeJointProject(trx, lead.id, {
      title,
      about,
      language,
      currency,
      moneySource,
      ownTask,
      fromOn,
      untilOn: addDays(fromOn, one.days),
      amountMinor: BigInt(one.amountMinor),
      corridorId: corridor?.id ?? null,
      placeIds: one.places.map((code) => idIn(places, code) as PlaceId), // idIn has just found it among places
      others: one.others.map(({ association, task }) => ({ associationId: writer(association).id, task })),
      demonstration: true,
    });
  });
  for (const { association } of one.others) await step(writer(association), id, 'yes', now);
  await step(lead, id, 'begin', now);
  for (const { by, daysAgo, words } of one.updates)
    await writer(by).act(async (trx) => {
      const project = await getJointProject(trx, id);
      if (project) await tellJointly(trx, project, writer(by).id, { onDay: addDays(today, -daysAgo), words }, now);
    });
}

async function step({ id: association, act }: Writer, id: JointProjectId, one: 'yes' | 'begin', now: Date): Promise<void> {
  await act(async (trx) => {
    const project = await getJointProject(trx, id);
    if (project) await actOnJointProject(trx, project, association, { act: one, words: null, revision: project.revision }, now);
  });
}
