import { expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { applicationsOf, ownProducts } from '#modules/loans';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration offers a loan with interest and one without, each marked as an assumption, and one application waits', async () => {
  const { rows } = await site.db.superuser.query<{ id: string }>(
    "select id from identity.accounts where email = 'lender.microcredit@ponte-demo.example'",
  );
  await asActor(site.db.app, { accountId: rows[0]?.id ?? '', assurance: 2 }, async (trx) => {
    const products = await ownProducts(trx);
    expect(products.map(({ way }) => way).toSorted()).toEqual(['instalments', 'mark-up']);
    for (const one of products) {
      expect(one).toMatchObject({ state: 'published', assumption: true });
      expect(Object.keys(one.name.texts).toSorted()).toEqual(['ar', 'en', 'es', 'fr', 'it', 'ro']);
    }
    expect(await applicationsOf(trx, { lender: true })).toMatchObject([{ state: 'sent', amountMinor: 800_000n, forLender: true }]);
  });
});
