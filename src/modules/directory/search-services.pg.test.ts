import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#test/database';
import { asSystem, nobody } from '#kernel/db';
import { placeIdsByCode } from '#modules/places';
import { as, plantDirectory } from './directory-fixture.ts';
import { findServices, placeReach, resolveService, serviceNames } from './find-services.ts';
import { rebuildSearch } from './index-services.ts';
import { searchServices, type ServiceSearch } from './search-services.ts';

const db = await testDatabase();

beforeAll(async () => {
  await plantDirectory(db, ['reference', 'demo']);
});

async function search(words: string, lang = 'en', more: Partial<ServiceSearch> = {}) {
  return await as(db, nobody, async (trx) => await searchServices(trx, { words, lang, ...more }));
}

async function at(code: string) {
  return await as(db, nobody, async (trx) => {
    const id = (await placeIdsByCode(trx, [code])).get(code);
    if (!id) throw new Error(`no place ${code}`);
    return await placeReach(trx, id);
  });
}

describe('in every language the search finds services', () => {
  // What is asked, in which language, and the code of a service that must be on the first page.
  const questions: [lang: string, words: string, first: string][] = [
    ['en', 'small loan', 'padova-small-loan'],
    ['it', 'piccolo prestito', 'padova-small-loan'],
    ['fr', 'petit prêt', 'padova-small-loan'],
    ['ro', 'împrumut mic', 'padova-small-loan'],
    ['es', 'préstamo pequeño', 'padova-small-loan'],
    ['ar', 'قرض صغير', 'padova-small-loan'],
  ];
  test.each(questions)('%s: %s', async (lang, words) => {
    const found = await search(words, lang);
    expect(found.total).toBeGreaterThan(0);
    expect(found.services[0]?.categories).toContain('microcredit');
    expect(found.services[0]?.name.lang).toBe(lang);
    expect(found.shownAs).toBeNull();
  });
});

describe('a typing mistake', () => {
  const slips: [lang: string, typed: string, understood: string][] = [
    ['en', 'laon', 'loan'],
    ['en', 'micorcredit', 'microcredit'],
    ['it', 'fromazione', 'formazione'],
    ['fr', 'coruse', 'course'],
    ['es', 'prestmao', 'prestamo'],
    ['ro', 'imprmut', 'imprumut'],
    ['ar', 'قرظ', 'قرض'],
  ];
  test.each(slips)('%s: %s is understood as %s, and said so', async (lang, typed, understood) => {
    const found = await search(typed, lang);
    expect(found.shownAs).toBe(understood);
    expect(found.total).toBeGreaterThan(0);
  });

  test('is left alone where nothing comes near, and nothing is found', async () => {
    const found = await search('xqzzyw');
    expect(found).toMatchObject({ total: 0, shownAs: null, services: [] });
  });
});

describe('a word', () => {
  test('is no mistake any more once the directory uses the word, though it was understood before', async () => {
    expect((await search('micorcredit')).shownAs).toBe('microcredit');
    await db.superuser.query(`insert into directory.vocabulary (word, lang) values ('micorcredit', 'en')`);
    expect(await search('micorcredit')).toMatchObject({ shownAs: null, total: 0 });
    await db.superuser.query(`delete from directory.vocabulary where word = 'micorcredit'`);
    expect((await search('micorcredit')).shownAs).toBe('microcredit');
  });

  test('an import that is under way holds up no other change of the words', async () => {
    const [importing, editing] = [await db.superuser.connect(), await db.superuser.connect()];
    try {
      await importing.query('begin');
      await importing.query(`insert into directory.vocabulary (word, lang) values ('underway', 'en')`);
      await editing.query("set lock_timeout = '5s'");
      await editing.query(`insert into directory.vocabulary (word, lang) values ('meanwhile', 'en')`);
      expect((await search('meanwhyle')).shownAs).toBe('meanwhile');
      await importing.query('commit');
      expect((await search('underwey')).shownAs).toBe('underway');
      await editing.query(`delete from directory.vocabulary where word in ('underway', 'meanwhile')`);
      expect((await search('underwey')).shownAs).not.toBe('underway');
    } finally {
      await importing.query('rollback');
      importing.release();
      editing.release(true);
    }
  });

  test('counts with and without accents, in any case', async () => {
    const totals = await Promise.all(['prêt', 'pret', 'PRÊT'].map(async (words) => (await search(words, 'fr')).total));
    expect(new Set(totals).size).toBe(1);
    expect(totals[0]).toBeGreaterThan(0);
  });

  test('counts with its endings, as a beginning, and in Arabic with the article', async () => {
    expect((await search('loans')).total).toBe((await search('loan')).total);
    expect((await search('microcr')).total).toBeGreaterThan(0);
    expect((await search('القرض', 'ar')).total).toBeGreaterThanOrEqual((await search('قرض', 'ar')).total);
  });

  test('may be the kind, the organisation or the town', async () => {
    expect((await search('Kaolack loan')).services[0]?.places).toContain('Kaolack');
    expect((await search('Senegalese Association')).services[0]?.organisation.text).toContain('Senegalese Association');
    expect(
      (await search('mentoring', 'it')).services.every(
        ({ categories, name, description }) => categories.includes('mentoring') || /mentor/i.test(name.text + description.text),
      ),
    ).toBe(true);
  });

  test('in the name comes before the same word in the text', async () => {
    const { services } = await search('loan');
    const inName = services.map(({ name }) => /loan/i.test(name.text));
    expect(inName.indexOf(false) === -1 || inName.indexOf(false) > inName.lastIndexOf(true)).toBe(true);
  });
});

test('several words must all be there; where no service has all, those with some are shown and that is said', async () => {
  expect((await search('loan padova')).matched).toBe('all');
  const found = await search('loan tailoring xqzzyw');
  expect(found.matched).toBe('any');
  expect(found.total).toBeGreaterThan(0);
});

test('signs that mean something to a search engine mean nothing here', async () => {
  for (const words of [
    "loan' | '",
    '!loan & (',
    "'; drop table directory.services; --",
    ':*',
    '\\',
    '   ',
    '<->',
    'loan:*',
    'a'.repeat(5_000),
  ]) {
    await expect(search(words)).resolves.toBeDefined();
  }
});

describe('the filter', () => {
  test('by place shows what is there, below it, and what is meant for a wider one', async () => {
    const veneto = await search('', 'en', { place: await at('veneto'), pageSize: 100 });
    expect(veneto.total).toBeGreaterThan(0);
    const towns = new Set(veneto.services.flatMap(({ places }) => places));
    expect([...towns].every((town) => ['Padua', 'Treviso', 'Veneto'].includes(town))).toBe(true);
    const italy = await search('', 'en', { place: await at('italy'), pageSize: 100 });
    expect(italy.total).toBeGreaterThan(veneto.total);
  });

  test('by place shows a service of the wider place in each of its towns', async () => {
    await asSystem(db.owner, async (trx) => {
      const region = (await placeIdsByCode(trx, ['veneto'])).get('veneto');
      const { rows } = await sql<{ id: string }>`select id from directory.services where code = 'treviso-first-information'`.execute(trx);
      await sql`insert into directory.service_areas (service_id, place_id) values (${rows[0]?.id}, ${region})`.execute(trx);
      await rebuildSearch(trx);
    });
    const venice = await search('', 'en', { place: await at('venice') });
    expect(venice.services.map(({ code }) => code)).toEqual(['treviso-first-information']);
  });

  test('by kind, audience and language narrows together', async () => {
    const found = await search('', 'en', { category: 'microcredit', audience: 'migrant-women', language: 'fr' });
    expect(found.services.length).toBeGreaterThan(0);
    for (const service of found.services) {
      expect(service.categories).toContain('microcredit');
      expect(service.audiences).toContain('migrant-women');
      expect(service.languages).toContain('fr');
    }
  });
});

describe('what was reported years ago', () => {
  test('is never among the services of today', async () => {
    for (const words of ['', 'microcredit', 'return', 'loan', 'information']) {
      const found = await search(words, 'en', { pageSize: 200 });
      expect(found.services.length).toBeGreaterThan(0);
      expect(found.services.every(({ standing }) => standing === 'live')).toBe(true);
    }
  });

  test('is found on request, with its source and nothing of today', async () => {
    const found = await search('microcredit', 'en', { standing: 'reported' });
    expect(
      found.services.every(({ standing, source, assuredOn }) => standing === 'reported' && source !== null && assuredOn === null),
    ).toBe(true);
    expect(found.services.some(({ source }) => source?.year === 2010)).toBe(true);
  });

  test('cannot be chosen, referred to or booked', async () => {
    const { services } = await search('microcredit', 'en', { standing: 'reported' });
    const reported = services[0];
    if (!reported) throw new Error('no history');
    const chosen = await as(db, nobody, async (trx) => ({
      found: await findServices(trx, { words: reported.name.text, lang: 'en', limit: 50 }),
      names: await serviceNames(trx, [reported.id], 'en'),
      resolved: await resolveService(trx, { id: reported.id, typed: '', lang: 'en' }),
    }));
    expect(chosen.found.services.some(({ id }) => id === reported.id)).toBe(false);
    expect(chosen.names.get(reported.id)?.usable).toBe(false);
    expect(chosen.resolved.kind).toBe('empty');
  });

  test('never hangs on an organisation of today, nor the other way round: the key refuses it', async () => {
    const moving = db.superuser.query(
      `update directory.services set organisation_id = (select id from directory.organisations where standing = 'live' limit 1) where standing = 'reported'`,
    );
    await expect(moving).rejects.toThrow(/services_organisation/);
    await expect(db.superuser.query(`update directory.services set standing = 'live' where standing = 'reported'`)).rejects.toThrow(
      /services_live|services_organisation/,
    );
  });
});

test('a closed service is not found, one that is closed for a while is', async () => {
  const codes = async () => (await search('', 'en', { pageSize: 200 })).services.map(({ code }) => code);
  const close = async (status: string) =>
    await asSystem(db.owner, async (trx) => {
      await sql`update directory.services set status = ${status} where code = 'padova-small-loan'`.execute(trx);
      await rebuildSearch(trx);
    });
  await close('temporarily closed');
  expect(await codes()).toContain('padova-small-loan');
  for (const status of ['inactive', 'defunct']) {
    await close(status);
    expect(await codes()).not.toContain('padova-small-loan');
  }
  await close('active');
});

test('the picker takes the service that was chosen, the one of that name, or asks', async () => {
  const { services } = await search('small loan to start');
  const wanted = services[0];
  if (!wanted) throw new Error('nothing found');
  const resolve = async (id: string, typed: string) =>
    await as(db, nobody, async (trx) => await resolveService(trx, { id, typed, lang: 'en' }));
  expect(await resolve(wanted.id, '')).toMatchObject({ kind: 'one', id: wanted.id });
  expect(await resolve('', wanted.name.text)).toMatchObject({ kind: 'one', id: wanted.id });
  expect((await resolve('not an id', 'loan')).kind).toBe('several');
  expect((await resolve('', 'xqzzyw')).kind).toBe('none');
  expect((await resolve('', '')).kind).toBe('empty');
});
