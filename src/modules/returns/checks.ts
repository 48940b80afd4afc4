import { giveGrant, type GivenHow } from '#kernel/consent';
import { idOf, newId, onConstraint, type Actor, type Id, type Reads, type Writes } from '#kernel/db';
import { seal, subjectKey, subjectKeys, unsealText, type Keyring } from '#kernel/keys';
import { findOffice } from '#modules/offices';
import type { PersonId } from '#modules/people';
import type { VentureId } from '#modules/ventures';
import { isOpen, type Plan, type PlanId } from './plan.ts';
import { putOnRecord } from './put-on-record.ts';
import { refuse } from './refusals.ts';

export type CheckId = Id<'returns.checks'>;

export const checkAnswers = ['feasible', 'with-conditions', 'not-feasible', 'cannot-say'] as const;
export type CheckAnswer = (typeof checkAnswers)[number];

/** What the other end needs to judge a venture: the return, the venture and its business plan. */
export const checkParts = ['return', 'venture', 'business-plan'] as const;

/** Days for which the other end reads what it was asked about. */
export const CHECK_DAYS = 60;

export interface Check {
  id: CheckId;
  planId: PlanId;
  personId: PersonId;
  ventureId: VentureId;
  askedOfficeId: string;
  question: string | null;
  askedAt: Date;
  answer: CheckAnswer | null;
  words: string | null;
  answeredAt: Date | null;
}

const contextOf = (id: string, column: string) => ({ table: 'returns.checks', column, id });

interface Asked {
  officeId: string;
  question: string;
  language: string;
  wording: string;
  how: Exclude<GivenHow, 'override' | 'on-line'>;
  now: Date;
}

/**
 * Asks the office at the other end whether the venture can live there, by a grant of the person for {@link checkParts}.
 * Refusals: `not-found`, `ended`, `no-venture`, `office-unknown`, `asked-already`, and those of the grant.
 */
export async function askCheck(
  trx: Writes<'returns' | 'access' | 'audit' | 'consent'> & Reads<'offices'>,
  keyring: Keyring,
  actor: Actor & { accountId: string },
  plan: Plan,
  asked: Asked,
): Promise<CheckId> {
  if (plan.standing !== 'desk') throw refuse('not-found');
  if (!isOpen(plan)) throw refuse('ended');
  if (!plan.ventureId) throw refuse('no-venture');
  const officeId = idOf<'offices.offices'>().safeParse(asked.officeId);
  const office = officeId.success ? await findOffice(trx, officeId.data) : null;
  if (!office?.active || office.id === plan.officeId) throw refuse('office-unknown', { field: 'office' });
  const grantId = await giveGrant(trx, actor, {
    subjectId: plan.personId,
    recipient: { kind: 'office', id: office.id },
    purpose: 'returns.purpose.feasibility',
    parts: checkParts,
    language: asked.language,
    wording: asked.wording,
    how: asked.how,
    endsAt: new Date(asked.now.getTime() + CHECK_DAYS * 86_400_000),
  });
  const id = newId<'returns.checks'>();
  await trx
    .insertInto('returns.checks')
    .values({
      id,
      plan_id: plan.id,
      person_id: plan.personId,
      office_id: plan.officeId,
      venture_id: plan.ventureId,
      asked_office_id: office.id,
      grant_id: grantId,
      question: seal(await subjectKey(trx, keyring, plan.personId), asked.question, contextOf(id, 'question')),
      asked_by: actor.accountId,
    })
    .execute()
    .catch(onConstraint({ checks_one_open: () => refuse('asked-already', { field: 'office' }) }));
  await putOnRecord(trx, 'asked', { personId: plan.personId, officeId: plan.officeId }, plan.id);
  return id;
}

/** Answers for the office that was asked; once. Refusals: `not-found` (also where the grant has ended), `answered`. */
export async function answerCheck(
  trx: Writes<'returns' | 'access' | 'audit'>,
  keyring: Keyring,
  accountId: string,
  id: CheckId,
  given: { answer: CheckAnswer; words: string; now: Date },
): Promise<void> {
  const check = await getCheck(trx, keyring, id);
  if (check.answer) throw refuse('answered');
  const key = await subjectKey(trx, keyring, check.personId);
  const answered = await trx
    .updateTable('returns.checks')
    .set({
      answer: given.answer,
      answer_words: seal(key, given.words, contextOf(id, 'answer_words')),
      answered_at: given.now,
      answered_by: accountId,
    })
    .where('id', '=', id)
    .where('answer', 'is', null)
    .executeTakeFirst();
  if (answered.numUpdatedRows === 0n) throw refuse('not-found');
  await putOnRecord(trx, 'answered', { personId: check.personId, officeId: check.askedOfficeId }, check.planId);
}

/** A question to the other end. Refusals: `not-found`. */
export async function getCheck(trx: Reads<'returns' | 'access'>, keyring: Keyring, id: CheckId): Promise<Check> {
  const [check] = await load(trx, keyring, { id });
  if (!check) throw refuse('not-found');
  return check;
}

/** What was asked for a return, newest first. */
export async function checksOf(trx: Reads<'returns' | 'access'>, keyring: Keyring, planId: PlanId): Promise<Check[]> {
  return await load(trx, keyring, { planId });
}

/** What these offices are asked and have not answered, the oldest first. */
export async function openChecks(trx: Reads<'returns' | 'access'>, keyring: Keyring, officeIds: readonly string[]): Promise<Check[]> {
  return officeIds.length === 0 ? [] : (await load(trx, keyring, { officeIds })).toReversed();
}

type Of = { id: CheckId } | { planId: PlanId } | { officeIds: readonly string[] };

async function load(trx: Reads<'returns' | 'access'>, keyring: Keyring, of: Of): Promise<Check[]> {
  const rows = await trx
    .selectFrom('returns.checks')
    .selectAll()
    .where((eb) => {
      if ('id' in of) return eb('id', '=', of.id);
      if ('planId' in of) return eb('plan_id', '=', of.planId);
      return eb.and([eb('answer', 'is', null), eb('asked_office_id', 'in', [...of.officeIds] as Id<'offices.offices'>[])]); // ids of the actor's own roles
    })
    .orderBy('asked_at', 'desc')
    .limit(200)
    .execute();
  const keys = await subjectKeys(
    trx,
    keyring,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => {
    const key = keys.get(row.person_id);
    return {
      id: row.id,
      planId: row.plan_id,
      personId: row.person_id,
      ventureId: row.venture_id as VentureId, // a venture's id, without a key: the venture may be gone
      askedOfficeId: row.asked_office_id,
      question: key ? unsealText(key, row.question, contextOf(row.id, 'question')) : null,
      askedAt: row.asked_at,
      answer: row.answer as CheckAnswer | null, // check constraint checks_answer
      words: key && row.answer_words ? unsealText(key, row.answer_words, contextOf(row.id, 'answer_words')) : null,
      answeredAt: row.answered_at,
    };
  });
}
