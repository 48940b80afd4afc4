import { describe, expect, test } from 'vitest';
import { asActor, asSystem, nobody } from '#kernel/db';
import { readImportFile } from '#kernel/import';
import { plantAccount, plantOffice } from '#test/plant';
import { testSite, type FormFields } from '#test/site';
import { addService, pricesImporter } from './index.ts';
import type { ServiceId } from './price.ts';

const site = await testSite();
const { db, network } = site;
const today = network.now().toISOString().slice(0, 10);
const longAgo = new Date(network.now().getTime() - 91 * 86_400_000).toISOString().slice(0, 10);
const { id: office } = await plantOffice(db, 'padova');
const editor = await plantAccount(db, { roles: [{ role: 'editor' }] });
const planner = await plantAccount(db, { roles: [{ role: 'planner' }] });
const session = await site.signIn(editor.accountId);

const service: FormFields = {
  provider: 'Good Example',
  fromCountry: 'IT',
  toCountry: 'SN',
  sendCurrency: 'eur',
  receiveCurrency: 'XOF',
  least: '1',
  most: '1,000',
  payIn: 'card',
  payOut: 'mobile',
};
const price: FormFields = {
  observedOn: today,
  speed: 'hour',
  fee: '4',
  appliedRate: '650',
  marginPercent: '',
  source: 'Page of the firm',
  sourceUrl: 'https://good.example/prices',
};
const add = async (change: FormFields = {}) => await site.post('/en/desk/remittances/new', { ...service, ...price, ...change }, session);
const compared = async (more = '') => (await site.get(`/en/remittances?from=IT&to=SN&amount=200&currency=EUR${more}`)).body;
const idOf = async (provider: string): Promise<ServiceId> => {
  const { rows } = await db.superuser.query<{ id: ServiceId }>('select id from remittances.services where provider = $1', [provider]);
  return rows[0]?.id ?? ('' as ServiceId);
};

const heading =
  'provider,from_country,to_country,send_currency,receive_currency,least,most,pay_in,pay_out,observed_on,speed,fee,applied_rate,margin_percent,source';
const line = (change: Record<string, string> = {}): string => {
  const values: Record<string, string> = {
    provider: 'Listed Example',
    from_country: 'ES',
    to_country: 'MA',
    send_currency: 'EUR',
    receive_currency: 'MAD',
    least: '1.00',
    most: '500.00',
    pay_in: 'cash',
    pay_out: 'cash',
    observed_on: today,
    speed: '',
    fee: '3.50',
    applied_rate: '10.5',
    margin_percent: '',
    source: 'Shop',
    ...change,
  };
  return heading
    .split(',')
    .map((name) => `"${values[name] ?? ''}"`)
    .join(',');
};
async function take(lines: string[], { dryRun = false, by = planner }: { dryRun?: boolean; by?: typeof planner } = {}) {
  const { rows } = await readImportFile(Buffer.from([heading, ...lines].join('\n')));
  return await asActor(db.app, by, async (trx) => await pricesImporter.run(trx, rows, { dryRun, by: by.accountId, now: network.now() }));
}

describe('the list', () => {
  test('takes a service with its price, and the comparison says what arrives', async () => {
    expect((await add()).statusCode).toBe(303);
    expect((await add({ provider: 'Silent Example', appliedRate: '' })).statusCode).toBe(303);
    expect((await add({ provider: 'Old Example', observedOn: longAgo })).statusCode).toBe(303);
    expect((await add({ provider: 'Margin Example', appliedRate: '', marginPercent: '1', fee: '0' })).statusCode).toBe(303);
    const body = await compared();
    for (const words of ['Good Example', '127,400', '2.91%', '129,879', 'Nobody told the exchange rate', 'Seen too long ago', '655.957'])
      expect(body).toContain(words);
    // 196 at 650, and 200 at 649.4: the second brings more.
    expect(body.indexOf('Margin Example')).toBeLessThan(body.indexOf('Good Example'));
    expect(body).toContain('Average cost, 2 services');
    expect(await compared('&format=csv')).toContain('Silent Example,200.00 EUR,4.00,not known,not known,not known,not known');
  });

  test('says when it knows nothing, or the amount is none', async () => {
    expect((await site.get('/en/remittances?from=SN&to=IT')).body).toContain('No prices are known between these countries');
    for (const amount of ['-5', '0', '1e30', 'NaN', '9'.repeat(15)])
      expect((await site.get(`/en/remittances?from=IT&to=SN&currency=EUR&amount=${amount}`)).body).toContain('Write an amount above 0');
    expect((await site.get('/en/remittances?from=IT&to=SN&amount=5000')).body).toContain('No service is known for this amount');
    for (const lang of ['it', 'fr', 'es', 'ar', 'ro']) expect((await site.get(`/${lang}/remittances?from=IT&to=SN`)).statusCode).toBe(200);
  });

  test.each([
    [{ appliedRate: '1,5,0' }, 'Write the rate'],
    [{ appliedRate: '-1' }, 'Write the rate'],
    [{ appliedRate: 'NaN' }, 'Write the rate'],
    [{ marginPercent: '1' }, 'not both'],
    [{ appliedRate: '', marginPercent: '100' }, 'per cent between'],
    [{ fee: '-1' }, 'Write an amount'],
    [{ fee: '1e30' }, 'Write an amount'],
    [{ fee: '1,000.01' }, 'more than the largest amount'],
    [{ most: '0.50' }, 'below the smallest'],
    [{ toCountry: 'IT' }, 'two different countries'],
    [{ toCountry: 'ZZ' }, 'Choose'],
    [{ receiveCurrency: 'ABC' }, 'three letters of a currency'],
    [{ receiveCurrency: 'EUR' }, 'Within one currency'],
    [{ observedOn: '2190-01-01' }, 'still to come'],
    [{ sourceUrl: 'javascript:alert(1)' }, 'web address'],
    [{}, 'in the list already'],
  ])('refuses what is wrong beside the field and keeps what was typed: %j', async (change, words) => {
    const { statusCode, body } = await add(change);
    expect([200, 409, 422]).toContain(statusCode);
    expect(statusCode).not.toBe(200);
    expect(body).toContain(words);
    expect(body).toContain('Page of the firm');
  });

  test('keeps a changed price beside the one before, and compares the later one', async () => {
    const id = await idOf('Old Example');
    const path = `/en/desk/remittances/${id}`;
    expect((await site.post(path, { ...price, fee: '2' }, session)).statusCode).toBe(303);
    const { body } = await site.get(path, session);
    expect(body).toContain('€4.00');
    expect(body).toContain('€2.00');
    expect(await compared()).toContain('128,700'); // 198 at 650
    const { rows } = await db.superuser.query('select 1 from remittances.prices where service_id = $1', [id]);
    expect(rows).toHaveLength(2);
  });

  test('withdraws a service with the reason, and takes it back with a new price', async () => {
    const id = await idOf('Margin Example');
    const path = `/en/desk/remittances/${id}/withdraw`;
    expect((await site.post(path, { why: '' }, session)).statusCode).toBe(422);
    expect((await site.post(path, { why: 'The firm closed' }, session)).statusCode).toBe(303);
    expect((await site.post(path, { why: 'Again' }, session)).statusCode).toBe(404);
    expect(await compared()).not.toContain('Margin Example');
    expect((await site.get(`/en/desk/remittances/${id}`, session)).body).toContain('The firm closed');
    expect((await site.post(`/en/desk/remittances/${id}`, price, session)).statusCode).toBe(404);
    expect((await add({ provider: 'Margin Example' })).statusCode).toBe(303);
    expect(await compared()).toContain('Margin Example');
    expect(await idOf('Margin Example')).toBe(id);
  });

  test('is the network’s: nobody else sees the desk or writes, by page or by hand', async () => {
    const id = await idOf('Good Example');
    const others = [
      await plantAccount(db, { roles: [{ role: 'planner', scope: office }] }),
      await plantAccount(db, { roles: [{ role: 'office-manager', scope: office }] }),
      await plantAccount(db, { roles: [{ role: 'auditor' }] }),
      await plantAccount(db, {}),
    ];
    for (const other of others) {
      const theirs = await site.signIn(other.accountId);
      for (const path of ['', '/new', `/${id}`, `/${id}/withdraw`])
        expect((await site.get(`/en/desk/remittances${path}`, theirs)).statusCode).toBe(404);
      expect((await site.post(`/en/desk/remittances/${id}`, price, theirs)).statusCode).toBe(404);
      await expect(take([line()], { by: other })).rejects.toThrow();
      await expect(
        asActor(db.app, other, async (trx) => {
          await trx
            .insertInto('remittances.prices')
            .values({
              id: '018f0000-0000-7000-8000-000000000001' as never,
              service_id: id,
              observed_on: today,
              speed: 'hour',
              fee_minor: 0,
              source: 'x',
            })
            .execute();
        }),
      ).rejects.toThrow();
    }
    await expect(
      asActor(db.app, editor, async (trx) => await trx.updateTable('remittances.prices').set({ fee_minor: 0 }).execute()),
    ).rejects.toThrow();
    await asActor(db.app, nobody, async (trx) =>
      expect(await trx.selectFrom('remittances.services').select('id').execute()).not.toEqual([]),
    );
  });
});

describe('an import', () => {
  test('is checked, written, and the same again changes nothing; a changed price is one more', async () => {
    expect(await take([line()], { dryRun: true })).toMatchObject({ created: 1, problems: [] });
    expect(await idOf('Listed Example')).toBe('');
    expect(await take([line(), line({ provider: 'Second Example', applied_rate: '', margin_percent: '2.50' })])).toMatchObject({
      created: 2,
    });
    expect(await take([line()])).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect(await take([line({ fee: '3.00' })])).toMatchObject({ created: 0, updated: 1 });
    expect((await site.get('/en/desk/remittances?from=ES&format=csv', session)).body).toContain(
      'Listed Example,ES,MA,EUR,MAD,1.00,500.00,cash,cash',
    );
  });

  test('tells each wrong row with its column, and writes nothing', async () => {
    const wrong = await take([
      line({ provider: 'Unseen Example' }),
      line({ from_country: 'XX' }),
      line({ send_currency: 'EURO' }),
      line({ fee: '3,50' }),
      line({ fee: '-1' }),
      line({ fee: '3.501' }),
      line({ most: '1e30' }),
      line({ applied_rate: 'NaN' }),
      line({ applied_rate: '10.5', margin_percent: '1' }),
      line({ applied_rate: '', margin_percent: '100' }),
      line({ observed_on: '2190-01-01' }),
      line({ pay_in: 'barter' }),
      line({ provider: 'Unseen Example', fee: '1' }),
      line({ provider: '' }),
      line({ least: '600' }),
      line({ to_country: 'ES' }),
    ]);
    expect(wrong.problems.map(({ row, field }) => `${row} ${field}`)).toEqual([
      '3 from_country',
      '4 send_currency',
      '5 fee',
      '6 fee',
      '7 fee',
      '8 most',
      '9 applied_rate',
      '10 margin_percent',
      '11 margin_percent',
      '12 observed_on',
      '13 pay_in',
      '14 provider',
      '15 provider',
      '16 most',
      '17 to_country',
    ]);
    expect(await idOf('Unseen Example')).toBe('');
  });

  test('goes through the page for planners of the network, and the desk’s file comes back unchanged', async () => {
    const theirs = await site.signIn(planner.accountId);
    expect((await site.get('/en/admin/import', theirs)).body).toContain('Prices of sending money');
    const ofOffice = await plantAccount(db, { roles: [{ role: 'planner', scope: office }] });
    expect((await site.get('/en/admin/import', await site.signIn(ofOffice.accountId))).statusCode).toBe(404);
    const file = await site.get('/en/desk/remittances?format=csv', session);
    const { rows } = await readImportFile(Buffer.from(file.body));
    const options = { dryRun: false, by: null, now: network.now() };
    const report = await asSystem(db.owner, async (trx) => await pricesImporter.run(trx, rows, options));
    expect(report).toMatchObject({ created: 0, updated: 0, problems: [] });
    expect(report.unchanged).toBe(rows.length);
  });
});

test('the audit tells who wrote, and what was imported', async () => {
  const seen = {
    observedOn: today,
    speed: 'hour',
    feeMinor: 0n,
    appliedRate: null,
    marginPercent: null,
    source: 'x',
    sourceUrl: null,
  } as const;
  const way = { fromCountry: 'IT', toCountry: 'TN', sendCurrency: 'EUR', receiveCurrency: 'TND' } as const;
  await asActor(db.app, editor, async (trx) => {
    await addService(
      trx,
      editor.accountId,
      { ...way, provider: 'Audited Example', leastMinor: 1n, mostMinor: 2n, payIn: 'cash', payOut: 'cash' },
      seen,
    );
  });
  const { rows } = await db.superuser.query<{ verb: string }>(
    "select distinct verb from audit.entries where verb like 'remittances.%' order by 1",
  );
  expect(rows.map(({ verb }) => verb)).toEqual([
    'remittances.price-recorded',
    'remittances.prices-imported',
    'remittances.service-withdrawn',
  ]);
});
