import mentoring from '../../../db/demo/mentoring.json' with { type: 'json' };
import { linkedAccounts } from '#kernel/access';
import { asActor, type AnyWrites } from '#kernel/db';
import { formatters, translator } from '#kernel/i18n';
import { addDays, toLocal } from '#kernel/time';
import {
  acceptAsFounder,
  acceptAsMentor,
  agreeAction,
  askForMentor,
  confirmMentor,
  endOfSharing,
  endSession,
  grantedParts,
  keepProfile,
  offerPair,
  ownMentor,
  pairsOf,
  planSession,
  readNeed,
  sharingWording,
  suggestPair,
  writeNote,
  type MentorId,
  type MentorText,
  type PairId,
  type Reader,
  type SharedPart,
  type Side,
} from '#modules/mentoring';
import { fileOfReference } from '#modules/people';
import { placeIdsByCode } from '#modules/places';
import { venturesOf } from '#modules/ventures';
import { demoPeople } from './demo-people.ts';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

const DAY = 86_400_000;
const { mentors, pairs } = mentoring;
type DemoMentor = (typeof mentors)[number];
type DemoPair = (typeof pairs)[number];

/** Tells of four mentors and three pairs by the use cases that founders, mentors and desks run. */
export async function loadMentoring(world: DemoWorld): Promise<void> {
  for (const told of mentors) await loadMentor(world, told);
  for (const told of pairs) await loadPair(world, told);
}

async function loadMentor(world: DemoWorld, told: DemoMentor): Promise<void> {
  const { db } = world.network;
  const self = actorIn(world, told.email);
  const id = await asActor(db, self, async (trx) => {
    if (await ownMentor(trx, self.accountId)) return null;
    const placeId = (await placeIdsByCode(trx, [told.place])).get(told.place);
    if (!placeId) throw new Error(`the demonstration names a place that it does not have: ${told.place}`);
    const { name, about, languages, sectors, topics, stages, tracks, hours, menteeLimit, paused } = told;
    const background = told.background as MentorText['background']; // our own file; loading it is its check
    const text = { name, about, background, languages, sectors, topics, stages, tracks, hours, menteeLimit, paused };
    return await keepProfile(trx, self.accountId, {
      ...text,
      officeId: idIn(world.scopes, told.office),
      placeId,
      email: told.email,
      phone: null,
    });
  });
  if (!id || !told.confirmedBy) return;
  const officer = actorIn(world, told.confirmedBy);
  await asActor(db, officer, async (trx) => await confirmMentor(trx, officer.accountId, id, true));
}

/** A pair as far as the story tells; one that is there already is not told twice. */
async function loadPair(world: DemoWorld, told: DemoPair): Promise<void> {
  const { db, catalogue } = world.network;
  const now = new Date(world.network.now().getTime() - (told.startedDaysAgo ?? 0) * DAY);
  const officer = actorIn(world, told.officer);
  const mentor = actorIn(world, told.mentor);
  const mentorId = await asActor(db, mentor, async (trx) => (await ownMentor(trx, mentor.accountId))?.id);
  const begun = mentorId ? await asActor(db, officer, async (trx) => await begin(trx, world, told, officer, mentorId)) : null;
  if (!begun) return;
  const { id, timeZone } = begun;
  await asActor(db, officer, async (trx) => await offerPair(trx, officer, id));
  if (told.state === 'offered') return;
  await asActor(db, mentor, async (trx) => await acceptAsMentor(trx, id, now));
  if (told.state !== 'running' || !begun.account) return;
  const founder = { accountId: begun.account, assurance: 1 } as const;
  const parts = told.parts as SharedPart[]; // our own file; loading it is its check
  const until = endOfSharing(now, timeZone);
  const wording = sharingWording(translator(catalogue, 'fr'), formatters('fr', timeZone), { mentor: begun.mentorName, parts, until });
  await asActor(
    db,
    founder,
    async (trx) =>
      await acceptAsFounder(
        trx,
        founder,
        id,
        { called: told.called, parts: grantedParts(parts), language: 'fr', wording, how: 'on-line', until },
        now,
      ),
  );
  await asActor(db, mentor, async (trx) => await meet(trx, world, told, id, mentor.accountId));
}

interface Begun {
  id: PairId;
  timeZone: string;
  mentorName: string;
  account: string | null;
}

/** The founder's wish, and the suggestion that the desk takes up. */
async function begin(
  trx: AnyWrites,
  world: DemoWorld,
  told: DemoPair,
  officer: { accountId: string; assurance: 2 | 1 | 0 },
  mentorId: MentorId,
): Promise<Begun | null> {
  const person = demoPeople.find(({ code }) => code === told.person);
  if (!person) throw new Error(`the demonstration names a person that it does not have: ${told.person}`);
  const officeId = idIn(world.scopes, person.office);
  const personId = await fileOfReference(trx, officeId, person.reference);
  const venture = personId ? (await venturesOf(trx, personId))[0] : undefined;
  if (!personId || !venture) return null;
  const known = await pairsOf(trx, { ventureId: venture.id });
  if (known.some((pair) => pair.mentorId === mentorId)) return null;
  if (told.wish) {
    const ends = told.wish.ends === 'both' ? 'both' : 'there';
    const { topics, hours, timeZone } = told.wish;
    await askForMentor(trx, officer.accountId, { ventureId: venture.id, personId, officeId }, { ends, topics, hours, timeZone });
  }
  const seeking = await readNeed(trx, venture.id, world.network.now());
  const id = await suggestPair(trx, officer, seeking, { mentorId, end: told.end === 'here' ? 'here' : 'there', reasons: told.reasons });
  const mentorName = mentors.find(({ email }) => email === told.mentor)?.name ?? '';
  const [linked] = await linkedAccounts(trx, personId);
  return { id, timeZone: seeking.timeZone, mentorName, account: linked?.accountId ?? null };
}

async function meet(trx: AnyWrites, world: DemoWorld, told: DemoPair, id: PairId, accountId: string): Promise<void> {
  const now = world.network.now();
  const { day } = toLocal(now.toISOString(), 'Europe/Rome');
  for (const { inDays, minutes, place, held, note, actions } of told.sessions) {
    const startsAt = new Date(Math.floor((now.getTime() + inDays * DAY) / DAY) * DAY + 17 * 3_600_000);
    const session = await planSession(trx, accountId, id, 'mentor', { startsAt, minutes, mode: 'online', place }, now);
    if (held) await endSession(trx, session, 'mentor', { state: 'held', minutes: held }, now);
    const readers = (note?.readers ?? []) as Reader[]; // our own file; loading it is its check
    if (note) await writeNote(trx, world.network.keyring, accountId, session, 'mentor', { text: note.text, readers });
    for (const { title, who, dueInDays } of actions) {
      await agreeAction(trx, accountId, session, 'mentor', { title, who: who as Side, dueOn: addDays(day, dueInDays) }); // as above
    }
  }
}
