import { beforeAll, describe, expect, test } from 'vitest';
import { endRole, rolesOf } from '#kernel/access';
import { withdrawGrant } from '#kernel/consent';
import { asActor, type Actor } from '#kernel/db';
import { caseOfPerson, stepsOf } from '#modules/cases';
import { getPerson, readContact } from '#modules/people';
import { getVenture } from '#modules/ventures';
import { testSite } from '#test/site';
import { agreeAction } from './action.ts';
import type { MentorId } from './mentor.ts';
import { doing, plantDesk, plantFounder, plantMentor, plantPair, yes, type Desk, type Founder } from './mentoring.fixtures.ts';
import { endPair, shareAnew } from './move-pair.ts';
import { notesOf, writeNote, type Reader } from './note.ts';
import { loadPair } from './read-pairs.ts';
import type { PairId, SharedPart } from './pair.ts';
import { planSession, type SessionId } from './session.ts';
import { readNeed, suggestMentors } from './suggest-mentors.ts';
import { plantAccount, type Somebody } from '#test/plant';

const site = await testSite();
const now = site.network.now();
const { keyring } = site.network;

let here: Desk, there: Desk;
beforeAll(async () => {
  here = await plantDesk(site, 'here');
  there = await plantDesk(site, 'there');
});

interface Mentor {
  id: MentorId;
  self: Somebody;
}

/** What somebody sees of a founder, by the part's name. */
async function seen(actor: Actor, founder: Founder): Promise<string[]> {
  return await doing(site, actor, async (trx) => {
    const caseId = await caseOfPerson(trx, founder.person);
    const found = {
      identity: await getPerson(trx, founder.person),
      contact: await readContact(trx, founder.person),
      venture: await getVenture(trx, founder.venture),
      plan: caseId && (await stepsOf(trx, caseId)),
      session: (await trx.selectFrom('mentoring.sessions').select('id').where('person_id', '=', founder.person).execute())[0],
      action: (await trx.selectFrom('mentoring.actions').select('id').where('person_id', '=', founder.person).execute())[0],
      note: (await trx.selectFrom('mentoring.notes').select('id').where('person_id', '=', founder.person).execute())[0],
      'follow-up': (await trx.selectFrom('mentoring.follow_ups').select('id').where('person_id', '=', founder.person).execute())[0],
    };
    return Object.entries(found)
      .filter(([, value]) => value)
      .map(([part]) => part);
  });
}

/** A running pair with a session, an agreed action and a note of the mentor for these readers. */
async function story(parts: readonly SharedPart[], readers: readonly Reader[] = ['founder']) {
  const founder = await plantFounder(site, here, there);
  const mentor = await plantMentor(site, there);
  const pair = await plantPair(site, here, founder, mentor, parts);
  const session = await meet(mentor, pair);
  await write(mentor.self, session, 'mentor', 'Knows her craft.', readers);
  await doing(
    site,
    mentor.self,
    async (trx) => await agreeAction(trx, mentor.self.accountId, session, 'mentor', { title: 'Ask', who: 'founder', dueOn: null }),
  );
  return { founder, mentor, pair, session };
}

const meet = async (mentor: Mentor, pair: PairId): Promise<SessionId> =>
  await doing(
    site,
    mentor.self,
    async (trx) =>
      await planSession(
        trx,
        mentor.self.accountId,
        pair,
        'mentor',
        { startsAt: new Date(now.getTime() - 3_600_000), minutes: 60, mode: 'phone', place: '' },
        now,
      ),
  );
const write = async (actor: Somebody, session: SessionId, side: 'founder' | 'mentor', text: string, readers: readonly Reader[]) =>
  await doing(site, actor, async (trx) => await writeNote(trx, keyring, actor.accountId, session, side, { text, readers }));
const texts = async (actor: Actor, founder: Founder, onlyForFounder = false) =>
  (await doing(site, actor, async (trx) => await notesOf(trx, keyring, { personId: founder.person }, { onlyForFounder }))).map(
    ({ text }) => text,
  );

const common = ['session', 'action', 'note', 'follow-up'];

describe('a mentor', () => {
  test.for([
    [[], []],
    [['venture'], ['venture']],
    [['contact'], ['contact']],
    [['plan'], ['plan']],
    [
      ['venture', 'plan', 'business-plan', 'readiness', 'contact'],
      ['contact', 'venture', 'plan'],
    ],
  ] as const)('to whom %j was granted sees exactly that and the mentoring itself', async ([granted, shown]) => {
    const { founder, mentor } = await story(granted);
    expect(await seen(mentor.self, founder)).toEqual([...shown, ...common]);
  });

  test('sees nothing of the mentoring with one factor; the grant itself is to the account', async () => {
    const { founder, mentor } = await story(['venture']);
    expect(await seen({ ...mentor.self, assurance: 1 }, founder)).toEqual(['venture']);
  });

  test('whose role an administrator ends sees nothing any more: pair and permission end with it, and nobody is suggested them', async () => {
    const { founder, mentor, pair } = await story(['venture', 'contact']);
    const other = await story(['venture']);
    const administrator = await plantAccount(site.db, { roles: [{ role: 'administrator' }] });
    await doing(site, administrator, async (trx) => {
      const [held] = await rolesOf(trx, mentor.self.accountId);
      if (held) await endRole(trx, administrator, held.id);
    });
    expect(await seen(mentor.self, founder)).toEqual([]);
    expect(await seen({ ...mentor.self, assurance: 1 }, founder)).toEqual([]);
    const left = await doing(site, founder.self, async (trx) => await loadPair(trx, pair, 'founder'));
    expect([left.state, left.endedBy, left.shared]).toEqual(['ended', 'office', false]);
    const waiting = await doing(site, here.counsellor, async (trx) => {
      const seeking = await readNeed(trx, other.founder.venture, now);
      return (await suggestMentors(trx, seeking, { now, most: 100 })).ranked.map(({ mentor: { id } }) => id);
    });
    expect(waiting).not.toContain(mentor.id);
    expect(await seen(other.mentor.self, other.founder)).toContain('venture');
  });

  test('who is a mentor of two offices goes on when one of them ends the role', async () => {
    const { founder, mentor } = await story(['venture']);
    const { rows } = await site.db.superuser.query<{ id: string }>('select id from access.assignments where account_id = $1', [
      mentor.self.accountId,
    ]);
    await site.db.superuser.query(
      `insert into access.assignments (id, account_id, role, scope_kind, scope_id) values (gen_random_uuid(), $1, 'mentor', 'office', $2)`,
      [mentor.self.accountId, here.id],
    );
    await site.db.superuser.query('update access.assignments set ended_at = now() where id = $1', [rows[0]?.id]);
    expect(await seen(mentor.self, founder)).toEqual(['venture', ...common]);
  });

  test('sees nothing before the founder agreed, nothing after a withdrawal, and nothing after the end by either side', async () => {
    for (const end of ['withdrawal', 'founder', 'mentor', 'office'] as const) {
      const { founder, mentor, pair } = await story(['venture', 'plan', 'contact']);
      if (end === 'withdrawal') {
        await doing(site, founder.self, async (trx) => {
          const { grantId } = await loadPair(trx, pair, 'founder');
          if (grantId) await withdrawGrant(trx, founder.self, grantId);
        });
      } else {
        const actor = end === 'founder' ? founder.self : end === 'mentor' ? mentor.self : here.counsellor;
        await doing(site, actor, async (trx) => await endPair(trx, pair, end, 'time', now));
      }
      expect(await seen(mentor.self, founder), end).toEqual([]);
      expect(await texts(mentor.self, founder), end).toEqual([]);
    }
  });

  test('sees what the founder shares anew, and no longer what was shared before', async () => {
    const { founder, mentor, pair } = await story(['venture']);
    await doing(site, founder.self, async (trx) => await shareAnew(trx, founder.self, pair, yes(['contact'])));
    expect(await seen(mentor.self, founder)).toEqual(['contact', ...common]);
  });

  test('sees nothing of another founder, nor of one whose mentor is somebody else', async () => {
    const { mentor } = await story(['venture', 'plan', 'contact']);
    const other = await story(['venture', 'plan', 'contact']);
    expect(await seen(mentor.self, other.founder)).toEqual([]);
    const pairs = await doing(site, mentor.self, async (trx) => await trx.selectFrom('mentoring.pairs').select('id').execute());
    expect(pairs).toHaveLength(1);
  });

  test('cannot write into a pair of somebody else, or in somebody else’s name', async () => {
    const [one, other] = [await story([]), await story([])];
    const insert = async (author: string) =>
      await asActor(site.db.app, one.mentor.self, async (trx) => {
        await trx
          .insertInto('mentoring.notes')
          .values({
            id: one.pair as never, // any fresh id will do
            session_id: other.session,
            pair_id: other.pair,
            person_id: other.founder.person,
            office_id: here.id,
            author_id: author,
            for_founder: true,
            for_mentor: true,
            for_co_mentor: true,
            for_office: true,
            sealed: Buffer.from('x'),
          })
          .execute();
      });
    await expect(insert(one.mentor.self.accountId)).rejects.toThrow(/row-level security/);
    await expect(insert(other.mentor.self.accountId)).rejects.toThrow(/row-level security/);
  });
});

describe('two mentors of one founder', () => {
  test('do not see each other’s notes unless they were written for the other', async () => {
    const { founder, mentor, session } = await story(['venture'], ['founder']);
    const second = await plantMentor(site, here, { name: 'Gino Esempio' });
    const otherPair = await plantPair(site, here, founder, second, ['venture']);
    const otherSession = await meet(second, otherPair);
    await write(second.self, otherSession, 'mentor', 'Only for me.', []);
    await write(second.self, otherSession, 'mentor', 'For the other mentor.', ['co-mentor']);
    expect(await texts(mentor.self, founder)).toEqual(['For the other mentor.', 'Knows her craft.']);
    expect(await texts(second.self, founder)).toEqual(['For the other mentor.', 'Only for me.']);
    const sessions = await doing(site, mentor.self, async (trx) => await trx.selectFrom('mentoring.sessions').select('id').execute());
    expect(sessions).toEqual([{ id: session }]);
  });
});

describe('a note', () => {
  test('is read by those for whom it was written', async () => {
    const { founder, mentor, session } = await story([], []);
    await write(mentor.self, session, 'mentor', 'For the office.', ['office']);
    await write(founder.self, session, 'founder', 'My own.', []);
    await write(founder.self, session, 'founder', 'For my mentor.', ['mentor']);
    expect((await texts(here.counsellor, founder)).toSorted()).toEqual(['For the office.']);
    expect((await texts(mentor.self, founder)).toSorted()).toEqual(['For my mentor.', 'For the office.', 'Knows her craft.']);
    expect((await texts(founder.self, founder, true)).toSorted()).toEqual(['For my mentor.', 'My own.']);
    expect(await texts(there.counsellor, founder)).toEqual([]);
  });

  test('about a person is in the copy of their data, whoever else may read it', async () => {
    const { founder } = await story([], []);
    expect(await texts(founder.self, founder)).toEqual(['Knows her craft.']);
    expect(await texts(founder.self, founder, true)).toEqual([]);
  });

  test('is sealed: the database holds none of its words', async () => {
    const { session } = await story([], []);
    const { rows } = await site.db.superuser.query<{ sealed: Buffer }>('select sealed from mentoring.notes where session_id = $1', [
      session,
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sealed.includes(Buffer.from('craft'))).toBe(false);
  });
});

test('the desk of another office sees nobody’s pair', async () => {
  const { founder } = await story(['venture']);
  expect(await seen(there.counsellor, founder)).toEqual([]);
  const pairs = await doing(site, there.counsellor, async (trx) => await trx.selectFrom('mentoring.pairs').select('id').execute());
  expect(pairs).toEqual([]);
});
