import { giveGrant } from '#kernel/consent';
import { idOf, newId, onConstraint, type Actor, type Reads, type Writes } from '#kernel/db';
import { addDays, type Day } from '#kernel/time';
import { findOffice } from '#modules/offices';
import type { Agreement } from './agreement.ts';
import type { CaseId } from './case.ts';
import { LAPSE_DAYS, type HandoverId, type HandoverKind } from './handover.ts';
import { caseFor } from './load-case.ts';
import { partsOf } from './parts.ts';
import { recordAct } from './record-act.ts';
import { refuse } from './refusals.ts';

const DAY_MS = 86_400_000;

/** What the office offers to the other end. */
export interface HandoverToOffer {
  kind: HandoverKind;
  toOfficeId: string;
  /** Parts of the file besides those that always go along. */
  parts: readonly string[];
  message: string;
  agreement: Agreement;
  /** Until when joint work shall last; a hand-over needs none, its grant ends with the answer. */
  endsAt?: Date | undefined;
}

/** The last day on which an offer or a request made today can be answered. */
export function lapseDay(today: Day): Day {
  return addDays(today, LAPSE_DAYS);
}

/**
 * Offers the case to an office at the other end, by a grant with which it sees what it is offered.
 * Refusals: `not-found`, `custodian-only`, `case-closed`, `office-unknown`, `same-office`, `offered-already`.
 */
export async function offerHandover(
  trx: Writes<'cases' | 'access' | 'audit' | 'consent'> & Reads<'offices'>,
  actor: Actor & { accountId: string },
  caseId: CaseId,
  offer: HandoverToOffer,
): Promise<HandoverId> {
  const found = await caseFor(trx, caseId, 'offer');
  await requireOffice(trx, offer.toOfficeId, found.officeId, 'toOfficeId');
  const lapsesAt = new Date(Date.now() + LAPSE_DAYS * DAY_MS);
  const parts = partsOf(offer.kind, offer.parts);
  const grantId = await giveGrant(trx, actor, {
    subjectId: found.personId,
    recipient: { kind: 'office', id: offer.toOfficeId },
    purpose: offer.kind === 'joint' ? 'cases.purpose.joint' : 'cases.purpose.hand-over',
    parts,
    language: offer.agreement.language,
    wording: offer.agreement.wording,
    how: offer.agreement.how,
    endsAt: offer.endsAt ?? lapsesAt,
  });
  const id = newId<'cases.handovers'>();
  await trx
    .insertInto('cases.handovers')
    .values({
      id,
      kind: offer.kind,
      started_by: 'custodian',
      person_id: found.personId,
      case_id: caseId,
      from_office_id: found.officeId,
      to_office_id: offer.toOfficeId,
      state: 'offered',
      parts: [...parts],
      grant_id: grantId,
      message: offer.message,
      started_by_account: actor.accountId,
      lapses_at: lapsesAt,
    })
    .execute()
    .catch(onConstraint({ handovers_one_open: () => refuse('offered-already', { field: 'toOfficeId' }) }));
  await recordAct(trx, found, { verb: 'handover-offered', objectKind: 'handover', objectId: id, details: { parts, kind: offer.kind } });
  return id;
}

/** Refuses an office that does not exist or has closed, and one's own. */
export async function requireOffice(trx: Reads<'offices'>, id: string, ownOfficeId: string, field: string): Promise<void> {
  if (id === ownOfficeId) throw refuse('same-office', { field });
  const office = await findOffice(trx, idOf<'offices.offices'>().parse(id));
  if (!office?.active) throw refuse('office-unknown', { field });
}
