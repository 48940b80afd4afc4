import { randomUUID } from 'node:crypto';
import { asActor, newId, type AnyWrites } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { TestDatabase } from '#test/database';
import { plantAccount, type Somebody } from '#test/plant';
import { openAccount, openBook, type AccountId, type BookId, type NewEntry, type Posting } from './index.ts';

export const today = '2026-11-20' as Day;

/** A book of a fund with a bank account, capital and fees in euros, and the fund's manager. */
export interface World {
  keeper: Somebody;
  fundId: string;
  book: BookId;
  bank: AccountId;
  capital: AccountId;
  fees: AccountId;
}

export async function plantBook(db: TestDatabase): Promise<World> {
  const fundId = newId();
  const keeper = await plantAccount(db, { roles: [{ role: 'fund-manager', scope: fundId }] });
  return await asActor(db.app, keeper, async (trx) => {
    const book = await openBook(trx, { name: 'Fund of the test', scope: { kind: 'fund', id: fundId } });
    const account = async (code: string, kind: 'asset' | 'equity' | 'income', limits = {}) =>
      await openAccount(trx, book, { code, name: code, kind, currency: 'EUR', ...limits });
    return {
      keeper,
      fundId,
      book,
      bank: await account('bank', 'asset', { floorMinor: 0n }),
      capital: await account('capital', 'equity'),
      fees: await account('fees', 'income'),
    };
  });
}

/** The two postings that move euros from one account to another. */
export const move = (from: AccountId, to: AccountId, amountMinor: bigint, currency = 'EUR'): Posting[] => [
  { accountId: from, currency, amountMinor: -amountMinor },
  { accountId: to, currency, amountMinor },
];

/** What an entry of the tests is where nothing else is said. */
export const entryOf = (world: World, postings: Posting[], more: Partial<NewEntry> = {}) => ({
  bookId: world.book,
  key: randomUUID(),
  effectiveOn: today,
  description: 'A movement',
  postings,
  ...more,
});

/** Does it as the keeper of the book, in a transaction of its own. */
export const keeping =
  (db: TestDatabase, world: World) =>
  async <T>(work: (trx: AnyWrites) => Promise<T>): Promise<T> =>
    await asActor(db.app, world.keeper, work);
