import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asActor, brokenConstraint, isForbidden, newId, type AnyWrites } from '#kernel/db';
import type { Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { openConsultations } from './consultations.fixtures.ts';

const site = await testSite();
const world = await openConsultations(site);
const { act, answer, as, associations, at, begun, forAt, here, one, opened, over, people, write } = world;

const doing = async <T>(who: Somebody, work: (trx: AnyWrites) => Promise<T>) => await asActor(site.db.app, who, work);
const count = async (who: Somebody, table: string, id: string) =>
  await doing(who, async (trx) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(`consultations.${table}`)} where consultation_id = ${id}`.execute(trx);
    return rows[0]?.count;
  });
/** What the database says to a statement that the application would never send. */
const attempt = async (who: Somebody, statement: ReturnType<typeof sql>) =>
  await doing(who, async (trx) => Number((await statement.execute(trx)).numAffectedRows ?? 0n)).catch((error: unknown) =>
    isForbidden(error) ? 'forbidden' : (brokenConstraint(error) ?? 'error'),
  );

describe('who reads what', () => {
  test('a consultation that is not open is its office’s alone', async () => {
    const id = await begun({ title: 'Secret counter' });
    for (const who of [as.planner, as.auditor]) expect((await site.get(at(id), who)).statusCode).toBe(200);
    for (const who of [as.otherPlanner, as.networkPlanner, as.counsellor, as.administrator, as.keeper])
      expect((await site.get(at(id), who)).statusCode).toBe(404);
    expect((await site.get(`/en/consultations/${id}`)).statusCode).toBe(404);
    expect((await site.get('/en/consultations')).body).not.toContain('Secret counter');
    expect((await site.get(forAt(associations.kept, id), as.keeper)).statusCode).toBe(404);
    await act(id, 'withdraw', { words: 'Not needed' });
    expect((await site.get(`/en/consultations/${id}`)).statusCode).toBe(404);
  });

  test('drafts and opinions for the office stay with the association and its office', async () => {
    const id = await opened();
    await write(associations.kept, id, { deed: 'keep' });
    await write(associations.kept, id, { audience: 'office' });
    await write(associations.kept, id, { deed: 'keep' });
    for (const who of [people.keeper, people.planner, people.auditor]) expect(await count(who, 'opinions', id)).toBe(1);
    for (const who of [people.otherKeeper, people.otherPlanner, people.networkPlanner, people.counsellor, people.administrator])
      expect(await count(who, 'opinions', id)).toBe(0);
    expect(await count(people.keeper, 'drafts', id)).toBe(1);
    for (const who of [people.planner, people.auditor, people.otherKeeper, people.administrator])
      expect(await count(who, 'drafts', id)).toBe(0);
    expect(await count(people.keeper, 'invitations', id)).toBe(1);
    expect(await count(people.counsellor, 'invitations', id)).toBe(0);
    const weaker = { ...people.planner, assurance: 1 as const };
    expect(await count(weaker, 'opinions', id)).toBe(0);
  });

  test('pages of an association open for those who write for it, and for an association that was invited', async () => {
    const id = await opened();
    expect((await site.get(forAt(associations.kept, id), as.otherKeeper)).statusCode).toBe(404);
    expect((await site.get(forAt(associations.kept, id), as.planner)).statusCode).toBe(404);
    expect((await write(associations.kept, id, {}, as.otherKeeper)).statusCode).toBe(404);
    expect((await site.get(`/en/consultations/for/${associations.kept}?token=${'x'.repeat(43)}`)).statusCode).toBe(404);
    expect((await write(associations.far, id)).statusCode).toBe(404);
  });
});

describe('what the database refuses', () => {
  test('an opinion in the name of another association, of one that was not invited, or outside the days', async () => {
    const id = await opened();
    const insert = (association: string) => sql`
      insert into consultations.opinions (id, consultation_id, association_id, name, words, public)
      values (${newId()}, ${id}, ${association}, 'Forged', 'Words', true)`;
    expect(await attempt(people.keeper, insert(associations.other))).toBe('forbidden');
    expect(await attempt(people.planner, insert(associations.kept))).toBe('forbidden');
    expect(await attempt(people.keeper, insert(associations.kept))).toBe(1);
    const { rows } = await site.db.superuser.query<{ name: string }>('select name from consultations.opinions where consultation_id = $1', [
      id,
    ]);
    expect(rows[0]?.name).toBe('Circle of the Keeper');
    await over(id);
    const rewrite = sql`update consultations.opinions set words = 'Later' where consultation_id = ${id}`;
    expect(await attempt(people.keeper, rewrite)).toBe(0);
    expect(await attempt(people.planner, rewrite)).toBe('forbidden');
  });

  test('an answer by the association, by another office, or on an invitation of one’s own making', async () => {
    const id = await opened();
    await write(associations.kept, id);
    const reply = sql`update consultations.opinions set answer = 'taken-up', reason = 'Good', answered_at = now() where consultation_id = ${id}`;
    expect(await attempt(people.keeper, reply)).toBe('forbidden');
    expect(await attempt(people.otherPlanner, reply)).toBe(0);
    expect(await attempt(people.auditor, reply)).toBe(0);
    const invite = sql`insert into consultations.invitations (consultation_id, association_id, name, because)
      values (${id}, ${associations.far}, 'Far', 'territory')`;
    expect(await attempt(people.planner, invite)).toBe('forbidden');
    expect(await attempt(people.planner, sql`select consultations.invite(${id})`)).toBe('forbidden');
    expect(await attempt(people.planner, sql`delete from consultations.invitations where consultation_id = ${id}`)).toBe('forbidden');
  });

  test('an end while an opinion has no answer, a step back, other words once it is open, and a nearer last day', async () => {
    const id = await opened();
    await write(associations.kept, id);
    const set = (what: ReturnType<typeof sql>) => sql`update consultations.consultations set ${what} where id = ${id}`;
    const finish = set(sql`state = 'finished', ended_at = now(), outcome = 'Done'`);
    expect(await attempt(people.planner, finish)).toBe('consultations_running');
    expect(await attempt(people.planner, set(sql`title = 'Other'`))).toBe('forbidden');
    expect(await attempt(people.planner, set(sql`until_on = current_date`))).toBe('consultations_put_off');
    expect(await attempt(people.planner, set(sql`state = 'draft', opened_at = null`))).toBe('forbidden');
    await over(id);
    expect(await attempt(people.planner, finish)).toBe('consultations_unanswered');
    await answer(id);
    expect(await attempt(people.otherPlanner, finish)).toBe(0);
    expect(await attempt(people.planner, finish)).toBe(1);
    expect(await attempt(people.planner, set(sql`outcome = 'Otherwise'`))).toBe('forbidden');
  });

  test('a consultation in the name of another office, or of somebody else', async () => {
    const insert = (office: string, by: string) => sql`
      insert into consultations.consultations (id, office_id, title, about, language, unit, contact_email, place_id, from_on, until_on, created_by)
      values (${newId()}, ${office}, 'Forged', 'About', 'en', 'Unit', 'a@example.org', ${here.placeId}, current_date, current_date, ${by})`;
    expect(await attempt(people.otherPlanner, insert(here.id, people.otherPlanner.accountId))).toBe('forbidden');
    expect(await attempt(people.planner, insert(here.id, people.otherPlanner.accountId))).toBe('forbidden');
    expect(await attempt(people.auditor, insert(here.id, people.auditor.accountId))).toBe('forbidden');
  });

  test('two hands at once: of two answers to one opinion both hold, of two ends one', async () => {
    const id = await opened();
    await write(associations.kept, id);
    await Promise.all([answer(id), answer(id, { reason: 'Second' })]);
    await over(id);
    const ends = await Promise.all([act(id, 'finish', { words: 'First' }), act(id, 'finish', { words: 'Second' })]);
    expect(ends.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409]);
    expect(await one(id)).not.toBe('');
  });
});
