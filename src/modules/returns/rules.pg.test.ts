import { beforeAll, describe, expect, test } from 'vitest';
import { giveGrant } from '#kernel/consent';
import { asActor, asSystem, isForbidden, type Actor, type AnyWrites } from '#kernel/db';
import { Refusal } from '#kernel/errors';
import { ruleText } from '#test/fixtures-returns';
import { plantAccount, plantLink, plantOffice, plantPerson, plantRole, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import type { PersonId } from '#modules/people';
import { importReturnRules } from './import-rules.ts';
import { getRule, listRules, ruleHistory, rulesFor } from './read-rules.ts';
import { saveTicks, ticksOf } from './ticks.ts';
import type { RuleId } from './rule.ts';
import { addRule, changeRule, confirmRule } from './write-rule.ts';
import records from '../../../db/reference/return-rules.json' with { type: 'json' };

const site = await testSite();
const { db } = site;
const { keyring } = site.network;
const now = new Date('2026-06-01T10:00:00Z');

let office: string, elsewhere: string;
let counsellor: Somebody, manager: Somebody, stranger: Somebody, self: Somebody, person: PersonId;

const as = async <T>(actor: Actor, work: (trx: AnyWrites) => Promise<T>) => await asActor(db.app, actor, work);
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Refusal ? error.code : isForbidden(error) ? 'forbidden' : error;
};
const add = async (who: Somebody, change: Parameters<typeof ruleText>[0] = {}, at = office): Promise<RuleId> =>
  await as(who, async (trx) => await addRule(trx, at, ruleText(change), { accountId: who.accountId, lang: 'en', now }));

beforeAll(async () => {
  office = (await plantOffice(db, 'here')).id;
  elsewhere = (await plantOffice(db, 'there')).id;
  counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: office }] });
  manager = await plantAccount(db, { roles: [{ role: 'office-manager', scope: office }] });
  stranger = await plantAccount(db);
  await plantRole(db, stranger.accountId, 'office-manager', elsewhere);
  self = await plantAccount(db);
  person = await plantPerson(site, counsellor, office);
  await plantLink(db, self.accountId, person);
  await asSystem(db.owner, async (trx) => await importReturnRules(trx, records));
});

describe('the skeleton that comes with the product', () => {
  test('is unconfirmed in every rule, names a source, and asks in six languages', async () => {
    const rules = await as(counsellor, async (trx) => await listRules(trx, null));
    expect(rules.length).toBeGreaterThan(10);
    for (const rule of rules.filter((one) => one.officeId === null)) {
      expect(rule.confirmed).toBeNull();
      expect(rule.sourceName).not.toBe('');
      expect(Object.keys(rule.question.texts).toSorted()).toEqual(['ar', 'en', 'es', 'fr', 'it', 'ro']);
    }
  });

  test('states what a person keeps or loses only where it names the law and where to read it', async () => {
    const rules = (await as(counsellor, async (trx) => await listRules(trx, null))).filter(({ officeId }) => officeId === null);
    const stated = rules.filter(({ says }) => says.keeps ?? says.loses);
    expect(stated.some(({ says }) => says.keeps) && stated.some(({ says }) => says.loses)).toBe(true);
    for (const rule of stated) {
      expect(rule.sourceName).toMatch(/Regulation|Directive|Legislative Decree/);
      expect(rule.sourceUrl).toMatch(/^https:\/\/(eur-lex\.europa\.eu|www\.normattiva\.it)\//);
    }
    for (const rule of rules.filter(({ says }) => says.loses)) expect(rule.sourceName).toMatch(/Article \d/);
  });

  test('tells each pair what is kept and lost there, and nothing of it to another', async () => {
    const said = async (leaving: string, arriving: string) => {
      const found = await as(counsellor, async (trx) => await rulesFor(trx, { leaving, arriving }, '2026-06-01'));
      return found.flatMap(({ says }) => [says.keeps, says.loses]).flatMap((one) => (one ? [one.texts.en?.text ?? ''] : []));
    };
    expect((await said('IT', 'RO')).join()).toContain('three months');
    expect((await said('IT', 'RO')).join()).not.toContain('twelve months');
    expect((await said('IT', 'SN')).join()).toContain('twelve months');
    expect(await said('SN', 'IT')).toEqual([]);
  });

  test('says to each pair what belongs to it: an agreement to look up, or the coordination of the Union', async () => {
    const codes = async (leaving: string, arriving: string) =>
      (await as(counsellor, async (trx) => await rulesFor(trx, { leaving, arriving }, '2026-06-01'))).filter((rule) => rule.leaving).length;
    expect(await codes('IT', 'SN')).toBe(3);
    expect(await codes('IT', 'RO')).toBe(2);
    expect(await codes('SN', 'IT')).toBe(0);
    expect(await codes('RO', 'LV')).toBe(0);
  });

  test('is put there once, and never over what an office has put right', async () => {
    const again = await asSystem(db.owner, async (trx) => await importReturnRules(trx, records));
    expect(again.created).toBe(0);
  });
});

describe('a rule', () => {
  test('holds on its days only, the last one included', async () => {
    await add(manager, { leaving: 'FR', arriving: 'ML', validFrom: '2026-02-01', validUntil: '2026-03-31' });
    const held = async (day: string) =>
      (await as(counsellor, async (trx) => await rulesFor(trx, { leaving: 'FR', arriving: 'ML' }, day))).filter((rule) => rule.officeId)
        .length;
    expect([await held('2026-01-31'), await held('2026-02-01'), await held('2026-03-31'), await held('2026-04-01')]).toEqual([0, 1, 1, 0]);
  });

  test('is confirmed by record, with who and when; a change takes the confirmation away, and the history keeps both', async () => {
    const id = await add(manager);
    await as(manager, async (trx) => await confirmRule(trx, id, { by: 'Institute, N. N.', on: '2026-05-01' }, '2026-06-01'));
    expect((await as(counsellor, async (trx) => await getRule(trx, id))).confirmed).toEqual({ by: 'Institute, N. N.', on: '2026-05-01' });
    const by = { accountId: manager.accountId, lang: 'it', now };
    await as(manager, async (trx) => await changeRule(trx, id, ruleText({ question: 'Chi paga le medicine?' }), by));
    const after = await as(counsellor, async (trx) => await getRule(trx, id));
    expect(after.confirmed).toBeNull();
    expect(Object.keys(after.question.texts)).toEqual(['en', 'it']);
    const history = await as(counsellor, async (trx) => await ruleHistory(trx, id));
    expect(history.map(({ kind, by: account }) => [kind, account])).toEqual([
      ['changed', manager.accountId],
      ['confirmed', manager.accountId],
      ['created', manager.accountId],
    ]);
  });

  test('is refused with one country twice, a period that runs backwards, or a confirmation from tomorrow', async () => {
    expect(await refusalOf(add(manager, { leaving: 'IT', arriving: 'IT' }))).toBe('same-country');
    expect(await refusalOf(add(manager, { validUntil: '2025-12-31' }))).toBe('period');
    const id = await add(manager);
    const tomorrow = as(manager, async (trx) => await confirmRule(trx, id, { by: 'x', on: '2026-06-02' }, '2026-06-01'));
    expect(await refusalOf(tomorrow)).toBe('confirmed-later');
  });

  test('is written by the managers of its office alone, and nobody adds one that is confirmed already', async () => {
    const id = await add(manager);
    const change = async (who: Actor) =>
      await as(
        who,
        async (trx) => await trx.updateTable('returns.rules').set({ source_name: 'forged' }).where('id', '=', id).executeTakeFirst(),
      );
    for (const who of [counsellor, stranger, self, { ...manager, assurance: 1 as const }])
      expect((await change(who)).numUpdatedRows).toBe(0n);
    expect(await refusalOf(add(counsellor))).toBe('not-found');
    expect(await refusalOf(add(manager, {}, elsewhere))).toBe('not-found');
    const erased = as(manager, async (trx) => await trx.deleteFrom('returns.rules').where('id', '=', id).execute());
    expect(await refusalOf(erased)).toBe('forbidden');
    const rewritten = as(manager, async (trx) => await trx.updateTable('returns.rule_history').set({ kind: 'created' }).execute());
    expect(await refusalOf(rewritten)).toBe('forbidden');
  });
});

describe('the checklist of a file', () => {
  const say = async (who: Somebody, side: 'person' | 'counsellor', ruleId: RuleId, note: string | null, done = true, of = person) =>
    await as(who, async (trx) => {
      await saveTicks(trx, keyring, { personId: of, officeId: office, side, accountId: who.accountId, now }, [{ ruleId, done, note }]);
    });
  const read = async (who: Actor) => await as(who, async (trx) => await ticksOf(trx, keyring, person));

  test('keeps both sides apart, seals the notes, and is read by the two', async () => {
    const id = await add(manager);
    await say(counsellor, 'counsellor', id, 'Form handed over');
    await say(self, 'person', id, 'I called them', false);
    await say(self, 'person', id, 'I called them again', true);
    for (const who of [self, counsellor]) {
      const rows = (await read(who)).filter((one) => one.ruleId === id).toSorted((a, b) => a.side.localeCompare(b.side));
      expect(rows.map(({ side, done, note }) => [side, done, note])).toEqual([
        ['counsellor', true, 'Form handed over'],
        ['person', true, 'I called them again'],
      ]);
    }
    const { rows } = await db.superuser.query<{ note: Buffer }>('select note from returns.ticks where rule_id = $1', [id]);
    for (const { note } of rows) expect(note.toString('latin1')).not.toContain('called');
  });

  test('is written by no stranger, and the counsellor’s side not by the person', async () => {
    const id = await add(manager);
    expect(await refusalOf(say(stranger, 'counsellor', id, null))).toBe('not-found');
    expect(await refusalOf(say(stranger, 'person', id, null))).toBe('not-found');
    expect(await refusalOf(say(self, 'counsellor', id, null))).toBe('not-found');
    const forged = as(self, async (trx) => {
      const row = { person_id: person, office_id: office, rule_id: id, side: 'counsellor', done: true, note: null, at: now };
      await trx
        .insertInto('returns.ticks')
        .values({ ...row, by_account: self.accountId })
        .execute();
    });
    expect(await refusalOf(forged)).toBe('forbidden');
  });

  test('opens to whom the person grants the part return, to read and no more, and closes with the grant', async () => {
    const id = await add(manager);
    await say(self, 'person', id, 'Mine');
    expect(await read(stranger)).toEqual([]);
    const grant = async (parts: ('return' | 'plan')[]) =>
      await as(counsellor, async (trx) => {
        const recipient = { kind: 'office', id: elsewhere } as const;
        const given = { purpose: 'cases.purpose.joint', language: 'en', wording: 'I agree.', how: 'spoken-at-desk' } as const;
        return await giveGrant(trx, counsellor, {
          subjectId: person,
          recipient,
          parts,
          ...given,
          endsAt: new Date(Date.now() + 86_400_000),
        });
      });
    await grant(['plan']);
    expect(await read(stranger)).toEqual([]);
    const open = await grant(['return']);
    expect((await read(stranger)).find((one) => one.ruleId === id)?.note).toBe('Mine');
    expect(await refusalOf(say(stranger, 'counsellor', id, 'forged'))).toBe('not-found');
    await db.superuser.query('update consent.grants set withdrawn_at = now(), withdrawn_by = $2 where id = $1', [open, self.accountId]);
    expect(await read(stranger)).toEqual([]);
  });
});
