import { z } from 'zod';
import { idOf } from '#kernel/db';
import { holders, refuseHttp, type Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { money, type Currency } from '#kernel/money';
import { toLocal } from '#kernel/time';
import { findAccount } from '../accounts.ts';
import type { Account, AccountId, Book, BookId } from '../book.ts';
import { findBook, keepsBook } from '../books.ts';

/** Those whose offices, organisations or funds may have books, and those who look after them. */
export const readers = holders('fund-manager', 'committee-member', 'lender', 'office-manager', 'administrator', 'auditor');
/** Of these, those who write in theirs. */
export const keepers = holders('fund-manager', 'lender', 'office-manager', 'administrator');

export const bookParams = z.object({ book: idOf<'ledger.books'>() });
export const accountParams = bookParams.extend({ account: idOf<'ledger.accounts'>() });
export const entryParams = bookParams.extend({ entry: idOf<'ledger.entries'>() });

export const at = (id: BookId, rest = '') => `/ledger/${id}${rest}`;

export const todayOf = (ctx: Context) => toLocal(ctx.now.toISOString(), ctx.timeZone).day;

export async function bookIn(ctx: Context, id: BookId): Promise<Book> {
  const book = await findBook(ctx.trx, id);
  if (!book) throw refuseHttp('not-found');
  return book;
}

/** The book, where the actor writes in it; as if there were none otherwise. */
export async function ownBookIn(ctx: Context, id: BookId): Promise<Book> {
  const book = await bookIn(ctx, id);
  if (!(await keepsBook(ctx.trx, id))) throw refuseHttp('not-found');
  return book;
}

export async function accountIn(ctx: Context, bookId: BookId, id: AccountId): Promise<Account> {
  const account = await findAccount(ctx.trx, id);
  if (account?.bookId !== bookId) throw refuseHttp('not-found');
  return account;
}

// uses messages: ledger.part.*
/** The name of an account: as its keeper wrote it, or what it is for, in the reader's language, with its code. */
export const accountName = ({ t }: Context, { name, part }: Pick<Account, 'name' | 'part'>): string =>
  part === null ? name : `${(t as AnyTranslate)(`ledger.part.${part}`)} (${name})`; // the parts are a closed list

/** Breadcrumbs below a book. */
export const crumbs = ({ t }: Context, book?: Book, ...more: { label: string; href: string }[]) => [
  { label: t('ledger.list.title'), href: '/ledger' },
  ...(book ? [{ label: book.name, href: at(book.id) }] : []),
  ...more,
];

/** An amount on its side: a debit is positive, a credit negative; nothing is a dash. */
export const sideOf = ({ format }: Context, side: 'debit' | 'credit', amountMinor: bigint, currency: Currency): string => {
  const shown = side === 'debit' ? amountMinor : -amountMinor;
  return shown > 0n ? format.money(money(shown, currency)) : '–';
};

/** A balance in words: the amount and its side. */
export const balanceText = ({ t, format }: Context, amountMinor: bigint, currency: Currency): string => {
  const amount = format.money(money(amountMinor < 0n ? -amountMinor : amountMinor, currency));
  if (amountMinor === 0n) return amount;
  return t(amountMinor > 0n ? 'ledger.balance.debit' : 'ledger.balance.credit', { amount });
};
