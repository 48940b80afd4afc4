import type { ScopeKind } from '#kernel/access';
import type { Id } from '#kernel/db';
import type { Currency } from '#kernel/money';
import type { Day } from '#kernel/time';

export type BookId = Id<'ledger.books'>;
export type AccountId = Id<'ledger.accounts'>;
export type EntryId = Id<'ledger.entries'>;

// uses messages: ledger.kind.*
/** Memorandum accounts hold promises that stand outside the balance sheet, such as guarantees. */
export const accountKinds = ['asset', 'liability', 'equity', 'income', 'expense', 'memorandum'] as const;
export type AccountKind = (typeof accountKinds)[number];

// uses messages: ledger.entry-kind.*
export const entryKinds = ['entry', 'pending', 'settlement', 'void', 'expiry', 'reversal'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** The accounts of one keeper. */
export interface Book {
  id: BookId;
  name: string;
  scopeKind: ScopeKind;
  scopeId: string | null;
  /** Last day of the closed periods. */
  closedThrough: Day | null;
  demonstration: boolean;
}

/** An account in one currency. Amounts in minor units, debits positive. */
export interface Account {
  id: AccountId;
  bookId: BookId;
  code: string;
  name: string;
  kind: AccountKind;
  currency: Currency;
  floorMinor: bigint | null;
  ceilingMinor: bigint | null;
  postedMinor: bigint;
  pendingInMinor: bigint;
  pendingOutMinor: bigint;
  lastNth: bigint;
  closedAt: Date | null;
  /** What it is for in a book that another module keeps; its name is then known in every language. */
  part: string | null;
  /** Written by that module only, never by hand. */
  kept: boolean;
}

/** What moves on one account: a debit is positive, a credit negative. */
export interface Posting {
  accountId: AccountId;
  currency: Currency;
  amountMinor: bigint;
}

/** The rate at which an entry changed money; units of `to` for one unit of `from`, as decimal text. */
export interface ExchangeRate {
  from: Currency;
  to: Currency;
  rate: string;
  on: Day;
  source: string;
}

/** What an entry is about: a row of another module, which the ledger does not look into. */
export interface About {
  kind: `${string}.${string}`;
  id: string;
}

/** The account's code as plain-text accounting writes it, its kind first: `asset:bank:padova`. */
export const fullCode = ({ kind, code }: Pick<Account, 'kind' | 'code'>): string => `${kind}:${code}`;
