import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { asActor, newId } from '#kernel/db';
import { formatters, translator } from '#kernel/i18n';
import { players, seededSite, sessionOf, type Player } from '#test/fixtures';
import { businessplanRoutes } from '#test/fixtures-routes-businessplans';
import { type FormFields } from '#test/site';
import { getVenture } from '#modules/ventures';
import { saveLine } from '../change-plan.ts';
import { dossierData } from '../dossier.ts';
import { readPlan } from '../read-plan.ts';
import type { Figure, VersionId } from '../plan.ts';
import { readStanding, standingText, type Standing } from '../standing.ts';
import { routes } from './index.tsx';

const { site, world } = await seededSite();

const fixture = (path: string) => {
  const found = businessplanRoutes[path];
  if (!found) throw new Error(`${path} has no fixture`);
  return found;
};
const get = async (path: string, player: Player = 'counsellor') => await site.get(`/en${path}`, await sessionOf(site, world, player));
const post = async (path: string, form: FormFields, player: Player = 'counsellor') =>
  await site.post(`/en${path}`, form, await sessionOf(site, world, player));
const desk = (path = '') => `/desk/ventures/${world.awa.venture}/plan${path}`;
/** Words as they stand in the page, with entities and marks of direction taken out. */
const plain = (text: string) =>
  text
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replace(/[\u2066-\u2069\u200E\u200F]/g, '');
const planNow = async () => {
  const plan = await asActor(site.db.app, world.staff.counsellor, async (trx) => await readPlan(trx, world.awa.venture));
  if (!plan) throw new Error('the world has a plan');
  return plan;
};

const nobody: Standing = { signed: null, reviews: [], names: new Map() };

describe('every page', () => {
  test.each(routes.map(({ path }) => path))('%s opens for those who have something to do there, and for nobody else', async (path) => {
    const { address, opens = [], as } = fixture(path);
    const met: string[] = [];
    const wanted: string[] = [];
    for (const player of players) {
      const { statusCode } = await site.get(`/en${address(world)}`, await sessionOf(site, world, player));
      const open = opens.length > 0 ? opens.includes(player) : path === '/me/plan' ? player !== 'visitor' : player === as;
      met.push(`${player} ${statusCode}`);
      wanted.push(`${player} ${open ? 200 : player === 'visitor' ? 303 : 404}`);
    }
    expect(met).toEqual(wanted);
  });
});

test('the page shows the same figures as the dossier, every one of them', async () => {
  const words = { t: translator(site.network.catalogue, 'en'), format: formatters('en', 'Europe/Rome') };
  const data = dossierData(words, 'Bakery', await planNow(), nobody);
  const body = plain((await get(desk('/results'))).body);
  const cells = [...data.parts.flatMap(({ rows }) => rows.flat()), ...data.cash.rows.flat()].filter((cell) => cell !== '–');
  expect(cells.length).toBeGreaterThan(400);
  expect(cells.filter((cell) => !body.includes(plain(cell)))).toEqual([]);
  // The till and break-even as lines, the trials as bars; on paper the till.
  expect(body.match(/class="chart line-chart"/g)).toHaveLength(2);
  expect(body.match(/class="chart bar-chart"/g)).toHaveLength(1);
  expect(data.till.bars).toHaveLength(36);
  expect(Math.min(...data.till.bars, data.till.zero)).toBe(0);
  for (const { formula, advice } of data.parts) for (const text of [formula, ...advice]) expect(body).toContain(plain(text));
  // One hand-made figure, so that both are not wrong alike: 800 + 1 000 + 100 of wear + interest of the first year.
  expect(data.parts.find(({ title }) => title === 'What a usual month must earn')?.rows.map((row) => row[1])).toEqual([
    '€800.00',
    '€1,000.00',
    '€100.00',
    expect.stringMatching(/^€[12]\d\.\d\d$/),
    expect.stringMatching(/^€1,9[12]\d\.\d\d$/),
    '€0.00',
    expect.stringMatching(/^€1,9[12]\d\.\d\d$/),
  ]);
});

test('the dossier says who signed which version and when, what the expert answered, and whether the plan was changed since', async () => {
  const words = { t: translator(site.network.catalogue, 'en'), format: formatters('en', 'Europe/Rome') };
  const now = async (only?: VersionId) =>
    standingText(
      words,
      await asActor(site.db.app, world.staff.counsellor, async (trx) => await readStanding(trx, await planNow(), only ?? null)),
    ).lines;
  expect(await now()).toEqual(['Nobody has signed off a version.', 'No expert has answered yet.']);
  const { version } = world.plans;
  const keep = async (text: string, values: unknown[]) => await site.db.superuser.query(text, values);
  await keep(
    `insert into businessplans.signatures (version_id, venture_id, office_id, side, by_account, at)
     select id, venture_id, office_id, 'counsellor', $2, '2026-11-20T10:00Z' from businessplans.versions where id = $1`,
    [version, world.staff.counsellor.accountId],
  );
  await keep("update businessplans.reviews set state = 'in-review' where version_id = $1", [version]);
  await keep(
    "update businessplans.reviews set state = 'confirmed', remarks = 'The street is busy.', decided_at = '2026-11-21T10:00Z' where version_id = $1",
    [version],
  );
  const told = (await now()).map(plain);
  expect(told[0]).toMatch(/^Version 1\. First: signed off by \S.* \(Counsellor\) on .*20.*2026/);
  expect(told.at(-1)).toMatch(/^Version 1\. First: \S.*, expert, on .*21.*2026.*: Confirmed\. The street is busy\.$/);
  expect(told).toHaveLength(2);
  expect(await now(newId<'businessplans.versions'>())).toEqual(['Nobody has signed off a version.', 'No expert has answered yet.']);
  await keep("update businessplans.lines set label = 'Rent of the shop' where id = $1", [world.plans.rent]);
  expect(await now()).toContain('The plan was changed since; the signatures stand for that version.');
  await keep("update businessplans.lines set label = 'Rent' where id = $1", [world.plans.rent]);
  await keep('delete from businessplans.signatures where version_id = $1', [version]);
  // As it was: no step of the chart leads back.
  await site.db.superuser.query(
    `begin; set local session_replication_role = replica;
     update businessplans.reviews set state = 'asked', remarks = '', decided_at = null where version_id = '${version}'; commit`,
  );
});

test.each([
  ['en', 'Start-up capital'],
  ['ar', 'خطة'],
])(
  'the dossier comes as a tagged PDF in %s',
  async (lang, word) => {
    const answer = await get(`${desk('/dossier')}?in=${lang}`);
    expect(answer.headers['content-type']).toBe('application/pdf');
    const document = await getDocumentProxy(new Uint8Array(answer.rawPayload));
    const { text } = await extractText(document, { mergePages: true });
    expect(text).toContain(word);
    if (lang === 'en') expect(text).toContain('Who stands for this plan');
    expect((await document.getMetadata()).info).toMatchObject({ Language: lang });
    expect((await document.getMarkInfo())?.Marked).toBe(true);
  },
  90_000,
);

test('the copy of a person’s data holds their plan, with every figure and comment', async () => {
  const { body } = await get('/me/file', 'person');
  for (const words of [
    'Oven',
    '€6,000.00 (Offer or price list, Offer of a shop)',
    'A bakery on both shores',
    'Ask ten neighbours first.',
  ]) {
    expect(plain(body)).toContain(words);
  }
});

describe('every form', () => {
  const forms = routes.filter(({ kind }) => kind === 'form').map(({ path }) => path);
  // What is taken out is asked for last.
  test.each(forms.toSorted((a, b) => Number(a.endsWith('remove')) - Number(b.endsWith('remove'))))(
    '%s takes what is right',
    async (path) => {
      const { address, as, body, refusedWith } = fixture(path);
      const answer = await post(address(world), body?.(world) ?? {}, as);
      expect(answer.statusCode).toBe(refusedWith ?? 303);
    },
  );

  test('amounts are read as the language writes them, and said back the same', async () => {
    const session = await sessionOf(site, world, 'counsellor');
    const fields = {
      label: 'Affitto',
      choice: 'rent',
      amount: '1.234,50',
      amountCurrency: 'EUR',
      month: '2',
      amountSaid: 'quote',
      amountSource: 'Offerta',
    };
    const made = await site.post(`/it${desk('/new/cost')}`, fields, session);
    expect(made.statusCode).toBe(303);
    const line = (await planNow()).lines.find(({ label }) => label === 'Affitto');
    expect(line?.figures['amount']).toMatchObject({ value: 123_450n, currency: 'EUR', saidBy: 'quote', source: 'Offerta' });
    const page = await site.get(`/it${desk(`/line/${line?.id}`)}`, session);
    expect(page.body).toContain('value="1234,50"');
  });

  test.each([
    ['amount', { amount: 'many' }, 'Write an amount in digits'],
    ['amount', { amount: '-5' }, 'Write an amount in digits'],
    ['amount', { amount: '' }, 'Write an amount in digits'],
    ['amount', { amount: '1.0055' }, 'not have so many decimals'],
    ['amount', { amount: '1.005' }, 'can be read in two ways'],
    ['month', { amount: '5', month: '99' }, 'too small or too large'],
    ['month', { amount: '5', month: 'May' }, 'Write a number in digits'],
    ['label', { amount: '5', label: '' }, 'Fill in “What is it?”'],
  ])('a wrong %s gets a sentence and keeps what was typed: %j', async (_field, change, sentence) => {
    const answer = await post(desk('/new/cost'), { label: 'Rent <b>', choice: 'rent', amountCurrency: 'EUR', month: '1', ...change });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(sentence);
    expect(answer.body).not.toContain('Rent <b>');
  });

  test('an agreement that was not ticked asks nobody', async () => {
    const answer = await post(desk('/review'), { expert: world.staff.expert.accountId, question: '', how: 'spoken-at-desk' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('only when the founder agrees');
  });

  test('somebody who is no expert cannot be asked', async () => {
    const answer = await post(desk('/review'), {
      expert: world.staff.planner.accountId,
      question: '',
      how: 'spoken-at-desk',
      agreed: 'on',
    });
    expect(answer.statusCode).toBe(422);
  });

  test('a line of another plan is not there', async () => {
    const answer = await get(`/desk/ventures/${world.known.venture}/plan/line/${world.plans.rent}`);
    expect(answer.statusCode).toBe(404);
  });
});

test('an issued dossier lies among the founder’s documents, and its code states figures and no name', async () => {
  const before = (await site.db.superuser.query("select from documents.issued where kind = 'businessplans.dossier'")).rowCount ?? 0;
  const answer = await post(desk(`/versions/${world.plans.version}/issue`), { language: 'it' });
  expect(answer.statusCode).toBe(303);
  const { rows } = await site.db.superuser.query<{ code: string; statement: unknown }>(
    "select code, statement from documents.issued where kind = 'businessplans.dossier' order by issued_at desc",
  );
  expect(rows).toHaveLength(before + 1);
  expect(JSON.stringify(rows[0]?.statement)).toContain('6800,00'); // the oven, and a month of rent before the first sale
  expect(JSON.stringify(rows[0]?.statement)).not.toContain('Exemple');
  const verified = await site.get(`/en/verify/${rows[0]?.code}`);
  expect(plain(verified.body)).toContain('Piano d’impresa');
  expect((await get('/me/file', 'person')).body).toContain('dossier-');
});

test('page, dossier and PDF show the same figures where something is sold in the other currency, and say so where it loses money', async () => {
  const francs = (amountMinor: number): Figure => ({
    value: BigInt(amountMinor),
    currency: 'XOF',
    unit: 'money',
    source: '',
    saidBy: 'assumption',
  });
  await asActor(site.db.app, world.staff.counsellor, async (trx) => {
    const venture = await getVenture(trx, world.awa.venture);
    const plan = await readPlan(trx, world.awa.venture);
    if (!venture || !plan) throw new Error('the world has a venture and a plan');
    const season = Array.from({ length: 12 }, () => 100);
    const write = async (kind: 'product' | 'remittance', label: string, figures: Record<string, Figure>) =>
      await saveLine(trx, world.staff.counsellor.accountId, venture, plan, {
        kind,
        label,
        figures,
        unit: '',
        choice: '',
        note: '',
        dueOn: null,
        season: kind === 'product' ? season : null,
      });
    const units: Figure = { value: 40n, currency: null, unit: 'units', source: '', saidBy: 'assumption' };
    await write('product', 'Shawls', { price: francs(13_119), materials: francs(6_560), units }); // 20.00 and 10.00 of euro
    await write('product', 'Baskets', { price: francs(3_280), materials: francs(6_560), units }); // 5.00 and 10.00
    await write('remittance', 'To the family', { amount: francs(65_596), month: { ...units, value: 1n, unit: 'month' } }); // 100.00
  });
  const loses = {
    en: 'Each of these sold loses money or leaves nothing: Baskets.',
    ar: /Baskets/,
  };
  for (const lang of ['en', 'ar'] as const) {
    const words = { t: translator(site.network.catalogue, lang), format: formatters(lang, 'Europe/Rome') };
    const data = dossierData(words, 'Bakery', await planNow(), nobody);
    const body = plain((await site.get(`/${lang}${desk('/results')}`, await sessionOf(site, world, 'counsellor'))).body);
    const cells = [...data.parts.flatMap(({ rows }) => rows.flat()), ...data.cash.rows.flat()].filter((cell) => cell !== '–');
    expect(cells.filter((cell) => !body.includes(plain(cell)))).toEqual([]);
    const advice = data.parts.flatMap((part) => part.advice.map(plain));
    expect(advice.filter((sentence) => !body.includes(sentence))).toEqual([]);
    expect(advice.join('\n')).toMatch(loses[lang]);
    if (lang === 'ar') continue; // letters of Arabic come out of a PDF in shapes of their own
    const part = (title: string) => data.parts.find((one) => one.title === title)?.rows.map((row) => row.map(plain)) ?? [];
    // By hand: 13 119 francs at 655.957 are 20.00, 6 560 are 10.00 (10.0006), 3 280 are 5.00.
    const shawls = part('Cost and price of one').find(([label]) => label === 'Shawls');
    expect(shawls?.slice(1, 6)).toEqual(['€20.00', '€10.00', '€10.00', '50%', '100%']);
    const baskets = part('Cost and price of one').find(([label]) => label === 'Baskets');
    expect(baskets?.slice(1, 6)).toEqual(['€5.00', '€10.00', '-€5.00', '-100%', '-50%']);
    const point = part('Break-even: where all costs are just covered');
    expect(point.find(([label]) => label === 'Baskets')?.[1]).toBe('Never: the price is at or below the cost');
    expect(point.at(-1)?.[0]).toBe('All together, with what is sent to the family');
    const answer = await get(`${desk('/dossier')}?in=${lang}`);
    const paper = await getDocumentProxy(new Uint8Array(answer.rawPayload));
    const squeezed = (text: string) => plain(text).replace(/\s+/g, '');
    const { text } = await extractText(paper, { mergePages: true });
    const printed = squeezed(text);
    const shown = [...cells, ...advice].map(squeezed);
    expect(shown.filter((cell) => /^[-€\d]/.test(cell) && !printed.includes(cell))).toEqual([]);
    expect(printed).toContain(squeezed(loses.en));
  }
}, 90_000);
