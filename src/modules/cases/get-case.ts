import type { Reads, Writes } from '#kernel/db';
import type { Keyring } from '#kernel/keys';
import { getPerson, type Person, type PersonId } from '#modules/people';
import { getVenture, type Venture } from '#modules/ventures';
import type { Blocker } from './blocker.ts';
import type { CaseId, CaseState } from './case.ts';
import type { FollowUp } from './follow-up.ts';
import { loadCase, type LoadedCase } from './load-case.ts';
import { handoversOf, type Handover } from './load-handover.ts';
import { referralsOf, type Referral } from './load-referral.ts';
import { stepsOf, type LoadedStep } from './load-step.ts';
import { notesOf, type Note } from './note.ts';
import { recordAct } from './record-act.ts';
import type { Task } from './task.ts';
import { withheldOf, type Withheld } from './withheld.ts';

/** A case with all that the actor may see of it. */
export interface CaseView {
  case: LoadedCase;
  /** Null where the actor may not even read the file's head. */
  person: Person | null;
  venture: Venture | null;
  steps: LoadedStep[];
  blockers: Blocker[];
  notes: Note[];
  tasks: Task[];
  referrals: Referral[];
  handovers: Handover[];
  followUps: FollowUp[];
  history: CaseEvent[];
  withheld: Withheld[];
}

/** Something that happened in the case. */
export interface CaseEvent {
  id: bigint;
  at: Date;
  /** `step-done`, `referral-accepted` …; its sentence is `cases.event.step-done`. */
  kind: string;
  aboutId: string | null;
  byAccount: string | null;
}

/**
 * Reads a case with the parts that are open to the actor, and puts the reading on record for the person to see.
 * Refusals: `not-found`.
 */
export async function getCase(
  trx: Writes<'cases' | 'access' | 'audit'> & Reads<'people' | 'ventures'>,
  keyring: Keyring,
  id: CaseId,
): Promise<CaseView> {
  const found = await loadCase(trx, id);
  const view: CaseView = {
    case: found,
    person: await getPerson(trx, found.personId),
    venture: found.ventureId ? await getVenture(trx, found.ventureId) : null,
    steps: await stepsOf(trx, id),
    blockers: await blockersOf(trx, id),
    notes: await notesOf(trx, keyring, found),
    tasks: await tasksOf(trx, id),
    referrals: await referralsOf(trx, id),
    handovers: await handoversOf(trx, id),
    followUps: await followUpsOf(trx, id),
    history: await historyOf(trx, id),
    withheld: await withheldOf(trx, found.personId),
  };
  if (found.standing !== 'own') await recordAct(trx, found, { verb: 'read', details: { parts: partsRead(view) } });
  return view;
}

/** The parts of the file that a view shows. */
function partsRead(view: CaseView): string[] {
  const { person, venture, notes } = view;
  const parts = ['plan'];
  if (person?.identity) parts.push('identity');
  if (person?.contact) parts.push('contact');
  if (person?.profile) parts.push('profile');
  if (venture) parts.push('venture');
  if (notes.length > 0) parts.push('notes');
  return parts;
}

async function blockersOf(trx: Reads<'cases'>, id: CaseId): Promise<Blocker[]> {
  return await trx
    .selectFrom('cases.blockers')
    .select(['id', 'kind', 'note', 'recorded_at as recordedAt', 'resolved_at as resolvedAt'])
    .where('case_id', '=', id)
    .orderBy('recorded_at')
    .execute();
}

async function tasksOf(trx: Reads<'cases'>, id: CaseId): Promise<Task[]> {
  return await trx
    .selectFrom('cases.tasks')
    .select(['id', 'title', 'due_on as dueOn', 'assigned_to as assignedTo', 'done_at as doneAt'])
    .where('case_id', '=', id)
    .orderBy('created_at')
    .execute();
}

async function followUpsOf(trx: Reads<'cases'>, id: CaseId): Promise<FollowUp[]> {
  return await trx
    .selectFrom('cases.follow_ups')
    .select([
      'id',
      'months',
      'due_on as dueOn',
      'done_at as doneAt',
      'reached',
      'person_state as personState',
      'venture_stage as ventureStage',
      'note',
    ])
    .where('case_id', '=', id)
    .orderBy('months')
    .execute();
}

async function historyOf(trx: Reads<'cases'>, id: CaseId): Promise<CaseEvent[]> {
  return await trx
    .selectFrom('cases.events')
    .select(['id', 'at', 'kind', 'about_id as aboutId', 'by_account as byAccount'])
    .where('case_id', '=', id)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

/** The open case of a person, else the one closed last; null where the actor sees none. */
export async function caseOfPerson(trx: Reads<'cases'>, personId: PersonId): Promise<CaseId | null> {
  const row = await trx
    .selectFrom('cases.cases')
    .select('id')
    .where('person_id', '=', personId)
    .orderBy((eb) => eb('state', '=', 'open'), 'desc')
    .orderBy('closed_at', 'desc')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Whether the newest case of each file is open or closed, where the actor sees one. */
export async function newestStates(trx: Reads<'cases'>, personIds: readonly PersonId[]): Promise<Map<PersonId, CaseState>> {
  if (personIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('cases.cases')
    .distinctOn('person_id')
    .select(['person_id', 'state'])
    .where('person_id', 'in', [...personIds])
    .orderBy('person_id')
    .orderBy('opened_at', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.state as CaseState])); // check constraint cases_state
}

/** Every case of a person that the actor sees, newest first. */
export async function casesOfPerson(trx: Reads<'cases'>, personId: PersonId): Promise<CaseId[]> {
  const rows = await trx.selectFrom('cases.cases').select('id').where('person_id', '=', personId).orderBy('opened_at', 'desc').execute();
  return rows.map(({ id }) => id);
}

/** A case of the person who asks, for the copy of their data: with every note that is not kept back for the rights of others. */
export async function getCaseForCopy(
  trx: Writes<'cases' | 'access' | 'audit'> & Reads<'people' | 'ventures'>,
  keyring: Keyring,
  id: CaseId,
): Promise<CaseView> {
  const view = await getCase(trx, keyring, id);
  return { ...view, notes: await notesOf(trx, keyring, view.case, { copy: true }) };
}
