import { expect, test } from 'vitest';
import { asActor, newId } from '#kernel/db';
import { testDatabase } from '#test/database';
import { openTrialBook } from '#test/ledger-deed';
import { storm } from '#test/ledger-storm';
import { plantAccount } from '#test/plant';

const db = await testDatabase(); // db/checks compare every balance with its postings when the file is done

/** `npm run bench ledger-storm` does as many as one likes. */
const OPERATIONS = 100_000;

test(
  'of 100,000 deeds by processes that are killed on the way, none acknowledged is lost, none is there twice, no limit is crossed',
  { timeout: 1_200_000 },
  async () => {
    const fundId = newId();
    const keeper = await plantAccount(db, { roles: [{ role: 'fund-manager', scope: fundId }] });
    const book = await asActor(db.app, keeper, async (trx) => await openTrialBook(trx, fundId));
    const report = await storm({
      url: db.urls.app,
      superuser: db.superuser,
      keeper: keeper.accountId,
      book,
      operations: OPERATIONS,
      writers: 4,
      kills: 3,
      seed: Math.floor(Math.random() * 1_000_000_000),
    });
    expect(report.broken).toEqual([]);
    expect(report.operations).toBe(OPERATIONS);
    expect(report.kills).toBe(12);
    expect(report.done).toBeGreaterThan(OPERATIONS / 4);
  },
);
