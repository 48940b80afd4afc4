import type { Reads } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import type { Keyring } from '#kernel/keys';
import { ticksOf, type AttendanceState } from './attendance.ts';
import { everyEnrolment, type EnrolmentState } from './enrolment.ts';
import { attendanceCertificates } from './issue-attendance.ts';
import { reviewsOf, type Verdict } from './mark-exercise.ts';
import { officerAttendances } from './officer-attendance.ts';
import { groupsById } from './read-groups.ts';
import { sessionsOf } from './session.ts';
import { studiesOf } from './study.ts';

/** Everything that is kept of somebody's part in a group, for the copy that they may ask for. */
interface GroupCopy {
  course: string;
  group: string;
  name: string;
  state: EnrolmentState;
  askedAt: Date;
  enrolledAt: Date | null;
  withdrawnAt: Date | null;
  /** The sentence that was agreed to, in its language. */
  agreement: string;
  agreedIn: string;
  /** That they judged the course; what they said is kept without them. */
  evaluated: boolean;
  attendance: { session: Date; state: AttendanceState; markedAt: Date }[];
  /** When a certificate of attendance was issued; the PDF is among the documents of the file, or at My courses for an officer. */
  certificateAt: Date | null;
}

/** What was said of work that they handed in. */
interface ReviewCopy {
  course: string;
  verdict: Verdict;
  text: string | null;
  at: Date;
}

/** Both together. */
export interface GroupsCopy {
  groups: GroupCopy[];
  reviews: ReviewCopy[];
}

/** The groups of an account and what was said of its work, whole. */
export async function copyOfGroups(trx: Reads<'learning'>, keyring: Keyring, accountId: string, lang: string): Promise<GroupsCopy> {
  const enrolments = await everyEnrolment(trx, accountId);
  const groupIds = enrolments.map(({ groupId }) => groupId);
  const groups = await groupsById(trx, groupIds);
  const sessions = new Map((await sessionsOf(trx, groupIds)).map((session) => [session.id, session]));
  const ids = enrolments.map(({ id }) => id);
  const ticks = await ticksOf(trx, ids);
  const ofFile = await attendanceCertificates(trx, ids);
  const asOfficer = await officerAttendances(trx, ids);
  const copies = enrolments.map((one): GroupCopy => {
    const group = groups.get(one.groupId);
    return {
      course: group ? textIn(group.courseTitle, lang).text : '',
      group: group?.name ?? '',
      name: one.name,
      state: one.state,
      askedAt: one.askedAt,
      enrolledAt: one.enrolledAt,
      withdrawnAt: one.withdrawnAt,
      agreement: one.wording,
      agreedIn: one.language,
      evaluated: one.evaluated,
      attendance: ticks.flatMap(({ enrolmentId, sessionId, state, markedAt }) => {
        const session = enrolmentId === one.id ? sessions.get(sessionId) : undefined;
        return session ? [{ session: session.startsAt, state, markedAt }] : [];
      }),
      certificateAt: asOfficer.get(one.id) ?? ofFile.get(one.id)?.issuedAt ?? null,
    };
  });
  const reviews: ReviewCopy[] = [];
  for (const study of await studiesOf(trx, [accountId])) {
    const course = textIn(study.content.title, lang).text;
    for (const { verdict, text, writtenAt } of await reviewsOf(trx, keyring, [study.id]))
      reviews.push({ course, verdict, text, at: writtenAt });
  }
  return { groups: copies, reviews };
}
