import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asActor, newId } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { testDatabase } from '#test/database';
import { doInLedger, openTrialBook } from '#test/ledger-deed';
import { deeds, doOnPaper, emptyModel, trialAccounts } from '#test/ledger-model';
import { plantAccount } from '#test/plant';
import { listAccounts } from './index.ts';

const db = await testDatabase();

test('the ledger does and refuses what a sheet of paper does and refuses, deed by deed', async () => {
  const fundId = newId();
  const keeper = await plantAccount(db, { roles: [{ role: 'fund-manager', scope: fundId }] });
  await fc.assert(
    fc.asyncProperty(deeds('trial', { minLength: 1, maxLength: 80 }), async (row) => {
      const book = await asActor(db.app, keeper, async (trx) => await openTrialBook(trx, fundId));
      const model = emptyModel();
      for (const deed of row) {
        const paper = doOnPaper(model, deed);
        const ledger = await asActor(db.app, keeper, async (trx) => await doInLedger(trx, book, deed)).catch((error: unknown) => {
          if (error instanceof Refusal) return error.code;
          throw error;
        });
        const said = typeof ledger === 'string' ? ledger : ledger.replayed ? 'before' : 'done';
        expect(
          typeof paper === 'string' ? [paper] : paper,
          JSON.stringify(deed, (_, value: unknown) => String(value)),
        ).toContain(said);
      }
      const accounts = await asActor(db.app, keeper, async (trx) => await listAccounts(trx, book.bookId));
      for (const [index, { code }] of trialAccounts.entries()) {
        const found = accounts.find((account) => account.code === code);
        expect({ posted: found?.postedMinor, arriving: found?.pendingInMinor, leaving: found?.pendingOutMinor }).toEqual(
          model.standing[index],
        );
      }
    }),
    { numRuns: 60 },
  );
});
