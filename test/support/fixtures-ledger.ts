import { asSystem, newId } from '#kernel/db';
import { openAccount, openBook, postEntry, postPending, sealBatch, type AccountKind } from '#modules/ledger';
import { addDays } from '#kernel/time';
import { as, officeOf, type Cast } from './fixtures-cast.ts';
import type { Somebody } from './plant.ts';

/** A book of the manager's office with some movements, and what each form needs: an entry to take back, a reservation, an account to close. */
export async function plantLedger(cast: Cast, manager: Somebody) {
  const { today } = cast.ground;
  const planted = await as(cast, manager, async (trx) => {
    const book = await openBook(trx, { name: 'Small grants (invented)', scope: { kind: 'office', id: officeOf(cast) } });
    const open = async (code: string, name: string, kind: AccountKind) =>
      await openAccount(trx, book, { code, name, kind, currency: 'EUR' });
    const bank = await open('bank', 'Bank', 'asset');
    const capital = await open('capital', 'Grant of the town', 'equity');
    const spent = await open('grants', 'Grants paid', 'expense');
    const toClose = await open('old', 'Old account', 'asset');
    const move = (from: typeof bank, to: typeof bank, amountMinor: bigint) => [
      { accountId: from, currency: 'EUR', amountMinor: -amountMinor },
      { accountId: to, currency: 'EUR', amountMinor },
    ];
    const given = (description: string, postings: ReturnType<typeof move>) => ({
      bookId: book,
      key: newId(),
      effectiveOn: today,
      description,
      postings,
    });
    await postEntry(trx, given('Grant received', move(capital, bank, 500_000n)));
    const entry = await postEntry(trx, given('Start-up grant', move(bank, spent, 80_000n)));
    const shown = await postEntry(trx, given('Another grant', move(bank, spent, 20_000n)));
    const pending = await postPending(trx, given('Promised grant', move(bank, spent, 30_000n)));
    return { book, bank, capital, spent, toClose, entry: entry.id, shown: shown.id, pending: pending.id };
  });
  await asSystem(cast.site.db.jobs, async (trx) => await sealBatch(trx));
  return { ...planted, monthAgo: addDays(today, -31) };
}
