import {
  addRoom,
  attendedByColleagues,
  enrolAtDesk,
  enrolSelf,
  getGroup,
  issueOfficerAttendance,
  moveGroup,
  planGroup,
  planSession,
  workOf,
  type CourseId,
  type EnrolmentId,
  type GroupId,
  type GroupText,
  type SessionId,
} from '#modules/learning';
import type { PersonId } from '#modules/people';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';
import type { Somebody } from './plant.ts';

const DAY = 86_400_000;
const agreement = { forMe: true, language: 'en', wording: 'I agree that my trainers see my name.' };

interface Learned {
  course: CourseId;
  study: Parameters<typeof workOf>[2][number];
}

/** Groups of the course at the office of Padova in every state that a page shows or a form changes. */
export async function plantGroups(
  cast: Cast,
  { manager, trainer, learner }: { manager: Somebody; trainer: Somebody; learner: Somebody },
  person: PersonId,
  { course, study }: Learned,
) {
  const now = cast.site.network.now();
  const officeId = officeOf(cast);
  const room = await as(
    cast,
    manager,
    async (trx) => await addRoom(trx, officeId, { name: 'Room 1, first floor', seats: 20, stepFree: true }),
  );
  let hour = 0;
  const plan = async (
    name: string,
    state: 'planned' | 'open',
    more: Partial<Pick<GroupText, 'places' | 'womenOnly' | 'audience'>> = {},
  ) => {
    hour += 3;
    const startsAt = new Date(now.getTime() + 8 * DAY + hour * 3_600_000);
    return await as(cast, manager, async (trx) => {
      const id = await planGroup(trx, manager.accountId, {
        name,
        way: 'mixed',
        audience: more.audience ?? 'founders',
        womenOnly: more.womenOnly ?? false,
        language: 'en',
        otherOfficeId: officeOf(cast, true),
        places: more.places ?? 5,
        enrolFrom: new Date(now.getTime() - DAY),
        enrolUntil: new Date(now.getTime() + 40 * DAY),
        attendancePercent: 50,
        courseId: course,
        officeId,
        trainers: [trainer.accountId],
      });
      const session = await planSession(
        trx,
        manager.accountId,
        must(await getGroup(trx, id)),
        {
          startsAt,
          endsAt: new Date(startsAt.getTime() + 2 * 3_600_000),
          roomId: room,
          trainerId: trainer.accountId,
          lesson: 'first',
          topic: 'What a firm costs',
          link: 'https://meet.example.org/one',
        },
        now,
      );
      if (state === 'open') await moveGroup(trx, id, 'open');
      return { id, session };
    });
  };
  const enrolPerson = async (id: GroupId) =>
    await as(
      cast,
      cast.counsellor,
      async (trx) =>
        (
          await enrolAtDesk(trx, cast.counsellor, { id: person, officeId }, must(await getGroup(trx, id)), {
            name: 'Awa',
            how: 'spoken-at-desk',
            ...agreement,
          })
        ).id,
    );
  const open = await plan('Tuesday evenings', 'open', { womenOnly: true });
  const mine = await plan('Saturdays', 'open', { places: 1 });
  await as(
    cast,
    learner,
    async (trx) => await enrolSelf(trx, learner.accountId, must(await getGroup(trx, mine.id)), { name: 'Awa', ...agreement }),
  );
  const forDesk = await plan('Wednesdays', 'open');
  const toLeave = await plan('Mondays', 'open');
  const past = await plan('Last month', 'open');
  const enrolments = { toLeave: await enrolPerson(toLeave.id), past: await enrolPerson(past.id) };
  await heldLongAgo(cast, past, trainer, enrolments.past, 5);
  const officers = {
    attended: await attendAsOfficer(cast, await plan('Officers in spring', 'open', { audience: 'officers' }), trainer, 6),
    certified: await attendAsOfficer(cast, await plan('Officers in autumn', 'open', { audience: 'officers' }), trainer, 7),
  };
  await certify(cast, manager, officers.certified);
  const events = await as(cast, learner, async (trx) => await workOf(trx, cast.site.network.keyring, [study]));
  return {
    room,
    open: open.id,
    forDesk: forDesk.id,
    mine: mine.id,
    past: past.id,
    enrolments,
    officers,
    /** A session that can be ticked. */
    held: past.session,
    session: open.session,
    toCallOffSession: mine.session,
    toOpen: (await plan('To open', 'planned')).id,
    toChange: (await plan('To change', 'planned')).id,
    toCallOff: (await plan('To call off', 'planned')).id,
    work: must(events[0]).eventId,
  };
}

/** An officer, who has no file, takes part in a group for officers that is over. */
async function attendAsOfficer(
  cast: Cast,
  group: { id: GroupId; session: SessionId },
  trainer: Somebody,
  daysAgo: number,
): Promise<EnrolmentId> {
  const { counsellor } = cast;
  const { id } = await as(
    cast,
    counsellor,
    async (trx) => await enrolSelf(trx, counsellor.accountId, must(await getGroup(trx, group.id)), { name: 'Carla', ...agreement }),
  );
  await heldLongAgo(cast, group, trainer, id, daysAgo);
  return id;
}

/** The manager of the officer's office issues the certificate. */
async function certify(cast: Cast, manager: Somebody, enrolment: EnrolmentId): Promise<void> {
  const { keyring, publicUrl, now } = cast.site.network;
  const words = {
    title: 'Certificate of attendance',
    issuer: 'Padova',
    says: 'has taken part',
    name: 'Officer',
    otherName: null,
    facts: [],
  };
  await as(cast, manager, async (trx) => {
    const of = must((await attendedByColleagues(trx)).find(({ enrolmentId }) => enrolmentId === enrolment));
    const said = { ...words, verify: 'Check it', picture: 'QR' };
    await issueOfficerAttendance(trx, { keyring, publicUrl }, { of, lang: 'en', words: said, manager: manager.accountId, now: now() });
  });
}

/** Lets time pass: the group runs, its one session was some days ago, and the learner was there. */
async function heldLongAgo(
  cast: Cast,
  { id, session }: { id: GroupId; session: SessionId },
  trainer: Somebody,
  enrolment: string,
  daysAgo: number,
): Promise<void> {
  const { superuser } = cast.site.db;
  await superuser.query(`update learning.groups set state = 'running' where id = $1`, [id]);
  await superuser.query(
    `update learning.sessions
        set starts_at = now() - make_interval(days => $2), ends_at = now() - make_interval(days => $2) + interval '2 hours'
      where id = $1`,
    [session, daysAgo],
  );
  await superuser.query(
    `insert into learning.attendance (session_id, enrolment_id, group_id, state, marked_by) values ($1, $2, $3, 'present', $4)`,
    [session, enrolment, id, trainer.accountId],
  );
}
