import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#test/database';
import { nobody } from '#kernel/db';
import { as, plantDirectory } from './directory-fixture.ts';
import { searchServices, type ServiceSearch } from './search-services.ts';

const db = await testDatabase();

beforeAll(async () => {
  await plantDirectory(db, ['reference', 'demo']);
});

async function search(words: string, lang = 'en', more: Partial<ServiceSearch> = {}) {
  return await as(db, nobody, async (trx) => await searchServices(trx, { words, lang, ...more }));
}

describe('the search', () => {
  test.only('x', async () => {
    for (const [q, lang] of [['', 'en'], ['loan', 'en'], ['micorcredit', 'en'], ['formazione', 'it'], ['القروض', 'ar'], ['قرض صغير', 'ar'], ['cursuri', 'ro'], ['prêt', 'fr'], ['asesoria', 'es'], ['busines plan padua','en'], ['kaolak','fr'], ['zzzzqq', 'en'], ['laon','en']] as const) {
      const f = await search(q, lang);
      console.log(q, lang, f.total, f.more, f.shownAs, f.matched, f.services.slice(0, 4).map((s) => s.name.text + ' | ' + s.places.join(',')));
    }
    const h = await search('microcredit', 'en', { standing: 'reported' });
    console.log(h.total, h.services[0]);
  });
});
