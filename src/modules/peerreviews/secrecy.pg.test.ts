import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { asActor, brokenConstraint, isForbidden, newId, type AnyWrites } from '#kernel/db';
import { english, plantRole, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { openReviews } from './peerreviews.fixtures.ts';

const site = await testSite();
const world = await openReviews(site);
const { people, as, get, post, act, begun, shared, one, peers, reviewed } = world;

const note = { heldOn: '2026-11-01', role: 'A teacher', name: '', words: 'The head never listens.' };
const doing = async <T>(who: Somebody, work: (trx: AnyWrites) => Promise<T>) => await asActor(site.db.app, who, work);
const count = async (who: Somebody, table: string, id: string) =>
  await doing(who, async (trx) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(`peerreviews.${table}`)} where review_id = ${id}`.execute(trx);
    return rows[0]?.count;
  });
/** What the database says to a statement that the application would never send. */
const attempt = async (who: Somebody, statement: ReturnType<typeof sql>) =>
  await doing(who, async (trx) => Number((await statement.execute(trx)).numAffectedRows ?? 0n)).catch((error: unknown) =>
    isForbidden(error) ? 'forbidden' : (brokenConstraint(error) ?? 'error'),
  );

describe('notes of interviews', () => {
  test('are read by the team, and by neither the reviewed authority, the network, an administrator nor the invited who did not join', async () => {
    const id = await begun();
    expect((await post(id, '/notes', note, as.peer)).statusCode).toBe(303);
    expect((await get(id, '/notes', as.peer)).body).toContain('The head never listens.');
    for (const who of [as.manager, as.network, as.otherPeer, as.administrator]) expect((await get(id, '/notes', who)).statusCode).toBe(404);
    for (const who of [people.manager, people.network, people.otherPeer, people.administrator])
      expect(await count(who, 'notes', id)).toBe(0);
    expect(await count(people.peer, 'notes', id)).toBe(1);
    const { rows } = await site.db.superuser.query<{ sealed: Buffer }>('select sealed from peerreviews.notes where review_id = $1', [id]);
    expect(rows[0]?.sealed.toString('utf8')).not.toContain('listens');
  });

  test('name nobody who did not agree', async () => {
    const id = await begun();
    expect((await post(id, '/notes', { ...note, name: 'Ada Named' }, as.peer)).statusCode).toBe(422);
    expect((await post(id, '/notes', { ...note, name: 'Ada Named', agreed: 'yes' }, as.peer)).statusCode).toBe(303);
    expect((await get(id, '/notes', as.peer)).body).toContain('Ada Named');
  });

  test('are closed at once to a peer who begins to work for the reviewed office', async () => {
    const id = await begun();
    await post(id, '/notes', note, as.peer);
    const { rows } = await site.db.superuser.query<{ id: string }>(
      "insert into access.assignments (id, account_id, role, scope_kind, scope_id) values ($1, $2, 'counsellor', 'office', $3) returning id",
      [newId(), people.peer.accountId, reviewed.id],
    );
    expect(await count(people.peer, 'notes', id)).toBe(0);
    expect((await get(id, '/notes', as.peer)).statusCode).toBe(404);
    await site.db.superuser.query('update access.assignments set ended_at = now() where id = $1', [rows[0]?.id]);
    expect(await count(people.peer, 'notes', id)).toBe(1);
  });
});

describe('what the sides keep to themselves', () => {
  test('the network reads neither desk questions nor drafts nor comments', async () => {
    const id = await shared();
    await post(id, '/questions', { question: 'Why?' }, as.peer);
    await post(id, '/readings', { title: 'A book' }, as.peer);
    await post(id, '/report', { words: 'Not so' }, as.manager);
    for (const table of ['questions', 'readings', 'findings', 'recommendations', 'comments']) {
      expect([table, await count(people.network, table, id)]).toEqual([table, 0]);
      expect([table, await count(people.manager, table, id)]).toEqual([table, 1]);
      expect([table, await count(people.administrator, table, id)]).toEqual([table, 0]);
    }
    for (const part of ['/questions', '/readings', '/visit', '/report']) expect((await get(id, part, as.network)).statusCode).toBe(404);
  });

  test('the authority does not read a report that the team has taken back', async () => {
    const id = await shared();
    await act(id, 'take-back', as.peer);
    expect(await count(people.manager, 'findings', id)).toBe(0);
  });
});

describe('the database refuses', () => {
  test('somebody of the reviewed office in the team, even of an invited office', async () => {
    const id = await begun();
    await plantRole(site.db, people.otherPeer.accountId, 'counsellor', reviewed.id);
    expect((await act(id, 'join', as.otherPeer, { free: 'yes' })).statusCode).toBe(404);
    const values = sql`(${id}, ${people.otherPeer.accountId}, ${peers.id})`;
    expect(await attempt(people.otherPeer, sql`insert into peerreviews.peers (review_id, account_id, office_id) values ${values}`)).toBe(
      'peers_free_to_judge',
    );
    await expect(
      site.db.superuser.query('insert into peerreviews.peers (review_id, account_id, office_id) values ($1, $2, $3)', [
        id,
        people.otherPeer.accountId,
        peers.id,
      ]),
    ).rejects.toThrow(/reviewed office/);
    await site.db.superuser.query("update access.assignments set ended_at = now() where account_id = $1 and role = 'counsellor'", [
      people.otherPeer.accountId,
    ]);
  });

  test('somebody of the organisation that runs the reviewed office', async () => {
    const id = await begun();
    const organisation = newId();
    await site.db.superuser.query(
      "insert into directory.organisations (id, code, standing, name, source) values ($1, 'runs-it', 'live', $2, '{}')",
      [organisation, JSON.stringify(english('Runs the reviewed office'))],
    );
    await site.db.superuser.query('update offices.offices set organisation_id = $1 where id = $2', [organisation, reviewed.id]);
    await plantRole(site.db, people.otherPeer.accountId, 'provider', organisation);
    expect((await act(id, 'join', as.otherPeer, { free: 'yes' })).statusCode).toBe(404);
    await site.db.superuser.query('update offices.offices set organisation_id = null where id = $1', [reviewed.id]);
    expect((await act(id, 'join', as.otherPeer, { free: 'yes' })).statusCode).toBe(303);
  });

  test('steps of the other side', async () => {
    const id = await shared();
    const set = (change: ReturnType<typeof sql>) => sql`update peerreviews.reviews set ${change} where id = ${id}`;
    expect(await attempt(people.peer, set(sql`state = 'agreed', report_at = now()`))).toBe('forbidden');
    expect(await attempt(people.network, set(sql`state = 'agreed', report_at = now()`))).toBe('forbidden');
    expect(await attempt(people.manager, set(sql`state = 'closed', report_at = now(), ended_at = now()`))).toBe('forbidden');
    expect(await attempt(people.network, set(sql`visit_needs = 'mine'`))).toBe('forbidden');
    expect(await attempt(people.otherPeer, set(sql`visit_needs = 'mine'`))).toBe(0);
    await act(id, 'agree-report', as.manager);
    const published = sql`published_at = now(), published_by = ${people.network.accountId}`;
    expect(await attempt(people.network, set(published))).toBe('forbidden');
    const answered = sql`update peerreviews.recommendations set answer = 'accepted', answered_at = now() where review_id = ${id}`;
    expect(await attempt(people.peer, answered)).toBe(0);
    const rewritten = sql`update peerreviews.recommendations set words = 'Do nothing' where review_id = ${id}`;
    expect(await attempt(people.manager, rewritten)).toBe('forbidden');
    const spoken = sql`insert into peerreviews.comments (id, review_id, side, words, by_account)
      values (${newId()}, ${id}, 'team', 'I am the team', ${people.manager.accountId})`;
    expect(await attempt(people.manager, spoken)).toBe('forbidden');
  });

  test('an item of another review by an address that mixes two', async () => {
    const [mine, theirs] = [await shared(), await shared()];
    await act(mine, 'take-back', as.peer);
    const other = await one('findings', theirs);
    expect((await post(mine, `/finding?item=${other}`, world.finding, as.peer)).statusCode).toBe(409);
    expect((await post(mine, `/remove/findings/${other}`, {}, as.peer)).statusCode).toBe(409);
  });
});
