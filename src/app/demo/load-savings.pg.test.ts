import { expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { membershipsOf, ownSchemes, recordOf } from '#modules/savings';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has two schemes that say that they are assumptions, and one person whose savings open a credit', async () => {
  const { rows } = await site.db.superuser.query<{ id: string; today: string }>(
    "select id, current_date::text as today from identity.accounts where email = 'lender.microcredit@ponte-demo.example'",
  );
  await asActor(site.db.app, { accountId: rows[0]?.id ?? '', assurance: 2 }, async (trx) => {
    const schemes = await ownSchemes(trx);
    expect(schemes).toHaveLength(2);
    for (const one of schemes) {
      expect(one).toMatchObject({ state: 'published', assumption: true });
      expect(Object.keys(one.name.texts).toSorted()).toEqual(['ar', 'en', 'es', 'fr', 'it', 'ro']);
    }
    const [saver, ...others] = await membershipsOf(trx, { keeper: true });
    expect(others).toEqual([]);
    expect(saver?.state).toBe('running');
    if (saver)
      expect(await recordOf(trx, saver.id, rows[0]?.today ?? '')).toMatchObject({
        savedMinor: 100_000n,
        balanceMinor: 94_000n,
        opens: true,
      });
  });
});
