import {
  acceptAsFounder,
  acceptAsMentor,
  agreeAction,
  confirmMentor,
  followUpsOf,
  grantedParts,
  keepProfile,
  offerPair,
  planSession,
  readNeed,
  suggestPair,
  writeNote,
  type FollowUpId,
  type MentorId,
  type PairId,
} from '#modules/mentoring';
import { createVenture, type VentureId } from '#modules/ventures';
import type { PersonId } from '#modules/people';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import { plantFile } from './fixtures-stories.ts';
import { plantAccount, type Somebody } from './plant.ts';

interface Mentee {
  person: PersonId;
  venture: VentureId;
}

/** A mentor with a profile at the desk of Padova. */
async function plantMentor(cast: Cast, self: Somebody, name: string, confirmed = true): Promise<MentorId> {
  const id = await as(
    cast,
    self,
    async (trx) =>
      await keepProfile(trx, self.accountId, {
        officeId: officeOf(cast),
        name,
        about: 'Twenty years of bread.',
        background: 'owner',
        placeId: cast.ground.places.padova.id,
        sectors: ['food-processing'],
        topics: ['loan', 'customers'],
        stages: ['idea'],
        languages: ['fr', 'en'],
        hours: [{ weekday: 1, opens: '18:00', closes: '20:00' }],
        email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org`,
        phone: null,
        tracks: ['women'],
        menteeLimit: 10,
        paused: false,
      }),
  );
  if (confirmed) await as(cast, cast.counsellor, async (trx) => await confirmMentor(trx, cast.counsellor.accountId, id, true));
  return id;
}

async function plantMentee(cast: Cast, name: string): Promise<Mentee> {
  const person = await plantFile(cast, { name });
  const venture = await as(
    cast,
    cast.counsellor,
    async (trx) =>
      await createVenture(
        trx,
        cast.counsellor.accountId,
        { personId: person, officeId: officeOf(cast) },
        {
          title: `Bakery of ${name}`,
          summary: '',
          sector: 'food-processing',
          stage: 'idea',
          location: 'both',
          herePlaceId: cast.ground.places.padova.id,
          therePlaceId: cast.ground.places.kaolack.id,
          needs: ['loan'],
        },
      ),
  );
  return { person, venture };
}

/** Mentors and pairs in every state that a page shows; the player `mentor` accompanies the player `person`. */
export async function plantMentoring(cast: Cast, mentor: Somebody, founder: Somebody, awa: Mentee) {
  const now = cast.site.network.now();
  const { keyring } = cast.site.network;
  const helper = async (name: string) => await plantAccount(cast.site.db, { name, roles: [{ role: 'mentor', scope: officeOf(cast) }] });
  const mentors = {
    own: await plantMentor(cast, mentor, 'Noor Mentor'),
    second: await plantMentor(cast, await helper('Gino Second'), 'Gino Second'),
    third: await plantMentor(cast, await helper('Ida Third'), 'Ida Third'),
    waiting: await plantMentor(cast, await helper('Ugo Waiting'), 'Ugo Waiting', false),
  };
  const pair = async (mentee: Mentee, mentorId: MentorId, offered = true): Promise<PairId> =>
    await as(cast, cast.counsellor, async (trx) => {
      const id = await suggestPair(trx, cast.counsellor, await readNeed(trx, mentee.venture, now), {
        mentorId,
        end: 'here',
        reasons: ['language'],
      });
      if (offered) await offerPair(trx, cast.counsellor, id);
      return id;
    });
  const [mame, ouly, free] = [await plantMentee(cast, 'Mame'), await plantMentee(cast, 'Ouly'), await plantMentee(cast, 'Seynabou')];
  const running = await pair(awa, mentors.own);
  await as(cast, mentor, async (trx) => await acceptAsMentor(trx, running, now));
  await as(
    cast,
    founder,
    async (trx) =>
      await acceptAsFounder(
        trx,
        founder,
        running,
        {
          called: 'Awa',
          parts: grantedParts(['venture', 'plan', 'business-plan', 'readiness', 'contact']),
          language: 'en',
          wording: 'I agree.',
          how: 'on-line',
          until: new Date(now.getTime() + 200 * 86_400_000),
        },
        now,
      ),
  );
  const meet = async () =>
    await as(
      cast,
      mentor,
      async (trx) =>
        await planSession(
          trx,
          mentor.accountId,
          running,
          'mentor',
          { startsAt: new Date(now.getTime() - 3_600_000), minutes: 60, mode: 'online', place: 'https://meet.example.org/awa' },
          now,
        ),
    );
  const sessions = { byMentor: await meet(), byFounder: await meet() };
  const agree = async (title: string) =>
    await as(
      cast,
      mentor,
      async (trx) => await agreeAction(trx, mentor.accountId, sessions.byMentor, 'mentor', { title, who: 'founder', dueOn: '2030-01-01' }),
    );
  await as(
    cast,
    mentor,
    async (trx) =>
      await writeNote(trx, keyring, mentor.accountId, sessions.byMentor, 'mentor', { text: 'Bakes well.', readers: ['founder'] }),
  );
  await cast.site.db.superuser.query('update mentoring.follow_ups set due_on = current_date - days where pair_id = $1', [running]);
  const followUps = await as(cast, cast.counsellor, async (trx) => await followUpsOf(trx, [running]));
  const followUp = (side: 'founder' | 'mentor', days: number): FollowUpId =>
    must(followUps.find((one) => one.side === side && one.days === days)).id;
  return {
    mentors,
    free: free.venture,
    running,
    sessions,
    actions: {
      founder: await agree('Ask shops'),
      mentor: await agree('Write a list'),
      office: await agree('Find a room'),
      toPlan: await agree('Call the bank'),
    },
    followUps: { founder: followUp('founder', 30), mentor: followUp('mentor', 30), office: followUp('founder', 90) },
    pairs: {
      founderAnswers: await pair(awa, mentors.second),
      founderEnds: await pair(awa, mentors.third),
      mentorAnswers: await pair(mame, mentors.own),
      mentorEnds: await pair(ouly, mentors.own),
      toOffer: await pair(mame, mentors.second, false),
      deskAnswers: await pair(ouly, mentors.second),
      deskEnds: await pair(mame, mentors.third, false),
    },
  };
}
