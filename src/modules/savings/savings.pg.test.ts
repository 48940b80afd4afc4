import { describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { asActor, newId, nobody } from '#kernel/db';
import { addDays, addMonths } from '#kernel/time';
import { seededSite, sessionOf, type Player } from '#test/fixtures';
import { payIn } from '#test/fixtures-savings';
import type { FormFields } from '#test/site';
import { askCredit, coverCredit, openCredit, repayCredit } from './credits.ts';
import { endDrawer } from './join.ts';
import { loadMembership, type DrawerId, type MembershipId } from './membership.ts';
import { movementsOf, recordDraw } from './movements.ts';
import { getScheme } from './read-schemes.ts';
import { recordOf } from './record.ts';
import { savers } from './savings.fixtures.ts';
import { changeScheme } from './write-scheme.ts';
import { removeAim } from './aims.ts';

const { site, world } = await seededSite();
const { savings, today, staff } = world;
const { cast, as, saver, stand, ledgerOf } = savers(site, world);
const get = async (player: Player, path: string) => await site.get(`/en${path}`, await sessionOf(site, world, player));
const post = async (player: Player, path: string, fields: FormFields) =>
  await site.post(`/en${path}`, fields, await sessionOf(site, world, player));

const draw = async (id: MembershipId, drawerId: DrawerId, amountMinor: bigint, reference: string, day = today) =>
  await as('lender', async (trx) => await recordDraw(trx, id, { amountMinor, day, reference, drawerId }, today, String));

describe('a scheme', () => {
  test('tells everybody its rules in words, and which objective of a plan it serves', async () => {
    const { body } = await get('visitor', `/savings/${savings.open}`);
    for (const words of [
      '€100.00',
      '50%',
      '5 days after',
      '3 months in a row',
      '€250.00',
      '2 times',
      '€5,000.00',
      '20%',
      'More firms of newcomers',
    ])
      expect(body).toContain(words);
    expect((await get('visitor', '/savings')).body).not.toContain('A draft scheme');
  });

  test('is a draft for its organisation alone, and does not change once it is published', async () => {
    expect((await get('visitor', `/savings/${savings.draft}`)).statusCode).toBe(404);
    expect((await get('otherProvider', `/lending/savings/schemes/${savings.draft}`)).statusCode).toBe(404);
    const published = await as('lender', async (trx) => await getScheme(trx, savings.open));
    await expect(as('lender', async (trx) => await changeScheme(trx, savings.open, published))).rejects.toThrow('savings.scheme-published');
    await expect(site.db.superuser.query('update savings.schemes set draw_percent = 100 where id = $1', [savings.open])).rejects.toThrow(
      'a published version does not change',
    );
  });

  test('is linked to plans by its organisation alone', async () => {
    await expect(as('planner', async (trx) => await removeAim(trx, savings.open, savings.part))).rejects.toThrow('savings.not-found');
    const unknown = await post('lender', `/lending/savings/schemes/${savings.draft}/aims?plan=${savings.plan}`, { part: newId() });
    expect(unknown.statusCode).toBe(422);
    expect(unknown.body).toContain('not a part of a published plan');
  });
});

describe('a saving', () => {
  test('is shown by name only while the person agrees, and to nobody else', async () => {
    const at = `/lending/savings/${savings.toTakeBack}`;
    expect((await get('lender', at)).statusCode).toBe(200);
    for (const [player, path] of [
      ['otherPerson', `/me/savings/${savings.saved}`],
      ['counsellorAbroad', `/desk/savings/${savings.saved}`],
      ['counsellor', `/lending/savings/${savings.saved}`],
      ['otherProvider', '/lending/savings'],
      ['lender', `/me/savings/${savings.saved}`],
      ['lender', `/me/savings/family/${savings.drawerToEnd}/end`],
      ['otherPerson', `/me/savings/family/${savings.drawerToEnd}/end`],
    ] as const)
      expect((await get(player, path)).statusCode, `${player} ${path}`).toBe(404);
    expect((await post('person', `/me/savings/${savings.toTakeBack}/withdraw`, {})).statusCode).toBe(303);
    expect((await get('lender', at)).statusCode).toBe(404);
  });

  test('shows saver, counsellor, organisation and ledger the same balance', async () => {
    const at = ['person', 'counsellor', 'lender'] as const;
    const paths = [`/me/savings/${savings.saved}`, `/desk/savings/${savings.saved}`, `/lending/savings/${savings.saved}`];
    for (const [n, player] of at.entries()) expect((await get(player, paths[n] ?? '')).body).toContain('€600.00');
    expect(await ledgerOf(savings.saved)).toEqual({ posted: 60_000n, pending: 0n });
    await post('person', `/me/savings/${savings.saved}/follow`, { follows: 'no' });
    expect((await get('counsellor', `/desk/savings/${savings.saved}`)).statusCode).toBe(404);
    await post('person', `/me/savings/${savings.saved}/follow`, { follows: 'yes' });
  });

  test('is not written by hand in the books, where its organisation keeps them', async () => {
    const { rows } = await site.db.superuser.query<{ own: string; book: string; other: string }>(
      `select a.id as own, a.book_id as book, b.id as other
         from savings.memberships m
         join ledger.accounts a on a.id = m.account_id
         join ledger.accounts b on b.book_id = a.book_id and b.code = 'savings:received' and b.currency = a.currency
        where m.id = $1`,
      [savings.saved],
    );
    const lines = [rows[0]?.own, rows[0]?.other];
    await expect(
      as(
        'lender',
        async (trx) =>
          await sql`select * from ledger.post(${rows[0]?.book}, ${newId()}, 'entry', ${today}::date, 'forged', 'forged', null, null,
            ${lines}::uuid[], array['EUR', 'EUR'], array[1, -1]::bigint[], null, null, null)`.execute(trx),
      ),
    ).rejects.toThrow('Another module keeps');
  });

  test('is opened, declined and joined only by whose deed it is', async () => {
    const one = await as('person', async (trx) => await loadMembership(trx, savings.toAccept));
    await expect(
      as('person', async (trx) => {
        await trx.updateTable('savings.memberships').set({ state: 'running' }).where('id', '=', one.id).execute();
      }),
    ).rejects.toThrow('only the organisation decides');
    await expect(
      as('lender', async (trx) => {
        await trx.updateTable('savings.memberships').set({ goal_minor: 1n }).where('id', '=', savings.saved).execute();
      }),
    ).rejects.toThrow('the goal is the saver');
    await expect(
      as('lender', async (trx) => {
        const { accountId } = await loadMembership(trx, savings.saved);
        await trx
          .updateTable('savings.memberships')
          .set({ state: 'running', account_id: accountId })
          .where('id', '=', savings.toAccept)
          .execute();
      }),
    ).rejects.toThrow('not the account of this saver');
  });

  test.each(['-5', '0', 'NaN', `1${'0'.repeat(30)}`, '10.999', '1,00,0', '10 USD'])(
    'takes no deposit of %s, says why and keeps what was typed',
    async (amount) => {
      const before = await ledgerOf(savings.running);
      const { statusCode, body } = await post('lender', `/lending/savings/${savings.running}/deposit`, {
        amount,
        day: today,
        reference: 'BAD-1',
      });
      expect(statusCode).toBe(422);
      expect(body).toContain('Nothing was recorded');
      expect(body).toContain(amount);
      expect(await ledgerOf(savings.running)).toEqual(before);
    },
  );

  test('takes each number of the organisation once, and no day to come', async () => {
    const deposit = { amount: '10', day: today, reference: 'ONCE-1' };
    expect((await post('lender', `/lending/savings/${savings.running}/deposit`, deposit)).statusCode).toBe(303);
    const again = await post('lender', `/lending/savings/${savings.running}/deposit`, deposit);
    expect(again.statusCode).toBe(409);
    const ahead = await post('lender', `/lending/savings/${savings.running}/deposit`, {
      ...deposit,
      day: addDays(today, 1),
      reference: 'AHEAD',
    });
    expect(ahead.body).toContain('still to come');
    expect(await ledgerOf(savings.running)).toEqual({ posted: 1_000n, pending: 0n });
  });

  test('is closed only once nothing stands on it', async () => {
    const left = await post('lender', `/lending/savings/${savings.saved}/close`, {});
    expect(left.statusCode).toBe(409);
    expect(left.body).toContain('Pay everything out first');
    expect((await post('lender', `/lending/savings/${savings.toClose}/close`, {})).statusCode).toBe(303);
  });
});

describe('the family', () => {
  test('draws at most the month’s sum, the share and what has waited, changed at the rate of the day', async () => {
    const [id, drawer] = await saver([
      { minor: 15_000n, monthsAgo: 2 },
      { minor: 50_000n, daysAgo: 2 },
    ]);
    // Half of the 150.00 that have waited is less than the 100.00 of a month.
    expect(await stand(id)).toMatchObject({ balanceMinor: 65_000n, waitingMinor: 50_000n, drawableMinor: 7_500n });
    const over = await post('lender', `/lending/savings/${id}/draw`, { drawer, amount: '75.01', day: today, reference: 'W-1' });
    expect(over.statusCode).toBe(409);
    expect(over.body).toContain('The rules of the scheme allow €75.00');
    await draw(id, drawer, 7_500n, 'W-2');
    expect(await stand(id)).toMatchObject({ balanceMinor: 57_500n, drawnMinor: 7_500n, drawableMinor: 0n });
    const [row] = await as('person', async (trx) => await movementsOf(trx, { id }));
    expect(row).toMatchObject({ kind: 'draw', amountMinor: 7_500n, homeMinor: 49_197n, rate: '655.957', balanceMinor: 57_500n });
    expect(await ledgerOf(id)).toEqual({ posted: 57_500n, pending: 0n });
    expect((await get('person', `/me/savings/${id}`)).body).toContain('655.957');
  });

  test('may draw again in the next month', async () => {
    const [id, drawer] = await saver([{ minor: 100_000n, monthsAgo: 4 }]);
    await draw(id, drawer, 10_000n, 'N-1', addMonths(today, -1));
    expect(await stand(id)).toMatchObject({ drawnMinor: 0n, drawableMinor: 10_000n });
    expect(await stand(id, addMonths(today, -1))).toMatchObject({ drawnMinor: 10_000n, drawableMinor: 0n });
  });

  test('is whom the saver named, and nobody after they took it back', async () => {
    const [id, drawer] = await saver([{ minor: 50_000n, monthsAgo: 1 }]);
    const [, stranger] = await saver([]);
    await expect(draw(id, stranger, 100n, 'F-1')).rejects.toThrow('savings.not-named');
    await expect(as('lender', async (trx) => await endDrawer(trx, drawer, new Date()))).rejects.toThrow('savings.not-found');
    await as('person', async (trx) => await endDrawer(trx, drawer, new Date()));
    await expect(draw(id, drawer, 100n, 'F-2')).rejects.toThrow('savings.not-named');
  });

  test('never draws more than the rules when 64 ask at once', async () => {
    const [id, drawer] = await saver([{ minor: 100_000n, monthsAgo: 1 }]);
    const asked = await Promise.allSettled(Array.from({ length: 64 }, async (_, n) => await draw(id, drawer, 1_500n, `R-${n}`)));
    const drawn = asked.filter(({ status }) => status === 'fulfilled').length;
    expect(drawn).toBe(6);
    expect(await stand(id)).toMatchObject({ balanceMinor: 91_000n, drawnMinor: 9_000n, drawableMinor: 1_000n });
    expect(await ledgerOf(id)).toEqual({ posted: 91_000n, pending: 0n });
  });

  test('gets nothing from another organisation’s functions', async () => {
    for (const player of ['person', 'counsellor', 'provider', 'otherProvider', 'administrator'] as const)
      await expect(
        as(
          player,
          async (trx) =>
            await sql`select savings.write_draw(${savings.drawing}, ${newId()}, ${newId()}, 1, ${today}, 'X-1', ${savings.drawer}, 655, '{"rate": "655", "on": "2026-11-01", "source": "me"}')`.execute(
              trx,
            ),
        ),
      ).rejects.toMatchObject({ constraint: 'savings_not_kept' });
    await expect(asActor(site.db.app, nobody, async (trx) => await recordOf(trx, savings.drawing, today))).rejects.toThrow(
      'savings.not-found',
    );
    await expect(as('lender', async (trx) => await sql`insert into savings.movements default values`.execute(trx))).rejects.toThrow(
      'permission denied',
    );
  });
});

describe('a credit', () => {
  test('opens after enough months in a row and enough saved, and says what is missing until then', async () => {
    const [id] = await saver([
      { minor: 20_000n, monthsAgo: 5 },
      { minor: 20_000n, monthsAgo: 3 },
      { minor: 4_000n, monthsAgo: 1 },
    ]);
    expect(await stand(id)).toMatchObject({ months: 1, opens: false });
    const page = (await get('person', `/me/savings/${id}`)).body;
    expect(page).toContain('Months in a row with a deposit: 1 of 3');
    expect(page).toContain('Not yet');
    const early = await post('person', `/me/savings/${id}/credit`, { amount: '100' });
    expect(early.statusCode).toBe(409);
    expect(early.body).toContain('published conditions are not met yet');
    await payIn(cast, staff.lender, id, [{ minor: 1_000n, monthsAgo: 2, reference: `${id.slice(-8)}-x` }]);
    expect(await stand(id)).toMatchObject({ months: 3, balanceMinor: 45_000n, opens: true, lendableMinor: 90_000n });
    expect(await stand(id, addMonths(today, 2))).toMatchObject({ months: 0, opens: false });
  });

  test('is opened within the conditions, with a pledge that nobody can draw, and ends with it', async () => {
    const [id, drawer] = await saver([3, 2, 1].map((monthsAgo) => ({ minor: 10_000n, monthsAgo })));
    const person = await as('person', async (trx) => await loadMembership(trx, id));
    await expect(as('person', async (trx) => await askCredit(trx, person, 60_001n, today))).rejects.toThrow('savings.more-than-lent');
    const credit = await as('person', async (trx) => await askCredit(trx, person, 60_000n, today));
    await expect(as('person', async (trx) => await askCredit(trx, person, 100n, today))).rejects.toThrow('savings.credit-under-way');
    const terms = { amountMinor: 60_000n, day: today, reference: 'C-1', terms: 'Twelve months' };
    await expect(as('person', async (trx) => await openCredit(trx, credit, terms, today))).rejects.toThrow('savings.not-found');
    await expect(as('lender', async (trx) => await openCredit(trx, credit, { ...terms, amountMinor: 60_001n }, today))).rejects.toThrow(
      'savings.more-than-lent',
    );
    await as('lender', async (trx) => await openCredit(trx, credit, terms, today));
    expect(await ledgerOf(id)).toEqual({ posted: 30_000n, pending: 12_000n });
    expect(await stand(id)).toMatchObject({ heldMinor: 12_000n, drawableMinor: 10_000n });
    await draw(id, drawer, 10_000n, 'P-1');
    expect(await stand(id, addMonths(today, 1))).toMatchObject({ balanceMinor: 20_000n, heldMinor: 12_000n, drawableMinor: 8_000n });
    for (const path of ['/me/savings', '/lending/savings']) {
      const { body } = await get(path.startsWith('/me') ? 'person' : 'lender', `${path}/${id}`);
      expect(body).toContain('€120.00 is pledged');
    }
    const told = { amountMinor: 12_001n, day: today, reference: 'T-1' };
    await expect(as('lender', async (trx) => await coverCredit(trx, credit, told, today))).rejects.toThrow('savings.more-than-pledged');
    await as('lender', async (trx) => await coverCredit(trx, credit, { ...told, amountMinor: 5_000n }, today));
    expect(await ledgerOf(id)).toEqual({ posted: 15_000n, pending: 0n });
    expect(await stand(id)).toMatchObject({ balanceMinor: 15_000n, heldMinor: 0n });
    await expect(as('lender', async (trx) => await repayCredit(trx, credit, today, today))).rejects.toThrow('savings.credit-covered');
  });

  test('that is repaid frees the pledge', async () => {
    const at = `/lending/savings/credits/${savings.credits.toRepay}`;
    const early = await post('lender', `${at}/repay`, { day: addDays(today, -1) });
    expect(early.body).toContain('before the credit was opened');
    expect((await post('lender', `${at}/repay`, { day: today })).statusCode).toBe(303);
    const { rows } = await site.db.superuser.query<{ state: string; kind: string }>(
      'select c.state, e.kind from savings.credits c join ledger.entries e on e.settles = c.pledge_entry_id where c.id = $1',
      [savings.credits.toRepay],
    );
    expect(rows).toEqual([{ state: 'repaid', kind: 'void' }]);
  });
});

test('the ledger knows no name of a saver, and keeps the money of one who is erased', async () => {
  const [id] = await saver([{ minor: 5_000n, monthsAgo: 1 }]);
  const ledger = async () =>
    (
      await site.db.superuser.query<{ text: string }>(
        `select string_agg(concat_ws(' ', a.code, a.name, a.posted_minor, e.description), ' ' order by p.entry_id, p.n) as text
           from ledger.accounts a left join ledger.postings p on p.account_id = a.id left join ledger.entries e on e.id = p.entry_id
          where a.code like 'savings:%'`,
      )
    ).rows[0]?.text;
  const before = await ledger();
  expect(before).toContain('savings:member:');
  expect(before).not.toContain('Awa');
  // A file goes with everything that hangs on it; here the part of this module.
  await site.db.superuser.query('delete from savings.memberships where id = $1', [id]);
  const { rows } = await site.db.superuser.query('select from savings.movements where membership_id = $1', [id]);
  expect(rows).toEqual([]);
  expect(await ledger()).toBe(before);
});
