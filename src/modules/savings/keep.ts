import { record } from '#kernel/audit';
import type { Writes } from '#kernel/db';
import type { Currency } from '#kernel/money';
import {
  closeAccount,
  listAccounts,
  listBooks,
  openAccount,
  openBook,
  type AccountId,
  type AccountKind,
  type BookId,
} from '#modules/ledger';
import { loadMembership, type Membership, type MembershipId } from './membership.ts';
import { getScheme } from './read-schemes.ts';
import { onSavingsConstraint, refuse } from './refusals.ts';
import { nextMembership, type MembershipState } from './states.ts';

type Trx = Writes<'savings' | 'ledger' | 'audit' | 'consent'>;

/** Somebody who saves with an organisation of the actor. Refusals: `not-found`. */
export async function asKeeper(trx: Trx, id: MembershipId): Promise<Membership> {
  const found = await loadMembership(trx, id);
  if (!found.forKeeper) throw refuse('not-found');
  return found;
}

/** Takes somebody on: they get an account in the organisation's book, called by their number. Refusals: `not-found`, where it stands. */
export async function acceptMembership(trx: Trx, accountId: string, id: MembershipId, bookName: string): Promise<Membership> {
  const one = await asKeeper(trx, id);
  const state = nextMembership(one.state, 'accept');
  const { savingCurrency, homeCurrency } = await getScheme(trx, one.schemeId);
  const book = await bookOf(trx, one, bookName);
  await openShared(trx, book, savingCurrency, homeCurrency);
  const account = await openAccount(trx, book, {
    code: `savings:member:${one.number}`,
    name: one.number,
    kind: 'liability',
    currency: savingCurrency,
    ceilingMinor: 0n,
  });
  return await settle(trx, one, state, { account_id: account, decided_by: accountId, decided_at: new Date() }, 'accepted');
}

/** Says no with a reason; from then on the organisation sees nothing more. Refusals: `not-found`, where it stands. */
export async function declineMembership(trx: Trx, accountId: string, id: MembershipId, reason: string): Promise<Membership> {
  const one = await asKeeper(trx, id);
  const state = nextMembership(one.state, 'decline');
  return await settle(trx, one, state, { reason, decided_by: accountId, decided_at: new Date() }, 'declined');
}

/** Ends a saving on which no money stands. Refusals: `not-found`, `money-left`, where it stands. */
export async function closeMembership(trx: Trx, id: MembershipId, now: Date): Promise<Membership> {
  const one = await asKeeper(trx, id);
  const state = nextMembership(one.state, 'close');
  const closed = await settle(trx, one, state, {}, 'closed');
  if (one.accountId) await closeAccount(trx, one.accountId, now);
  return closed;
}

/** The book of the organisation; opened where it has none yet. */
async function bookOf(trx: Trx, { organisationId }: Membership, name: string): Promise<BookId> {
  const books = (await listBooks(trx)).filter(({ scopeKind, scopeId }) => scopeKind === 'organisation' && scopeId === organisationId);
  const first = books.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
  return first?.id ?? (await openBook(trx, { name, scope: { kind: 'organisation', id: organisationId } }));
}

/** The accounts across which money comes and goes, those that are not there yet. */
async function openShared(trx: Trx, book: BookId, saving: Currency, home: Currency): Promise<void> {
  const wanted: [string, AccountKind, Currency][] = [
    ['savings:received', 'asset', saving],
    ['savings:taken', 'liability', saving],
  ];
  if (home !== saving)
    wanted.push(['savings:exchange', 'asset', saving], ['savings:exchange', 'asset', home], ['savings:paid-out', 'asset', home]);
  const there = await listAccounts(trx, book);
  for (const [code, kind, currency] of wanted)
    if (!there.some((account) => account.code === code && account.currency === currency))
      await openAccount(trx, book, { code, name: code, kind, currency });
}

interface Answer {
  account_id?: AccountId;
  reason?: string;
  decided_by?: string;
  decided_at?: Date;
}

async function settle(trx: Trx, one: Membership, state: MembershipState, columns: Answer, verb: string): Promise<Membership> {
  // On record first: who declines does not reach the row any more.
  await tellKept(trx, one, verb);
  const changed = await trx
    .updateTable('savings.memberships')
    .set({ state, ...columns })
    .where('id', '=', one.id)
    .where('state', '=', one.state)
    .executeTakeFirst()
    .catch(onSavingsConstraint);
  if (changed.numUpdatedRows === 0n) throw refuse('changed-meanwhile');
  return { ...one, state, accountId: columns.account_id ?? one.accountId, reason: columns.reason ?? null };
}

/** Puts on record what the organisation did. */
export async function tellKept(trx: Writes<'audit'>, one: Membership, verb: string): Promise<void> {
  await record(trx, {
    verb: `savings.${verb}`,
    purpose: 'savings.purpose.membership',
    scopeId: one.organisationId,
    subjectId: one.personId,
    objectKind: 'saving',
    objectId: one.id,
  });
}
