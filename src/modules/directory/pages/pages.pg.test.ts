import { beforeAll, describe, expect, test } from 'vitest';
import { plantAccount, type Somebody } from '#test/plant';
import { testSite, type SessionCookie } from '#test/site';
import { asSystem } from '#kernel/db';
import { readImportFile } from '#kernel/import';
import { plantDirectory, testNow } from '../directory-fixture.ts';
import { importOrganisations } from '../import-organisations.ts';
import { importResponsibilities } from '../import-responsibilities.ts';
import { importServices } from '../import-services.ts';

const site = await testSite();
let editor: Somebody & { email: string };
let provider: Somebody & { email: string };
let editing: SessionCookie;
let providing: SessionCookie;
let own: { id: string; organisation: string };
let history: { id: string; organisation: string };

/** What a hostile list could hold in each field. */
const markup = '<script>alert(1)</script>"\'><b>x</b>&amp;{t} ﷽';

beforeAll(async () => {
  await plantDirectory(site.db, ['reference', 'demo']);
  own = await serviceOf('padova-small-loan');
  history = await serviceOf('reported-roi-microcredit-advice');
  editor = await plantAccount(site.db, { roles: [{ role: 'editor' }] });
  provider = await plantAccount(site.db, { roles: [{ role: 'provider', scope: own.organisation }] });
  editing = await site.signIn(editor.accountId);
  providing = await site.signIn(provider.accountId);
});

async function serviceOf(code: string) {
  const { rows } = await site.db.superuser.query<{ id: string; organisation: string }>(
    'select id, organisation_id as organisation from directory.services where code = $1',
    [code],
  );
  const [service] = rows;
  if (!service) throw new Error(`no service ${code}`);
  return service;
}

async function load(kind: 'organisations' | 'services' | 'responsibilities', rows: object[]): Promise<void> {
  const run = { organisations: importOrganisations, services: importServices, responsibilities: importResponsibilities }[kind];
  const file = await readImportFile(Buffer.from(JSON.stringify(rows)));
  const report = await asSystem(site.db.owner, async (trx) => await run(trx, file.rows, { dryRun: false, by: null, now: testNow }));
  if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems));
}

async function body(path: string, session?: SessionCookie): Promise<string> {
  const answer = await site.get(path, session);
  expect(answer.statusCode, path).toBe(200);
  return answer.body;
}

describe('the search page', () => {
  test('works by its address alone, and says what it understood', async () => {
    const html = await body('/en/services?q=laon');
    expect(html).toContain('Showing results for “loan”');
    expect(html).toContain('Small loan to start');
    expect(html).toContain('role="search"');
  });

  test('reads the place as a code or as a name, and asks where several are meant', async () => {
    expect(await body('/en/services?place=kaolack')).toContain('Kaolack');
    expect(await body('/it/services?place=Caolacco&q=')).toContain('q=');
    expect(await body('/en/services?place=Xqzzyville')).toContain('We know no place called');
    const unclear = await body('/en/services?place=mar');
    expect(unclear).toMatch(/place=morocco/);
  });

  test('keeps what was chosen in the form, in the pages and in the file', async () => {
    const html = await body('/en/services?category=microcredit&language=fr&q=loan');
    expect(html).toMatch(/<option value="microcredit" selected/);
    expect(html).toMatch(/category=microcredit&amp;language=fr&amp;q=loan&amp;format=csv/);
    const file = await site.get('/en/services?category=microcredit&format=csv');
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.body.split('\r\n')[0]).toContain('Name,Offered by');
    expect(file.body).toContain('Small loan to start');
  });

  test('pages through the list', async () => {
    const first = await body('/en/services');
    const second = await body('/en/services?page=2');
    expect(first).toContain('page=2');
    expect(/\/en\/services\/([0-9a-f-]{36})/.exec(first)?.[1]).not.toBe(/\/en\/services\/([0-9a-f-]{36})/.exec(second)?.[1]);
    expect(await body('/en/services?page=9999')).toContain('services found');
  });

  test('survives any query', async () => {
    for (const query of [
      'q=%00',
      `q=${'a'.repeat(5_000)}`,
      'category=nonsense&audience=&language=%22',
      'page=-1',
      'q[]=1',
      'standing=other',
      'place=%F0%9F%98%80',
    ]) {
      expect((await site.get(`/en/services?${query}`)).statusCode, query).toBeLessThan(500);
    }
  });

  test('shows nothing of the history unless it is asked for, and then says what it is', async () => {
    for (const query of ['', '?q=microcredit', '?q=loans', '?page=2', '?page=3', '?page=4']) {
      const html = await body(`/en/services${query}`);
      expect(html).not.toContain('as reported in');
      expect(html).not.toContain('>History<');
    }
    const html = await body('/en/services?q=microcredit&standing=reported');
    expect(html).toContain('These are not services that you can use today');
    expect(html.match(/>History</g)?.length).toBe(html.match(/class="card /g)?.length);
    expect(html).toContain('as reported in Report of the EC-UN Joint Migration and Development Initiative, chapter V.2, 2010');
  });

  test('stays small: at most 40 kB compressed with the longest list', async () => {
    const answer = await site.get('/en/services?q=', undefined, { 'accept-encoding': 'gzip' });
    expect(answer.rawPayload.length).toBeLessThan(20_000);
  });
});

describe('a service’s page', () => {
  test('tells what decides whether one goes there', async () => {
    const html = await body(`/en/services/${own.id}`);
    for (const part of [
      'Who it is for',
      'What it costs',
      'How to get it',
      'What to bring',
      'When it is open',
      'Languages spoken',
      'tel:+33199000222',
      'last checked this entry on',
      'Local time',
    ])
      expect(html).toContain(part);
  });

  test('says where a translation was never read by anybody', async () => {
    expect(await body(`/ar/services/${own.id}`)).toContain('translation-note');
    expect(await body(`/en/services/${own.id}`)).not.toContain('translation-note');
  });

  test('of history has the label, and no way to get there', async () => {
    const html = await body(`/en/services/${history.id}`);
    expect(html).toContain('as reported in');
    expect(html).toContain('This is history, not a service that you can use today.');
    for (const part of ['tel:', 'mailto:', 'When it is open', 'How to get it', '/book']) expect(html).not.toContain(part);
  });

  test('that does not exist is not found, in every way of not existing', async () => {
    for (const id of ['nonsense', '00000000-0000-7000-8000-000000000000', '%00', '..%2F..'])
      expect((await site.get(`/en/services/${id}`)).statusCode).toBe(404);
  });
});

test('organisations are listed, searched with a slip, filtered, sorted and taken away as CSV', async () => {
  expect(await body('/en/organisations?q=senegalse')).toContain('Example Senegalese Association');
  expect(await body('/en/organisations?kind=cooperative&sort=-services')).toContain('Example Crafts House');
  expect(await body('/en/organisations?place=senegal')).toContain('Kaolack');
  expect((await site.get('/en/organisations?format=csv')).body).toContain('Example Small Loans');
  expect(await body('/en/organisations')).not.toContain('MIGRAVALUE');
  expect(await body('/en/organisations?standing=reported&q=migravalue')).toContain('as reported in');
  const html = await body(`/en/organisations/${own.organisation}`);
  expect(html).toContain('Small loan to start');
  expect(await body(`/en/organisations/${history.organisation}`)).toContain('as reported in');
});

test('who is responsible is shown by topic and place, the nearest first', async () => {
  await load('responsibilities', [
    {
      code: 'taxes-veneto',
      organisation: 'demo-town-padova',
      topic: 'taxes',
      place: 'veneto',
      role: { en: 'Tax desk of the region' },
      assured_on: '2026-11-01',
    },
    {
      code: 'taxes-padova',
      organisation: 'demo-town-padova',
      topic: 'taxes',
      place: 'padova',
      role: { en: 'Tax desk of the town' },
      phone: '+39 049 000000',
      assured_on: '2026-11-01',
    },
  ]);
  const html = await body('/en/who-is-responsible?topic=taxes&place=padova');
  expect(html.indexOf('Tax desk of the town')).toBeLessThan(html.indexOf('Tax desk of the region'));
  expect(html).toContain('tel:+39049000000');
  expect(await body('/en/who-is-responsible?place=kaolack')).toContain('Nobody is listed for this yet');
  expect((await site.get('/en/who-is-responsible?format=csv')).body).toContain('Tax desk of the town');
});

test('markup in any field of an entry is shown as the letters it is', async () => {
  const text = { en: markup, ar: markup };
  await load('organisations', [
    {
      code: 'hostile',
      name: text,
      alternateName: markup,
      description: text,
      place: 'padova',
      address: markup,
      email: 'a@example.org',
      website: 'https://example.org/"><script>alert(2)</script>',
    },
  ]);
  await load('services', [
    {
      code: 'hostile',
      organisation: 'hostile',
      name: text,
      description: text,
      eligibility: text,
      howToGet: text,
      fees: text,
      waitTime: text,
      alert: text,
      interpretation: markup,
      place: 'padova',
      address: markup,
      postalCode: '"><i>',
      city: markup.slice(0, 50),
      accessibility: text,
      documents: [text],
      languages: ['it'],
      url: 'https://example.org/"><script>alert(2)</script>',
      assuredOn: '2026-11-01',
      categories: ['housing'],
    },
  ]);
  await load('responsibilities', [
    { code: 'hostile', organisation: 'hostile', topic: 'housing', place: 'padova', role: text, assured_on: '2026-11-01' },
  ]);
  const hostile = await serviceOf('hostile');
  const query = encodeURIComponent(markup);
  const pages = [
    `/en/services/${hostile.id}`,
    `/ar/services/${hostile.id}`,
    `/en/organisations/${hostile.organisation}`,
    '/en/services?q=script&category=housing',
    `/en/services?q=${query}&place=${query}&category=${query}`,
    `/en/organisations?q=${query}&place=${query}`,
    '/en/organisations?q=alert',
    `/en/who-is-responsible?topic=housing&place=${query}`,
    '/en/who-is-responsible?topic=housing',
  ];
  const kept: [string, SessionCookie][] = [
    [`/en/desk/services/${hostile.id}`, editing],
    [`/fr/desk/services/${hostile.id}`, editing],
    [`/en/desk/organisations/${hostile.organisation}`, editing],
    [`/en/desk/services?q=${query}`, editing],
    ['/en/desk/organisations?q=alert', editing],
  ];
  for (const [path, session] of [...pages.map((one): [string, undefined] => [one, undefined]), ...kept]) {
    const html = await body(path, session);
    expect(html, path).not.toMatch(/<script>alert|<b>x<\/b>|<i>/);
  }
});

describe('the forms', () => {
  const form = {
    name: 'Small loan to start',
    description: 'A loan.',
    cost: 'paid',
    price: '12,50',
    priceCurrency: 'EUR',
    place: 'Padua',
    placeCode: 'padova',
    address: 'Via dell’Esempio 3',
    categories: ['microcredit', 'savings'],
    audiences: 'migrants',
    languages: ['it', 'ar'],
    hours1: '9:00-12:30',
    hours3: '14:00-17:00, 09:00-11:00',
    phone: '+39 049 123456',
    status: 'active',
    documents: 'Identity card\n\nHealth card\n',
  };

  test('change an entry, keep its history, and lead back to it', async () => {
    const answer = await site.post(`/en/desk/services/${own.id}`, form, providing);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe(`/en/desk/services/${own.id}?notice=directory.notice.saved`);
    const html = await body(`/en/desk/services/${own.id}`, providing);
    expect(html).toContain('by you');
    expect(html).toContain('value="12.50"');
    expect(html).toContain('value="09:00-11:00, 14:00-17:00"');
    expect(await body(`/en/services/${own.id}`)).toContain('Health card');
  });

  test('say beside the field what is wrong, and keep the words', async () => {
    const wrong: [string, string, string][] = [
      ['place', 'Xqzzyville', 'We know no place called'],
      ['hours2', 'always', 'Write the hours as'],
      ['price', 'dear', 'Write the price as'],
      ['phone', '12', 'Write the phone number'],
      ['url', 'javascript:alert(1)', 'cannot be read'],
      ['email', 'x', 'e-mail'],
      ['minimumAge', '500', 'at most'],
      ['name', '', 'Write the name'],
    ];
    for (const [field, value, sentence] of wrong) {
      const answer = await site.post(
        `/en/desk/services/${own.id}`,
        { ...form, placeCode: field === 'place' ? '' : 'padova', [field]: value },
        providing,
      );
      expect(answer.statusCode, field).toBe(422);
      expect(answer.body, field).toContain(sentence);
      expect(answer.body, field).toContain('Health card');
    }
    const turned = await site.post(`/en/desk/services/${own.id}`, { ...form, minimumAge: '50', maximumAge: '20' }, providing);
    expect(turned.body).toContain('The highest age lies below the lowest');
  });

  test('refuse a new entry that nobody checked, and add it once somebody did', async () => {
    const fields = { ...form, name: 'A new talk', organisationId: own.organisation };
    expect((await site.post('/en/desk/services/new', fields, providing)).body).toContain('Check the entry and tick that you did');
    const answer = await site.post('/en/desk/services/new', { ...fields, checked: 'yes' }, providing);
    expect(answer.statusCode).toBe(303);
    expect(await body('/en/services?q=new%20talk')).toContain('A new talk');
  });

  test('sent twice do it once', async () => {
    const fields = { ...form, name: 'Only once', organisationId: own.organisation, checked: 'yes', _key: crypto.randomUUID() };
    const answers = [
      await site.post('/en/desk/services/new', fields, providing),
      await site.post('/en/desk/services/new', fields, providing),
    ];
    expect(answers[0]?.headers.location).toBe(answers[1]?.headers.location);
  });

  test('note with one press that somebody checked today; without scripts a page asks first', async () => {
    expect(await body(`/en/desk/services/${own.id}/check`, providing)).toContain('Confirm that you checked the entry');
    const answer = await site.post(`/en/desk/services/${own.id}/check`, {}, providing);
    expect(answer.headers.location).toContain('directory.notice.checked');
    const today = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/Rome' }).format(
      new Date(),
    );
    expect(await body(`/en/services/${own.id}`)).toContain(today);
  });

  test('written in another language translate, and leave the first one as it is', async () => {
    const answer = await site.post(
      `/fr/desk/services/${own.id}`,
      { ...form, name: 'Petit prêt neuf', description: '', documents: '' },
      providing,
    );
    expect(answer.statusCode).toBe(303);
    expect(await body(`/fr/services/${own.id}`)).toContain('Petit prêt neuf');
    const english = await body(`/en/services/${own.id}`);
    expect(english).toContain('Small loan to start');
    expect(english).toContain('Health card');
  });

  test('change an organisation, and add one for who keeps the whole directory', async () => {
    const fields = {
      name: 'Example Small Loans, Padua',
      kind: 'microfinance-institution',
      place: 'Padua',
      placeCode: 'padova',
      address: 'Via Nuova 1',
      active: 'yes',
      languages: 'it',
    };
    expect((await site.post(`/en/desk/organisations/${own.organisation}`, fields, providing)).statusCode).toBe(303);
    expect(await body(`/en/organisations/${own.organisation}`)).toContain('Via Nuova 1');
    expect((await site.post('/en/desk/organisations/new', { ...fields, name: 'Fresh body' }, providing)).statusCode).toBe(404);
    expect((await site.post('/en/desk/organisations/new', { ...fields, name: 'Fresh body' }, editing)).statusCode).toBe(303);
    expect(await body('/en/organisations?q=fresh')).toContain('Fresh body');
  });

  test('of another organisation, of history, or for a visitor are not there', async () => {
    const other = await serviceOf('padova-first-information');
    for (const id of [other.id, history.id]) {
      expect((await site.get(`/en/desk/services/${id}`, providing)).statusCode).toBe(404);
      expect((await site.post(`/en/desk/services/${id}`, form, providing)).statusCode).toBe(404);
      expect((await site.post(`/en/desk/services/${id}/check`, {}, providing)).statusCode).toBeGreaterThanOrEqual(403);
    }
    expect(
      (await site.post('/en/desk/services/new', { ...form, organisationId: other.organisation, checked: 'yes' }, providing)).statusCode,
    ).toBe(403);
    expect((await site.get(`/en/desk/organisations/${other.organisation}`, providing)).statusCode).toBe(404);
    expect((await site.get('/en/desk/services')).headers.location).toContain('/sign-in');
    expect(await body('/en/desk/services', providing)).not.toContain('First information');
    expect(await body('/en/desk/services?sort=-checked&q=information', editing)).toContain('First information');
    expect((await site.get('/en/desk/services?format=csv', editing)).body).toContain('First information');
  });
});
