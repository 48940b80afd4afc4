import { record } from '#kernel/audit';
import { giveGrant, withdrawGrant, type FilePart, type GivenHow, type GrantId } from '#kernel/consent';
import { newId, onConstraint, type Actor, type Reads, type Writes } from '#kernel/db';
import { getMentor } from './read-mentors.ts';
import type { MentorId } from './mentor.ts';
import { allowedOnPair, type EndReason, type MentorEnd, type PairAction, type PairId, type Side } from './pair.ts';
import { planFollowUpReminders, planOffer } from './plan-messages.ts';
import { loadPair, type LoadedPair } from './read-pairs.ts';
import { refuse } from './refusals.ts';
import type { Seeking } from './suggest-mentors.ts';

type Officer = Actor & { accountId: string };

const refused = onConstraint({
  pairs_once: () => refuse('paired-already'),
  pairs_mentor_away: () => refuse('mentor-away'),
  pairs_mentor_full: () => refuse('mentor-full'),
  pairs_not_yours: () => refuse('not-yours'),
  pairs_both_agree: () => refuse('not-shared'),
  pairs_no_such_move: () => refuse('state-ended'),
});

/**
 * Takes a suggestion up: the desk has looked at it and will talk with the founder. Nobody else sees it yet.
 * Refusals: `not-found`, `no-language`, `paired-already`.
 */
export async function suggestPair(
  trx: Writes<'mentoring' | 'audit'>,
  officer: Officer,
  seeking: Seeking,
  choice: { mentorId: MentorId; end: MentorEnd; reasons: readonly string[] },
): Promise<PairId> {
  const mentor = await getMentor(trx, choice.mentorId);
  if (!mentor?.confirmedAt) throw refuse('not-found');
  const languages = seeking.languages.filter((tag) => mentor.languages.includes(tag));
  if (languages.length === 0) throw refuse('no-language');
  const id = newId<'mentoring.pairs'>();
  const { venture, need } = seeking;
  await trx
    .insertInto('mentoring.pairs')
    .values({
      id,
      venture_id: venture.id,
      venture_office_id: venture.officeId,
      person_id: seeking.personId,
      office_id: seeking.officeId,
      mentor_id: mentor.id,
      mentor_end: choice.end,
      sector: venture.sector,
      stage: venture.stage,
      topics: [...need.topics],
      reasons: [...choice.reasons],
      languages,
      time_zone: seeking.timeZone,
      suggested_by: officer.accountId,
    })
    .execute()
    .catch(refused);
  await note(trx, { id, personId: seeking.personId, officeId: seeking.officeId }, 'suggested');
  return id;
}

/** Confirms a suggestion and asks both. Refusals: `not-found`, `state-…`, `mentor-away`, `mentor-full`. */
export async function offerPair(trx: Writes<'mentoring' | 'audit' | 'jobs'>, officer: Officer, id: PairId): Promise<void> {
  const pair = await pairFor(trx, id, 'office', 'offer');
  await trx
    .updateTable('mentoring.pairs')
    .set({ state: 'offered', offered_at: new Date(), offered_by: officer.accountId })
    .where('id', '=', id)
    .execute()
    .catch(refused);
  await planOffer(trx, id);
  await note(trx, pair, 'offered');
}

/** The mentor says yes; where the founder has too, the pair runs. Refusals: `not-found`, `state-…`, `answered-already`, `not-shared`. */
export async function acceptAsMentor(trx: Writes<'mentoring' | 'audit' | 'jobs'>, id: PairId, now: Date): Promise<void> {
  const pair = await pairFor(trx, id, 'mentor', 'accept');
  const runs = pair.founderAcceptedAt !== null;
  await trx
    .updateTable('mentoring.pairs')
    .set({ mentor_accepted_at: now, ...startOf(runs, now) })
    .where('id', '=', id)
    .execute()
    .catch(refused);
  if (runs) await planFollowUpReminders(trx, id, now);
  await note(trx, pair, runs ? 'started' : 'accepted');
}

/** What the founder says with their yes. */
export interface FounderYes {
  called: string;
  parts: readonly FilePart[];
  language: string;
  wording: string;
  how: Exclude<GivenHow, 'override'>;
  until: Date;
}

/**
 * The founder says yes, on line or at the desk: the sharing grant to the mentor's account is made with it; where the mentor
 * has agreed too, the pair runs. Refusals: `not-found`, `state-…`, `answered-already`, `called-missing`, those of the grant.
 */
export async function acceptAsFounder(
  trx: Writes<'mentoring' | 'audit' | 'jobs' | 'consent' | 'access'>,
  actor: Actor,
  id: PairId,
  yes: FounderYes,
  now: Date,
): Promise<void> {
  const pair = await pairFor(trx, id, yes.how === 'on-line' ? 'founder' : 'office', 'accept');
  if (pair.founderAcceptedAt) throw refuse('answered-already');
  const runs = pair.mentorAcceptedAt !== null;
  const grantId = await share(trx, actor, pair, yes);
  await trx
    .updateTable('mentoring.pairs')
    .set({ founder_accepted_at: now, founder_how: yes.how, called: yes.called, grant_id: grantId, ...startOf(runs, now) })
    .where('id', '=', id)
    .execute()
    .catch(refused);
  if (runs) await planFollowUpReminders(trx, id, now);
  await note(trx, pair, runs ? 'started' : 'accepted');
}

/** The founder shares other parts with the mentor, or shares again after a withdrawal. Refusals: `not-found`, `state-…`. */
export async function shareAnew(
  trx: Writes<'mentoring' | 'audit' | 'consent' | 'access'>,
  actor: Actor,
  id: PairId,
  yes: FounderYes,
): Promise<void> {
  const pair = await pairFor(trx, id, 'founder', 'share');
  if (pair.shared && pair.grantId) await withdrawGrant(trx, actor, pair.grantId);
  const grantId = await share(trx, actor, pair, yes);
  await trx.updateTable('mentoring.pairs').set({ grant_id: grantId, called: yes.called }).where('id', '=', id).execute().catch(refused);
  await note(trx, pair, 'shared-anew');
}

/**
 * Ends a pair, from either side, without a reason where none is given; the database closes what was shared with the mentor
 * in the same statement. Refusals: `not-found`, `state-…`.
 */
export async function endPair(
  trx: Writes<'mentoring' | 'audit'>,
  id: PairId,
  side: Side,
  reason: EndReason | null,
  now: Date,
): Promise<void> {
  const pair = await pairFor(trx, id, side, 'end');
  await trx
    .updateTable('mentoring.pairs')
    .set({ state: 'ended', ended_at: now, ended_by: side, end_reason: reason })
    .where('id', '=', id)
    .execute()
    .catch(refused);
  await note(trx, pair, 'ended');
}

/** The pair, if this side may do this to it now. Refusals: the reason why not. */
export async function pairFor(trx: Reads<'mentoring'>, id: PairId, side: Side, action: PairAction): Promise<LoadedPair> {
  const pair = await loadPair(trx, id, side);
  const verdict = allowedOnPair(pair, side, action);
  if (verdict !== true) throw refuse(verdict);
  return pair;
}

function startOf(runs: boolean, now: Date) {
  return runs ? { state: 'running', started_at: now } : { state: 'accepted' };
}

async function share(
  trx: Writes<'mentoring' | 'audit' | 'consent' | 'access'>,
  actor: Actor,
  pair: LoadedPair,
  yes: FounderYes,
): Promise<GrantId> {
  if (yes.called === '') throw refuse('called-missing', { field: 'called' });
  const mentor = await getMentor(trx, pair.mentorId);
  if (!mentor) throw refuse('not-found');
  return await giveGrant(trx, actor, {
    subjectId: pair.personId,
    recipient: { kind: 'account', id: mentor.accountId },
    purpose: 'mentoring.purpose.mentoring',
    parts: yes.parts,
    language: yes.language,
    wording: yes.wording,
    how: yes.how,
    endsAt: yes.until,
  });
}

/** Puts an act on a pair on record, for the person to read. */
async function note(trx: Writes<'audit'>, pair: Pick<LoadedPair, 'id' | 'personId' | 'officeId'>, what: string): Promise<void> {
  await record(trx, {
    verb: `mentoring.${what}`,
    purpose: 'mentoring.purpose.mentoring',
    scopeId: pair.officeId,
    subjectId: pair.personId,
    objectKind: 'pair',
    objectId: pair.id,
  });
}
