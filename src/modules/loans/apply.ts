import { record } from '#kernel/audit';
import { giveGrant, withdrawGrant, type FilePart } from '#kernel/consent';
import { newId, onConstraint, type Actor, type Writes } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { PersonId } from '#modules/people';
import type { Venture } from '#modules/ventures';
import { applicationMoves, applicationReasons } from './application-state.ts';
import { loadApplication, type Application, type ApplicationId } from './application.ts';
import { follow } from './follow.ts';
import { offerOf } from './offer.ts';
import { isOpen, type Product } from './product.ts';
import { refuse } from './refusals.ts';

/** Parts of the file that a lender always sees, and those that the person may add. */
export const neededParts = ['identity', 'venture'] as const satisfies readonly FilePart[];
export const optionalParts = ['contact', 'profile', 'business-plan'] as const satisfies readonly FilePart[];

/** What a lender is asked, and what the person agreed that it may see. */
export interface ApplicationToSend {
  readonly amountMinor: bigint;
  readonly instalments: number;
  readonly purpose: string;
  readonly parts: readonly string[];
  readonly officeFollows: boolean;
  /** What the counsellor says; only at the desk. */
  readonly opinion: string | null;
  readonly agreement: {
    readonly language: string;
    readonly wording: string;
    readonly how: 'on-line' | 'signed-at-desk' | 'spoken-at-desk';
  };
  readonly endsAt: Date;
}

type Trx = Writes<'loans' | 'access' | 'audit' | 'consent'>;

/**
 * Asks a lender for a loan, by a grant of the person that opens the parts named to that lender alone.
 * Refusals: `product-closed`, `amount-range`, `instalment-range`, `asked-already`, and those of the grant.
 */
export async function sendApplication(
  trx: Trx,
  actor: Actor & { accountId: string },
  of: { personId: PersonId; officeId: string; venture: Venture | null; product: Product; today: Day },
  ask: ApplicationToSend,
): Promise<ApplicationId> {
  const { personId, officeId, venture, product, today } = of;
  if (!isOpen(product, today)) throw refuse('product-closed');
  offerOf(product, ask.amountMinor, ask.instalments, today);
  const grantId = await giveGrant(trx, actor, {
    subjectId: personId,
    recipient: { kind: 'organisation', id: product.organisationId },
    purpose: 'loans.purpose.application',
    parts: [...neededParts, ...optionalParts.filter((part) => ask.parts.includes(part))],
    ...ask.agreement,
    endsAt: ask.endsAt,
  });
  const id = newId<'loans.applications'>();
  await trx
    .insertInto('loans.applications')
    .values({
      id,
      product_id: product.id,
      organisation_id: product.organisationId,
      person_id: personId,
      office_id: officeId,
      venture_id: venture?.id ?? null,
      venture_office_id: venture?.officeId ?? null,
      grant_id: grantId,
      amount_minor: ask.amountMinor,
      instalments: ask.instalments,
      purpose: ask.purpose,
      office_follows: ask.officeFollows,
      opinion: ask.opinion,
      opinion_by: ask.opinion === null ? null : actor.accountId,
      sent_by: actor.accountId,
    })
    .execute()
    .catch(onConstraint({ applications_one_open: () => refuse('asked-already') }));
  await tell(trx, { id, personId, scopeId: ask.agreement.how === 'on-line' ? null : officeId }, 'applied');
  return id;
}

/** The person or the desk answers what the lender asked. Refusals: `not-found`, the application's state. */
export async function answerLender(trx: Trx, id: ApplicationId, answer: string): Promise<Application> {
  const found = await borrowersSide(trx, id);
  const state = follow(applicationMoves, applicationReasons, found.state, 'answer');
  await change(trx, found, { state, answer });
  await tell(trx, found, 'answered');
  return { ...found, state, answer };
}

/** The counsellor says what they think of it, while the lender has not decided. Refusals: `not-found`, the application's state. */
export async function giveOpinion(trx: Trx, accountId: string, id: ApplicationId, opinion: string): Promise<Application> {
  const found = await borrowersSide(trx, id);
  if (!['sent', 'in-review', 'asked'].includes(found.state)) throw refuse(applicationReasons[found.state]);
  await change(trx, found, { opinion, opinion_by: accountId });
  await tell(trx, { ...found, scopeId: found.officeId }, 'opinion-given');
  return { ...found, opinion };
}

/** The person lets the counsellor follow, or not any more. Refusals: `not-found`. */
export async function letFollow(trx: Trx, id: ApplicationId, follows: boolean): Promise<void> {
  const found = await borrowersSide(trx, id);
  await change(trx, found, { office_follows: follows });
  await tell(trx, found, follows ? 'follow-allowed' : 'follow-ended');
}

/** Takes an application back: the lender sees nothing any more. Refusals: `not-found`, the application's state. */
export async function withdrawApplication(trx: Trx, actor: Actor, id: ApplicationId): Promise<Application> {
  const found = await borrowersSide(trx, id);
  const state = follow(applicationMoves, applicationReasons, found.state, 'withdraw');
  await tell(trx, found, 'withdrawn');
  await withdrawGrant(trx, actor, found.grantId);
  return { ...found, state };
}

async function borrowersSide(trx: Trx, id: ApplicationId): Promise<Application> {
  const found = await loadApplication(trx, id);
  if (found.forLender) throw refuse('not-found');
  return found;
}

type Columns = Partial<{ state: Application['state']; answer: string; opinion: string; opinion_by: string; office_follows: boolean }>;

async function change(trx: Trx, { id, state }: Application, columns: Columns): Promise<void> {
  const changed = await trx
    .updateTable('loans.applications')
    .set(columns)
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('changed-meanwhile');
}

// uses messages: loans.verb.*
async function tell(
  trx: Writes<'audit'>,
  { id, personId, scopeId = null }: { id: ApplicationId; personId: PersonId; scopeId?: string | null },
  verb: string,
): Promise<void> {
  await record(trx, {
    verb: `loans.${verb}`,
    purpose: 'loans.purpose.application',
    scopeId,
    subjectId: personId,
    objectKind: 'loan-application',
    objectId: id,
  });
}
