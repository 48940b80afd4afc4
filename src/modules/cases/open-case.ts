import { listHolders } from '#kernel/access';
import { newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import type { PersonId } from '#modules/people';
import { getVenture, type VentureId } from '#modules/ventures';
import type { CaseId } from './case.ts';
import { recordAct } from './record-act.ts';
import { refuse } from './refusals.ts';

/** What a case starts with. */
export interface NewCase {
  personId: PersonId;
  /** The officer's desk, which has custody of the file; the key proves it. */
  officeId: string;
  /** What the person came for, in one line. */
  reason: string;
  ventureId?: VentureId | null;
  /** The counsellor who answers for it; the one who opens it unless another is named. */
  counsellorId?: string;
  /** When it was opened, for a case that the office kept elsewhere; now unless said. */
  openedAt?: Date | undefined;
}

/**
 * Opens the case of a person in the custody of the officer's desk.
 * A desk that is not the actor's is forbidden. Refusals: `no-such-person`, `another-open`, `counsellor-unknown`, `venture-unknown`.
 */
export async function openCase(
  trx: Writes<'cases' | 'access' | 'audit'> & Reads<'ventures'>,
  accountId: string,
  { personId, officeId, reason, ventureId = null, counsellorId = accountId, openedAt }: NewCase,
): Promise<CaseId> {
  if (counsellorId !== accountId) await requireCounsellor(trx, officeId, counsellorId);
  const venture = await ventureColumns(trx, ventureId);
  const id = newId<'cases.cases'>();
  await trx
    .insertInto('cases.cases')
    .values({
      id,
      person_id: personId,
      office_id: officeId,
      reason,
      counsellor_id: counsellorId,
      opened_by: accountId,
      ...venture,
      ...(openedAt ? { opened_at: openedAt } : {}),
    })
    .execute()
    .catch(
      onConstraint({
        cases_person: () => refuse('no-such-person'),
        cases_one_open: () => refuse('another-open'),
        cases_venture: () => refuse('venture-unknown', { field: 'ventureId' }),
      }),
    );
  await recordAct(trx, { id, personId, actingOfficeId: officeId }, { verb: 'opened' });
  return id;
}

/** Refuses an account that is no counsellor or manager of the office. */
export async function requireCounsellor(trx: Reads<'access'>, officeId: string, accountId: string): Promise<void> {
  const holders = await listHolders(trx, { scope: { kind: 'office', id: officeId } });
  const works = holders.some((held) => held.accountId === accountId && (held.role === 'counsellor' || held.role === 'office-manager'));
  if (!works) throw refuse('counsellor-unknown', { field: 'counsellorId' });
}

/** The venture with the office that has custody of it: both go into the key that proves the writer's reach. */
export async function ventureColumns(trx: Reads<'ventures'>, id: VentureId | null) {
  if (!id) return { venture_id: null, venture_office_id: null };
  const venture = await getVenture(trx, id);
  if (!venture) throw refuse('venture-unknown', { field: 'ventureId' });
  return { venture_id: id, venture_office_id: venture.officeId };
}
