import { describe, expect, test } from 'vitest';
import { addDays } from '#kernel/time';
import { testSite, type FormFields } from '#test/site';
import { openConsultations } from './consultations.fixtures.ts';

const site = await testSite();
const world = await openConsultations(site);
const { as, at, act, answer, associations, begun, form, forAt, lettersTo, nightly, one, opened, over, tell, today, write } = world;

const invited = async (id: string) =>
  (
    await site.db.superuser.query<{ name: string }>('select name from consultations.invitations where consultation_id = $1 order by 1', [
      id,
    ])
  ).rows.map(({ name }) => name);

describe('inviting', () => {
  test('shows the whole list first, and reaches every verified association of the territory, none of another', async () => {
    const id = await begun();
    const before = (await site.get(at(id), as.planner)).body;
    for (const name of ['Circle of the Keeper', 'Circle of Others', 'Circle by Letter']) expect(before).toContain(name);
    expect(before).not.toContain('Far Circle');
    expect(await invited(id)).toEqual([]);
    expect((await act(id, 'open')).statusCode).toBe(303);
    expect(await invited(id)).toEqual(['Circle by Letter', 'Circle of Others', 'Circle of the Keeper']);
  });

  test('writes to whoever keeps the entry, by link or account, else to the public address, else says that nobody was reached', async () => {
    const public_ = await world.association('Circle without Keepers', { email: 'gone@example.org' }, { email: 'hall@example.org' });
    const silent = await world.association('Silent Circle', { email: 'gone2@example.org' });
    await site.db.superuser.query('delete from associations.keepers where association_id = any ($1)', [[public_, silent]]);
    const id = await opened({ title: 'Letters (invented)' });
    await tell(id);
    await tell(id);
    const link = (await lettersTo('letter@example.org')).filter(({ text }) => text.includes(id));
    expect(link).toHaveLength(1);
    const path = /(\/en\/consultations\/for\/\S+)/.exec(link[0]?.text ?? '')?.[1] ?? '';
    expect((await site.get(path)).body).toContain('Letters (invented)');
    expect((await lettersTo('hall@example.org')).filter(({ text }) => text.includes(id))).toHaveLength(1);
    const page = (await site.get(at(id), as.planner)).body;
    expect(page).toContain('Not sent: no address');
    await site.db.superuser.query("update associations.associations set state = 'closed', ended_at = now() where id = any ($1)", [
      [public_, silent],
    ]);
  });

  test('reaches an association that is verified while opinions are taken, and tells the planner of those that wait', async () => {
    const late = await world.association('Late Circle', { email: 'late@example.org' }, { verified: false });
    const id = await opened();
    expect((await site.get(at(await begun()), as.planner)).body).toContain('1 more association is registered here');
    expect(await invited(id)).not.toContain('Late Circle');
    await world.verify(late, world.people.counsellor);
    await nightly();
    await nightly();
    expect(await invited(id)).toContain('Late Circle');
    expect((await lettersTo('late@example.org')).filter(({ text }) => text.includes(id))).toHaveLength(1);
    await site.db.superuser.query("update associations.associations set state = 'closed', ended_at = now() where id = $1", [late]);
  });

  test('is refused where nobody would be asked, and once the last day is over', async () => {
    const nobody = await begun();
    const past = await begun();
    await over(past);
    expect((await act(past, 'open')).statusCode).toBe(422);
    await site.db.superuser.query("update associations.associations set state = 'asked' where office_id = $1 and state = 'verified'", [
      world.here.id,
    ]);
    const refused = await act(nobody, 'open');
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('No verified association');
    await site.db.superuser.query("update associations.associations set state = 'verified' where office_id = $1 and state = 'asked'", [
      world.here.id,
    ]);
  });
});

describe('an opinion', () => {
  test('is kept as a draft that the office does not read, handed in once, and replaced until the end', async () => {
    const id = await opened();
    expect((await write(associations.kept, id, { deed: 'keep', words: 'Only a thought' })).statusCode).toBe(303);
    expect((await site.get(forAt(associations.kept, id), as.keeper)).body).toContain('Only a thought');
    for (const who of [as.planner, as.auditor]) expect((await site.get(at(id), who)).body).not.toContain('Only a thought');
    expect((await write(associations.kept, id, { words: '' })).statusCode).toBe(422);
    await write(associations.kept, id);
    await write(associations.kept, id, { words: 'We ask for mornings.' });
    const page = (await site.get(at(id), as.planner)).body;
    expect(page).toContain('We ask for mornings.');
    expect(page).not.toContain('We ask for evenings.');
    expect(page).toContain('Thursday');
    await over(id);
    expect((await write(associations.kept, id, { words: 'Too late' })).statusCode).toBe(409);
    expect((await site.get(forAt(associations.kept, id), as.keeper)).body).toContain('Opinions are no longer taken');
  });

  test('for the office only is read by the office and the association, and counted for everybody', async () => {
    const id = await opened();
    await write(associations.kept, id, { words: 'In confidence', audience: 'office' });
    await write(associations.other, id, { words: 'Aloud' }, as.otherKeeper);
    await answer(id, { reason: 'Public reason' });
    const open = (await site.get(`/en/consultations/${id}`)).body;
    expect(open).toContain('Aloud');
    expect(open).toContain('Public reason');
    expect(open).not.toContain('In confidence');
    expect(open).toContain('1 more opinion is for the office only.');
    expect((await site.get(`/en/consultations/${id}?format=csv`)).body).not.toContain('In confidence');
    expect((await site.get(at(id, '?format=csv'), as.planner)).body).toContain('In confidence');
    expect((await site.get(at(id), as.auditor)).body).toContain('In confidence');
    expect((await site.get(forAt(associations.kept, id), as.keeper)).body).toContain('In confidence');
  });
});

describe('the answer', () => {
  test('comes to each opinion before the end, which otherwise is refused with the names', async () => {
    const id = await opened();
    await write(associations.kept, id);
    expect((await act(id, 'finish', { words: 'Evenings on Thursday' })).statusCode).toBe(409);
    await over(id);
    const refused = await act(id, 'finish', { words: 'Evenings on Thursday' });
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('1 opinion has no answer yet: Circle of the Keeper');
    expect(refused.body).toContain('Evenings on Thursday');
    expect((await answer(id, { reason: '' })).statusCode).toBe(422);
    expect((await answer(id)).statusCode).toBe(303);
    expect((await act(id, 'finish')).statusCode).toBe(422);
    expect((await act(id, 'finish', { words: 'Evenings on Thursday' })).statusCode).toBe(303);
    const open = (await site.get(`/en/consultations/${id}`)).body;
    for (const words of ['Evenings on Thursday', 'Thursdays only.', 'Taken up in part']) expect(open).toContain(words);
    expect((await answer(id)).statusCode).toBe(404);
    expect((await act(id, 'withdraw', { words: 'No' })).statusCode).toBe(409);
  });

  test('goes with the words it answered, and is refused where these changed meanwhile', async () => {
    const id = await opened();
    await write(associations.kept, id);
    await answer(id);
    expect((await site.get(forAt(associations.kept, id), as.keeper)).body).toContain('Thursdays only.');
    await write(associations.kept, id, { words: 'Otherwise' });
    expect((await site.get(forAt(associations.kept, id), as.keeper)).body).not.toContain('Thursdays only.');
    expect((await answer(id)).statusCode).toBe(409);
    expect((await answer(id, { revision: '2' })).statusCode).toBe(303);
  });

  test('is not given by whoever writes for the association', async () => {
    const own = await world.association('Circle of the Planner', { accountId: world.people.planner.accountId });
    const id = await opened();
    await write(own, id, {}, as.planner);
    expect((await answer(id)).statusCode).toBe(409);
    expect((await site.get(at(id, `/opinions/${await one(id)}`), as.planner)).body).toContain('A colleague of your office');
    await site.db.superuser.query("update associations.associations set state = 'closed', ended_at = now() where id = $1", [own]);
  });
});

describe('what is asked', () => {
  test('names a unit that can be reached, days that are right, and a territory of one’s own office', async () => {
    const wrong: readonly FormFields[] = [
      { contactEmail: '' },
      { contactPhone: '049' },
      { draftLink: 'ftp://draft' },
      { untilOn: addDays(today, -1) },
      { fromOn: addDays(today, 30) },
      { untilOn: addDays(today, 900) },
      { where: `${world.far.id}.${world.far.placeId}` },
      { title: '' },
      { about: 'x'.repeat(4_001) },
    ];
    for (const more of wrong) {
      const refused = await site.post('/en/desk/consultations/new', { ...form, ...more }, as.planner);
      expect([more, refused.statusCode >= 400]).toEqual([more, true]);
    }
  });

  test('can be changed before it is open, and only its last day is put off afterwards', async () => {
    const id = await begun();
    expect((await site.post(at(id, '/edit'), { ...form, title: 'Better words', question1: '<b>Bold?</b>' }, as.planner)).statusCode).toBe(
      303,
    );
    expect((await site.get(at(id), as.planner)).body).toContain('&lt;b>Bold?&lt;/b>');
    await act(id, 'open');
    expect((await site.post(at(id, '/edit'), form, as.planner)).statusCode).toBe(409);
    expect((await site.get(at(id, '/edit'), as.planner)).statusCode).toBe(404);
    expect((await act(id, 'put-off', { until: today })).statusCode).toBe(422);
    expect((await act(id, 'put-off', { until: addDays(today, 40) })).statusCode).toBe(303);
    expect((await act(id, 'withdraw')).statusCode).toBe(422);
    expect((await act(id, 'withdraw', { words: 'The room burned down.' })).statusCode).toBe(303);
    expect((await site.get(`/en/consultations/${id}`)).body).toContain('The room burned down.');
  });
});
