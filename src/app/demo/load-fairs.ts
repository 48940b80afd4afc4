import told from '../../../db/demo/fairs.json' with { type: 'json' };
import { asActor, type Id } from '#kernel/db';
import { fromLanguages } from '#kernel/i18n';
import { addDays, nextWorkingDay, toLocal } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import { listCorridors } from '#modules/places';
import {
  actOnFair,
  createFair,
  decideOnGuest,
  fairsHeldBy,
  joinFair,
  keepPlans,
  offersOfVentures,
  proposeSchedule,
  type FairId,
  type ParticipantId,
} from '#modules/trade';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';
import { ventureOf } from './load-trade.ts';

type Guest = {
  code: string;
  by: string;
  office?: string;
  person?: string;
  organisation?: string;
  who: string;
  languages: string[];
  first: string[];
  also: string[];
};

/** Tells of a fair in three weeks: who comes, whom they wish to meet, and the schedule that the office published. */
export async function loadFairs(world: DemoWorld): Promise<void> {
  const { db, now } = world.network;
  const host = actorIn(world, told.fair.by);
  const fair = await asActor(db, host, async (trx) => {
    // An interrupted first start begins again: what is there already is not written twice.
    if ((await fairsHeldBy(trx, [idIn(world.scopes, told.fair.office)])).length > 0) return null;
    const corridor = (await listCorridors(trx, { lang: 'en' })).find(({ code }) => code === told.fair.corridor);
    if (!corridor) throw new Error(`the demonstration has no corridor ${told.fair.corridor}`);
    const { inDays, title, about, office, partner, by: _by, corridor: _corridor, ...rest } = told.fair;
    const today = toLocal(now().toISOString(), 'UTC').day;
    const day = nextWorkingDay(addDays(today, inDays - 1), []);
    const author = { by: 'demonstration', kind: 'human', at: now().toISOString(), source: 'en' } as const;
    const id = await createFair(trx, host.accountId, {
      ...rest,
      kind: 'fair',
      corridorId: corridor.id,
      officeId: idIn(world.scopes, office) as OfficeId, // the scopes hold ids of offices by their codes
      partnerOfficeId: idIn(world.scopes, partner) as OfficeId,
      title: fromLanguages(title, author),
      about: fromLanguages(about, author),
      firstDay: day,
      lastDay: day,
      registersFrom: today,
      registersUntil: addDays(today, 14),
      whoMay: ['ventures', 'organisations'],
    });
    await actOnFair(trx, id, 'announce', now());
    return id;
  });
  if (!fair) return;
  const coming = new Map<string, ParticipantId>();
  for (const guest of told.guests as Guest[]) {
    const id = await register(world, fair, guest);
    if (!id) continue;
    coming.set(guest.code, id);
    await asActor(db, host, async (trx) => await decideOnGuest(trx, id, 'approved', now()));
  }
  for (const { code, by, first, also } of told.guests as Guest[]) {
    const id = coming.get(code);
    const ids = (codes: readonly string[]) => codes.flatMap((one) => coming.get(one) ?? []);
    if (id)
      await asActor(db, actorIn(world, by), async (trx) => await keepPlans(trx, id, { first: ids(first), also: ids(also), busy: [] }));
  }
  await asActor(db, host, async (trx) => {
    await proposeSchedule(trx, fair);
    await actOnFair(trx, fair, 'publish', now());
  });
}

async function register(
  world: DemoWorld,
  fair: FairId,
  { by, office, person, organisation, who, languages }: Guest,
): Promise<ParticipantId | null> {
  const { db } = world.network;
  const words = { who, languages };
  if (organisation) {
    const organisationId = idIn(world.scopes, organisation) as Id<'directory.organisations'>; // the scopes hold ids of organisations by their codes
    return await asActor(db, actorIn(world, by), async (trx) => await joinFair(trx, fair, { organisationId }, words));
  }
  const venture = office && person ? await ventureOf(world, by, office, person) : null;
  if (!venture) return null;
  return await asActor(db, actorIn(world, by), async (trx) => {
    const offer = (await offersOfVentures(trx, [venture])).find(({ state }) => state === 'published');
    return offer ? await joinFair(trx, fair, { offerId: offer.id }, words) : null;
  });
}
