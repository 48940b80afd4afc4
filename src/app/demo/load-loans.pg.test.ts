import { expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { toLocal } from '#kernel/time';
import { applicationsOf, guaranteeOf, keptBooks, loanOf, ownProducts, readPortfolio } from '#modules/loans';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration offers a loan with interest and one without, each marked as an assumption, one application waits, and one became a loan that is late', async () => {
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
    expect(await applicationsOf(trx, { lender: true, states: ['sent'] })).toMatchObject([{ amountMinor: 800_000n, forLender: true }]);
    const [lent] = await applicationsOf(trx, { lender: true, states: ['paid-out'] });
    const loan = lent && (await loanOf(trx, lent.id));
    expect(loan).toMatchObject({ state: 'running', reference: 'ML-2026-014', principalMinor: 300_000n });
    // A fund guarantees it; its borrower and the counsellor read so.
    expect(lent && (await guaranteeOf(trx, lent.id))).toMatchObject({ state: 'active', currency: 'EUR', loanMinor: 300_000n });
    // Ponte keeps the books of this lender: what is outstanding there is what the loan owes.
    const [kept] = [...(await keptBooks(trx)).values()];
    expect(kept?.currencies).toEqual([{ currency: 'EUR', running: 1, owedMinor: loan?.balanceMinor, bookedMinor: loan?.balanceMinor }]);
    const [portfolio] = await readPortfolio(trx, toLocal(site.network.now().toISOString(), 'Europe/Rome').day);
    expect(portfolio?.atRisk.get(1)).toMatchObject({ percent: '100.00' });
    expect(portfolio?.atRisk.get(30)).toMatchObject({ percent: '0.00' });
  });
});
