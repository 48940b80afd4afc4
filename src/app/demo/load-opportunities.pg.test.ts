import { expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import { searchOpportunities } from '#modules/opportunities';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration shows invented programmes named as such, and what was reported in 2010 with its source', async () => {
  const found = await asActor(site.db.app, nobody, async (trx) => await searchOpportunities(trx, { page: 1, pageSize: 50 }));
  expect(found.total).toBe(11);
  for (const one of found.opportunities) {
    if (one.demonstration)
      expect(`${one.title.texts['en']?.text} ${one.about.texts['en']?.text}`, one.code ?? '').toMatch(/invented|example/i);
    else {
      expect(one).toMatchObject({ reported: '2010', needsConfirmation: true });
      expect(one.source.document).toBeTruthy();
    }
    for (const lang of ['en', 'it', 'fr', 'ro', 'es', 'ar']) expect(one.title.texts[lang], `${one.code} ${lang}`).toBeTruthy();
  }
}, 120_000);

test('the corridor page shows each entry once, at its end', async () => {
  const body = (await site.get('/en/corridors/craiova/bologna')).body;
  expect(body.split('Small business with a local microloan')).toHaveLength(2);
  expect(body).toContain('Example stalls with a shared kitchen');
  expect((await site.get('/ar/opportunities')).body).toContain('فرصة');
});
