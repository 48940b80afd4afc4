import { sql } from 'kysely';
import { newId, onConstraint, type Reads } from '#kernel/db';
import type { OfficeId } from '#modules/offices';
import { mayMeet, type Meeting, type MeetingId, type MeetingText } from './meeting.ts';
import type { ProjectId } from './project.ts';
import { notYours, note, type Trx } from './projects.ts';
import { refuse } from './refusals.ts';

const LONGEST_MS = 3 * 24 * 3_600_000;

/** Meetings of a project, the latest first. */
export async function meetingsOf(trx: Reads<'projects'>, id: ProjectId): Promise<Meeting[]> {
  return await trx
    .selectFrom('projects.meetings')
    .select([
      'id',
      'office_id as officeId',
      'title',
      'starts_at as startsAt',
      'ends_at as endsAt',
      'zone',
      'venue',
      'link',
      'agenda',
      'state',
      'because',
      'sequence',
      'said',
      'decisions',
    ])
    .where('project_id', '=', id)
    .orderBy('starts_at', 'desc')
    .orderBy('id')
    .limit(1_000)
    .$castTo<Meeting>() // check and foreign keys hold what the compiler does not follow
    .execute();
}

/** Partner offices that came to a meeting. */
export async function attendanceOf(trx: Reads<'projects'>, id: MeetingId): Promise<OfficeId[]> {
  const rows = await trx.selectFrom('projects.attendance').select('office_id as officeId').where('meeting_id', '=', id).execute();
  return rows.map(({ officeId }) => officeId as OfficeId); // a partner is an office
}

/** What was typed, or a refusal: `times-wrong`, `link-wrong`, `where-missing`. */
function columnsOf({ title, startsAt, endsAt, zone, venue, link, agenda }: MeetingText) {
  const lasts = endsAt.getTime() - startsAt.getTime();
  if (!(lasts > 0 && lasts <= LONGEST_MS)) throw refuse('times-wrong', { field: 'endsTime' });
  if (link !== null && !(link.startsWith('https://') && URL.canParse(link))) throw refuse('link-wrong', { field: 'link' });
  if (venue === null && link === null) throw refuse('where-missing', { field: 'venue' });
  return { title, starts_at: startsAt, ends_at: endsAt, zone, venue, link, agenda };
}

/** Plans a meeting: the lead for any partner, a partner for itself. Refusals: `times-wrong`, `link-wrong`, `where-missing`, `no-partner`, `not-yours`. */
export async function planMeeting(
  trx: Trx,
  by: string,
  { projectId, officeId, text, now }: { projectId: ProjectId; officeId: OfficeId; text: MeetingText; now: Date },
): Promise<MeetingId> {
  const id = newId<'projects.meetings'>();
  await trx
    .insertInto('projects.meetings')
    .values({ id, project_id: projectId, office_id: officeId, ...columnsOf(text), created_by: by, created_at: now })
    .execute()
    .catch(notYours('office'))
    .catch(onConstraint({ meetings_partner: () => refuse('no-partner', { field: 'office' }) }));
  await note(trx, projectId);
  return id;
}

type Columns = Partial<ReturnType<typeof columnsOf>> & {
  state?: string;
  because?: string;
  said?: string;
  decisions?: string | null;
  closed_at?: Date;
};

async function update(trx: Trx, projectId: ProjectId, { id, state }: Meeting, set: Columns): Promise<void> {
  const changed = await trx
    .updateTable('projects.meetings')
    .set({ ...set, sequence: sql<number>`sequence + 1` })
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
    .catch(onConstraint({ meetings_steps: () => refuse('wrong-state'), meetings_begun: () => refuse('not-begun') }));
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await note(trx, projectId);
}

/** Moves a meeting or writes its agenda anew, before it is held. Refusals: as in planning, `wrong-state`. */
export async function changeMeeting(trx: Trx, projectId: ProjectId, meeting: Meeting, text: MeetingText, now: Date): Promise<void> {
  if (!mayMeet(meeting, 'change', now)) throw refuse('wrong-state');
  await update(trx, projectId, meeting, columnsOf(text));
}

/** Calls a meeting off, with the reason. Refusals: `wrong-state`. */
export async function callOffMeeting(trx: Trx, projectId: ProjectId, meeting: Meeting, because: string, now: Date): Promise<void> {
  if (!mayMeet(meeting, 'call-off', now)) throw refuse('wrong-state');
  await update(trx, projectId, meeting, { state: 'called-off', because });
}

export interface Minutes {
  said: string;
  decisions: string | null;
  /** Partner offices that came. */
  came: readonly OfficeId[];
  /** Nothing is written after that. */
  close: boolean;
}

/** Keeps what was said and decided and which offices came; closed, it stays. Refusals: `not-begun`, `no-partner`, `wrong-state`. */
export async function keepMinutes(
  trx: Trx,
  projectId: ProjectId,
  meeting: Meeting,
  { said, decisions, came, close }: Minutes,
  now: Date,
): Promise<void> {
  if (!mayMeet(meeting, 'minutes', now)) throw refuse(meeting.state === 'planned' ? 'not-begun' : 'wrong-state');
  await update(trx, projectId, meeting, { state: 'held', said, decisions });
  await trx.deleteFrom('projects.attendance').where('meeting_id', '=', meeting.id).execute();
  if (came.length > 0)
    await trx
      .insertInto('projects.attendance')
      .values([...new Set(came)].map((office_id) => ({ meeting_id: meeting.id, project_id: projectId, office_id })))
      .execute()
      .catch(notYours())
      .catch(onConstraint({ attendance_partner: () => refuse('no-partner', { field: 'came' }) }));
  if (close) await update(trx, projectId, { ...meeting, state: 'held' }, { state: 'closed', closed_at: now });
}
