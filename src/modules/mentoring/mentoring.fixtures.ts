import { asActor, type AnyWrites, type Actor } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import type { PersonId } from '#modules/people';
import type { PlaceId } from '#modules/places';
import { createVenture, type VentureId } from '#modules/ventures';
import { plantAccount, plantCase, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import type { TestSite } from '#test/site';
import { confirmMentor } from './confirm-mentor.ts';
import { keepProfile } from './keep-profile.ts';
import type { MentorId, MentorText } from './mentor.ts';
import { acceptAsFounder, acceptAsMentor, offerPair, suggestPair } from './move-pair.ts';
import type { PairId, SharedPart } from './pair.ts';
import { grantedParts } from './sharing.ts';
import { readNeed, suggestMentors } from './suggest-mentors.ts';

/** An office with its counsellor. */
export interface Desk {
  id: OfficeId;
  placeId: PlaceId;
  counsellor: Somebody;
}

export async function plantDesk(site: TestSite, code: string): Promise<Desk> {
  const office = await plantOffice(site.db, code);
  const counsellor = await plantAccount(site.db, { name: `Counsellor of ${code}`, roles: [{ role: 'counsellor', scope: office.id }] });
  return { ...office, counsellor };
}

/** A founder with a file, an account, a venture and an open case at a desk. */
export interface Founder {
  person: PersonId;
  self: Somebody;
  venture: VentureId;
}

export async function plantFounder(site: TestSite, desk: Desk, there: Desk): Promise<Founder> {
  const person = await plantPerson(site, desk.counsellor, desk.id, { phone: '+390490000001', email: 'awa@example.org' });
  const account = await plantAccount(site.db, { name: 'Awa' });
  await plantLink(site.db, account.accountId, person);
  await plantCase(site.db, desk.counsellor, desk.id, person);
  const text = {
    title: 'Tailoring',
    summary: 'Clothes in wax print',
    sector: 'clothing',
    stage: 'planning' as const,
    location: 'both' as const,
    herePlaceId: desk.placeId,
    therePlaceId: there.placeId,
    needs: ['loan', 'customers'],
  };
  const venture = await asActor(
    site.db.app,
    desk.counsellor,
    async (trx) => await createVenture(trx, desk.counsellor.accountId, { personId: person, officeId: desk.id }, text),
  );
  return { person, self: { accountId: account.accountId, assurance: 1 }, venture };
}

export const profileOf = (desk: Desk, more: Partial<MentorText> = {}): Omit<MentorText, 'timeZone'> => ({
  officeId: desk.id,
  name: 'Ndeye Exemple',
  about: 'Twenty years of tailoring.',
  background: 'owner',
  placeId: desk.placeId,
  sectors: ['clothing'],
  topics: ['loan', 'customers'],
  stages: ['planning'],
  languages: ['en'],
  hours: [{ weekday: 1, opens: '18:00', closes: '20:00' }],
  email: 'mentor@example.org',
  phone: null,
  tracks: [],
  menteeLimit: 2,
  paused: false,
  ...more,
});

/** A mentor who wrote a profile and was confirmed by the office. */
export async function plantMentor(site: TestSite, desk: Desk, more: Partial<MentorText> = {}): Promise<{ id: MentorId; self: Somebody }> {
  const self = await plantAccount(site.db, { name: more.name ?? 'Ndeye Exemple', roles: [{ role: 'mentor', scope: desk.id }] });
  const id = await asActor(site.db.app, self, async (trx) => await keepProfile(trx, self.accountId, profileOf(desk, more)));
  await asActor(site.db.app, desk.counsellor, async (trx) => await confirmMentor(trx, desk.counsellor.accountId, id, true));
  return { id, self };
}

export const doing = async <T>(site: TestSite, actor: Actor, work: (trx: AnyWrites) => Promise<T>): Promise<T> =>
  await asActor(site.db.app, actor, work);

/** Takes the suggestion of a mentor up at the desk. */
export async function suggest(site: TestSite, desk: Desk, founder: Founder, mentorId: MentorId): Promise<PairId> {
  const now = site.network.now();
  return await doing(site, desk.counsellor, async (trx) => {
    const seeking = await readNeed(trx, founder.venture, now);
    const { ranked } = await suggestMentors(trx, seeking, { now, most: 10 });
    const found = ranked.find(({ mentor }) => mentor.id === mentorId);
    return await suggestPair(trx, desk.counsellor, seeking, {
      mentorId,
      end: found?.end ?? 'other',
      reasons: found?.score.reasons.map(({ code }) => code) ?? [],
    });
  });
}

export const yes = (parts: readonly SharedPart[], how: 'on-line' | 'spoken-at-desk' = 'on-line') => ({
  called: 'Awa',
  parts: grantedParts(parts),
  language: 'en',
  wording: 'I agree.',
  how,
  until: new Date(Date.now() + 300 * 86_400_000),
});

/** A pair that runs, with these parts shared. */
export async function plantPair(
  site: TestSite,
  desk: Desk,
  founder: Founder,
  mentor: { id: MentorId; self: Somebody },
  parts: readonly SharedPart[],
): Promise<PairId> {
  const id = await suggest(site, desk, founder, mentor.id);
  const now = site.network.now();
  await doing(site, desk.counsellor, async (trx) => await offerPair(trx, desk.counsellor, id));
  await doing(site, mentor.self, async (trx) => await acceptAsMentor(trx, id, now));
  await doing(site, founder.self, async (trx) => await acceptAsFounder(trx, founder.self, id, yes(parts), now));
  return id;
}
