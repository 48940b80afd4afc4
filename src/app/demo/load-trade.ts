import told from '../../../db/demo/trade.json' with { type: 'json' };
import { asActor } from '#kernel/db';
import { toLocal } from '#kernel/time';
import { fileOfReference } from '#modules/people';
import { listCorridors } from '#modules/places';
import {
  actOnOffer,
  addPhoto,
  askAboutOffer,
  confirmInterest,
  createOffer,
  lastDay,
  offersOfVentures,
  reviewOffer,
  type OfferText,
} from '#modules/trade';
import { venturesOf, type VentureId } from '#modules/ventures';
import { demoPeople } from './demo-people.ts';
import { drawPhoto, type Drawing } from './draw-photo.ts';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

type Told = (typeof told.offers)[number];
type Asked = {
  office: string;
  person: string;
  by: string;
  who: string;
  message: string;
  contact: Told['contact'];
  agrees: boolean;
  confirmedBy: string | null;
};

/** Tells what the demonstration's ventures offer and ask for, each written, reviewed and answered by whoever did it. */
export async function loadTrade(world: DemoWorld): Promise<void> {
  for (const one of told.offers) await loadOffer(world, one);
}

/** The first venture of a person of the demonstration; null where the file has moved on. */
export async function ventureOf(world: DemoWorld, by: string, office: string, code: string): Promise<VentureId | null> {
  const person = demoPeople.find((one) => one.code === code);
  if (!person) throw new Error(`the demonstration has no person ${code}`);
  return await asActor(world.network.db, actorIn(world, by), async (trx) => {
    const id = await fileOfReference(trx, idIn(world.scopes, office), person.reference);
    const [venture] = id ? await venturesOf(trx, id) : [];
    return venture?.id ?? null;
  });
}

async function loadOffer(world: DemoWorld, one: Told): Promise<void> {
  const { db, now } = world.network;
  const today = toLocal(now().toISOString(), 'UTC').day;
  const author = actorIn(world, one.writtenBy);
  const venture = await ventureOf(world, one.writtenBy, one.office, one.person);
  if (!venture) return;
  const id = await asActor(db, author, async (trx) => {
    // An interrupted first start begins again: what is there already is not written twice.
    if ((await offersOfVentures(trx, [venture])).length > 0) return null;
    const corridor = (await listCorridors(trx, { lang: 'en' })).find(({ code }) => code === one.text.corridor);
    if (!corridor) throw new Error(`the demonstration has no corridor ${one.text.corridor}`);
    const { corridor: _code, quantity, ...rest } = one.text;
    const text = { ...rest, quantity: BigInt(quantity), corridorId: corridor.id, validUntil: lastDay(today) } as OfferText; // our own file; the tables check the closed lists
    const written = await createOffer(trx, venture, text, one.contact, today);
    for (const { drawing, words } of one.photos) await addPhoto(trx, written, { bytes: drawPhoto(drawing as Drawing), words }); // our own file
    await actOnOffer(trx, written, 'send', now(), today);
    return written;
  });
  if (!id || !one.reviewedBy || !one.scores) return;
  const reviewer = actorIn(world, one.reviewedBy);
  const { scores, advice } = one;
  await asActor(
    db,
    reviewer,
    async (trx) => await reviewOffer(trx, reviewer.accountId, id, { scores, advice, revision: 1 + one.photos.length }, now()),
  );
  for (const asked of one.asked as Asked[]) {
    const from = await ventureOf(world, asked.by, asked.office, asked.person);
    if (!from) continue;
    const { who, message, contact, agrees } = asked;
    const interest = await asActor(
      db,
      actorIn(world, asked.by),
      async (trx) => await askAboutOffer(trx, id, { asker: { ventureId: from }, who, message, contact, agrees }, now()),
    );
    const { confirmedBy } = asked;
    if (confirmedBy) await asActor(db, actorIn(world, confirmedBy), async (trx) => await confirmInterest(trx, interest, 'owner', now()));
  }
}
