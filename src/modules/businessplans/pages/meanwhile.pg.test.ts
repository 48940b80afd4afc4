import { describe, expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { seededSite, sessionOf, type Player } from '#test/fixtures';
import { type FormFields } from '#test/site';
import { readPlan } from '../read-plan.ts';

const { site, world } = await seededSite();

const base: Partial<Record<Player, string>> = {
  counsellor: `/desk/ventures/${world.awa.venture}/plan`,
  person: `/me/plan/${world.awa.venture}`,
};
const at = (player: Player, path: string) => `/en${base[player]}${path}`;
const open = async (player: Player, path: string) => {
  const { body } = await site.get(at(player, path), await sessionOf(site, world, player));
  return /name="seen" value="([0-9a-f]{16})"/.exec(body)?.[1] ?? '';
};
const send = async (player: Player, path: string, form: FormFields) =>
  await site.post(at(player, path), form, await sessionOf(site, world, player));
const planNow = async () => {
  const plan = await asActor(site.db.app, world.staff.counsellor, async (trx) => await readPlan(trx, world.awa.venture));
  if (!plan) throw new Error('the world has a plan');
  return plan;
};
const lineNow = async (id: string) => (await planNow()).lines.find((line) => line.id === id);

describe('founder and counsellor write on the same part at once', () => {
  test.each([
    ['counsellor', 'person'],
    ['person', 'counsellor'],
  ] as const)('words: the %s saves, the %s is refused, sees both, and saves again', async (first, second) => {
    const [seenFirst, seenSecond] = [await open(first, '/words/market'), await open(second, '/words/market')];
    expect(seenFirst).toMatch(/^[0-9a-f]{16}$/);
    const saved = await send(first, '/words/market', { seen: seenFirst, a0: `What the ${first} knows`, a1: '', a2: '' });
    expect(saved.statusCode).toBe(303);
    const refused = await send(second, '/words/market', { seen: seenSecond, a0: `What the ${second} typed`, a1: '', a2: 'By foot' });
    expect(refused.statusCode).toBe(409);
    for (const words of [
      'Somebody else changed this',
      'What stands in the plan now',
      `What the ${first} knows`,
      `What the ${second} typed`,
    ])
      expect(refused.body).toContain(words);
    expect((await planNow()).answers).toMatchObject({ 'market.customers': `What the ${first} knows` });
    const seen = /name="seen" value="([0-9a-f]{16})"/.exec(refused.body)?.[1] ?? '';
    const both = await send(second, '/words/market', { seen, a0: 'What both know', a1: '', a2: '' });
    expect(both.statusCode).toBe(303);
    expect((await planNow()).answers).toMatchObject({ 'market.customers': 'What both know' });
  });

  test('another section is no reason to refuse', async () => {
    const seen = await open('person', '/words/idea');
    await send('counsellor', '/words/people', { seen: await open('counsellor', '/words/people'), a0: 'Two of us', a1: '' });
    expect((await send('person', '/words/idea', { seen, a0: 'Bread', a1: '' })).statusCode).toBe(303);
  });

  test('a line: neither figures nor words are written over', async () => {
    const path = `/line/${world.plans.rent}`;
    const rent = { label: 'Rent', choice: 'rent', amountCurrency: 'EUR', month: '1' };
    const [hers, theirs] = [await open('person', path), await open('counsellor', path)];
    expect((await send('counsellor', path, { ...rent, seen: theirs, kind: 'cost', amount: '910' })).statusCode).toBe(303);
    const refused = await send('person', path, { ...rent, seen: hers, kind: 'cost', amount: '777.50' });
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('€910.00');
    expect(refused.body).toContain('value="777.50"');
    expect((await lineNow(world.plans.rent))?.figures['amount']?.value).toBe(91_000n);
    // What was read before a colleague changed it is not taken out either.
    const removed = await send('person', `${path}/remove`, { seen: hers });
    expect(removed.statusCode).toBe(409);
    expect(await lineNow(world.plans.rent)).toBeDefined();
  });

  test('a line that is gone comes back with the words typed, and saves as a new one', async () => {
    const path = `/line/${world.plans.risk}`;
    const seen = await open('person', path);
    expect((await send('counsellor', `${path}/remove`, { seen: await open('counsellor', path) })).statusCode).toBe(303);
    const typed = { label: 'The oven breaks in winter', likelihood: '3', harm: '3', note: 'Keep a reserve', kind: 'risk' };
    const refused = await send('person', path, { ...typed, seen });
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('This line was taken out');
    expect(refused.body).toContain('The oven breaks in winter');
    expect(refused.body).toContain(`action="${at('person', '/new/risk')}"`);
    expect((await send('person', '/new/risk', typed)).statusCode).toBe(303);
    expect((await planNow()).lines.map(({ label }) => label)).toContain('The oven breaks in winter');
  });

  test('currencies and months are not written over either', async () => {
    const basics = {
      startsIn: '2027-01',
      currency: 'EUR',
      other: 'XOF',
      rate: '655.957',
      rateOn: '2026-11-20',
      rateSource: 'fixed parity',
    };
    const [hers, theirs] = [await open('person', '/basics'), await open('counsellor', '/basics')];
    expect((await send('counsellor', '/basics', { ...basics, seen: theirs, opensAfter: '3' })).statusCode).toBe(303);
    const refused = await send('person', '/basics', { ...basics, seen: hers, opensAfter: '9' });
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('value="9"');
    expect((await planNow()).opensAfterMonths).toBe(3);
  });

  test('of two who save in the same moment one is refused', async () => {
    const seen = await open('person', '/words/form');
    const answers = await Promise.all(
      (['person', 'counsellor'] as const).map(
        async (player) => await send(player, '/words/form', { seen, a0: `As the ${player} says`, a1: '' }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409]);
  });

  test('of two who begin a plan at once with other figures, the second is told', async () => {
    const { venture } = world.known;
    const desk = `/en/desk/ventures/${venture}/plan/basics`;
    // Both have read the page before either sends it.
    const begun = await Promise.all(
      (['counsellor', 'manager'] as const).map(async (player) => {
        const session = await sessionOf(site, world, player);
        const seen = /name="seen" value="([0-9a-f]{16})"/.exec((await site.get(desk, session)).body)?.[1] ?? '';
        return { session, seen };
      }),
    );
    const answers = await Promise.all(
      begun.map(async ({ session, seen }, index) => {
        return await site.post(desk, { seen, startsIn: '2027-01', opensAfter: String(index), currency: 'EUR', other: '' }, session);
      }),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409]);
  });
});
