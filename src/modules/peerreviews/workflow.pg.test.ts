import { describe, expect, test } from 'vitest';
import { testSite, type FormFields } from '#test/site';
import { openReviews } from './peerreviews.fixtures.ts';

const site = await testSite();
const { reviewed, peers, as, get, post, act, proposal, propose, begun, shared, agreed, finding, recommendation, one, state } =
  await openReviews(site);

describe('proposing', () => {
  test('begins nothing before the other side agrees, whoever proposed it', async () => {
    const offered = await propose();
    expect((await get(offered, '/questions', as.manager)).body).toContain('No questions yet');
    expect((await post(offered, '/invite', { office: peers.id }, as.network)).statusCode).toBe(409);
    expect((await act(offered, 'agree', as.network)).statusCode).toBe(409);
    expect((await act(offered, 'agree', as.manager)).statusCode).toBe(303);
    const asked = await propose(as.manager);
    expect((await act(asked, 'agree', as.manager)).statusCode).toBe(409);
    expect((await act(asked, 'agree', as.network)).statusCode).toBe(303);
    expect([await state(offered), await state(asked)]).toEqual(['preparing', 'preparing']);
  });

  test('is declined with a reason, which the other side reads', async () => {
    const id = await propose();
    expect((await act(id, 'decline', as.manager)).statusCode).toBe(422);
    expect((await act(id, 'decline', as.manager, { words: 'No time before the elections.' })).statusCode).toBe(303);
    expect((await get(id, '', as.network)).body).toContain('No time before the elections.');
    expect(await state(id)).toBe('declined');
  });

  test.each([
    ['neither practice nor policy', { policy: '' }, 'one of the two'],
    ['a practice that is not there', { practice: 'not-there', policy: '' }, 'one of the two'],
    ['nothing to be learned', { about: '' }, 'error-summary'],
    ['an office that is none', { office: 'x' }, 'error-summary'],
    ['a policy without end', { policy: 'x'.repeat(3_000) }, 'error-summary'],
    ['a language that is none', { language: 'xx' }, 'error-summary'],
  ])('refuses %s and keeps what was typed', async (_what, wrong, says) => {
    const answer = await site.post('/en/desk/peer-reviews/new', { ...proposal, about: 'Kept words', ...(wrong as FormFields) }, as.network);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(says);
    if (!('about' in wrong)) expect(answer.body).toContain('Kept words');
  });

  test('is for one’s own office only, unless the network offers it', async () => {
    expect((await site.post('/en/desk/peer-reviews/new', { ...proposal, office: peers.id }, as.manager)).statusCode).toBe(409);
    expect((await site.get('/en/desk/peer-reviews/new', as.peer)).statusCode).toBe(404);
    expect((await site.get('/en/desk/peer-reviews', as.counsellor)).statusCode).toBe(404);
  });
});

describe('the team', () => {
  test('is of people of invited offices who say that they are free to judge', async () => {
    const id = await propose();
    await act(id, 'agree', as.manager);
    expect((await get(id, '', as.peer)).statusCode).toBe(404);
    await post(id, '/invite', { office: peers.id }, as.network);
    expect((await get(id, '', as.peer)).body).toContain('Your office is invited');
    expect((await get(id, '/questions', as.peer)).statusCode).toBe(404);
    expect((await act(id, 'join', as.peer)).statusCode).toBe(422);
    expect((await act(id, 'join', as.peer, { free: 'yes' })).statusCode).toBe(303);
    expect((await act(id, 'join', as.manager, { free: 'yes' })).statusCode).toBe(409);
    expect((await act(id, 'join', as.network, { free: 'yes' })).statusCode).toBe(409);
    expect((await post(id, '/invite', { office: peers.id }, as.network)).statusCode).toBe(409);
    expect((await post(id, '/invite', { office: reviewed.id }, as.network)).statusCode).toBe(422);
    expect((await post(id, '/invite', { office: peers.id }, as.manager)).statusCode).toBe(404);
  });

  test('loses whoever leaves, and an office that sends nobody', async () => {
    const id = await begun();
    expect((await act(id, 'leave', as.peer)).headers.location).toContain('/desk/peer-reviews?');
    expect((await get(id, '/notes', as.peer)).statusCode).toBe(404);
    expect((await act(id, 'join', as.peer, { free: 'yes' })).statusCode).toBe(409);
    expect((await act(id, 'pass', as.otherPeer)).statusCode).toBe(303);
    expect((await get(id, '', as.otherPeer)).statusCode).toBe(404);
  });
});

describe('the work', () => {
  test('has questions with answers, a reading list, and a visit by the clock of the place', async () => {
    const id = await begun();
    await post(id, '/questions', { question: 'Who comes on Saturdays?' }, as.peer);
    expect((await post(id, '/questions', { question: 'Mine' }, as.manager)).statusCode).toBe(404);
    const question = await one('questions', id);
    expect((await post(id, `/questions/${question}`, { answer: 'Mine' }, as.peer)).statusCode).toBe(404);
    expect((await post(id, `/questions/${question}`, { answer: 'Mostly parents.' }, as.manager)).statusCode).toBe(303);
    expect((await get(id, '/questions', as.peer)).body).toContain('Mostly parents.');
    await post(id, '/readings', { title: 'A year of Saturdays', year: '2025', address: 'https://reading.example/a' }, as.manager);
    const list = await get(id, '/readings', as.peer);
    expect(list.body).toContain('https://reading.example/a');
    expect(list.body).not.toContain('href="https://reading.example');
    expect((await post(id, `/remove/readings/${await one('readings', id)}`, {}, as.peer)).statusCode).toBe(409);
    const session = { onDay: '2027-03-02', starts: '09:00', ends: '10:30', what: 'The counter', who: 'Two officers', needs: 'Arabic' };
    expect((await post(id, '/session', session, as.manager)).statusCode).toBe(422);
    expect((await post(id, '/visit', { from: '2027-03-03', until: '2027-03-01', needs: '' }, as.manager)).statusCode).toBe(422);
    expect((await post(id, '/visit', { from: '2027-03-02', until: '', needs: '' }, as.manager)).statusCode).toBe(422);
    expect((await post(id, '/visit', { from: '2027-03-01', until: '2027-03-03', needs: 'A ramp' }, as.manager)).statusCode).toBe(303);
    expect((await post(id, '/session', { ...session, ends: '08:00' }, as.peer)).statusCode).toBe(422);
    expect((await post(id, '/session', { ...session, starts: '25:99' }, as.peer)).statusCode).toBe(422);
    expect((await post(id, '/session', { ...session, onDay: '2027-03-04' }, as.peer)).statusCode).toBe(422);
    expect((await post(id, '/session', session, as.peer)).statusCode).toBe(303);
    expect((await get(id, '/visit', as.manager)).body).toContain('Europe/Rome');
  });

  test('keeps the form with the authority until it is handed in', async () => {
    const id = await begun();
    const answer = await post(id, '/form', {}, as.manager);
    expect(answer.statusCode).toBe(404);
    // No questionnaire is published in this network.
    expect((await post(id, '/form', {}, as.network)).statusCode).toBe(409);
  });
});

describe('the report', () => {
  test('is seen by the authority once the team shares it, goes back with comments, and stays once agreed', async () => {
    const id = await begun();
    expect((await act(id, 'share', as.peer)).statusCode).toBe(409);
    await post(id, '/finding', finding, as.peer);
    await post(id, '/recommendation', recommendation, as.peer);
    expect((await get(id, '/report', as.manager)).statusCode).toBe(404);
    await act(id, 'share', as.peer);
    expect((await get(id, '/report', as.manager)).body).toContain('Nobody opens on Sunday.');
    expect((await post(id, '/finding', finding, as.peer)).statusCode).toBe(409);
    expect((await act(id, 'send-back', as.manager)).statusCode).toBe(422);
    expect((await act(id, 'send-back', as.manager, { words: 'We do open in summer.' })).statusCode).toBe(303);
    expect((await get(id, '/report', as.manager)).statusCode).toBe(404);
    expect((await get(id, '/report', as.peer)).body).toContain('We do open in summer.');
    expect((await get(id, '', as.network)).body).not.toContain('We do open in summer.');
    const item = await one('findings', id);
    const changed = { ...finding, words: 'Nobody opens on Sunday in winter.' };
    expect((await post(id, `/finding?item=${item}`, changed, as.peer)).statusCode).toBe(303);
    await act(id, 'share', as.peer);
    expect((await act(id, 'agree-report', as.peer)).statusCode).toBe(409);
    expect((await act(id, 'agree-report', as.manager)).statusCode).toBe(303);
    expect((await post(id, `/remove/findings/${item}`, {}, as.peer)).statusCode).toBe(409);
    expect((await get(id, '/report', as.manager)).body).toContain('Nobody opens on Sunday in winter.');
  });

  test('gets an answer to each recommendation, with a reason unless it is accepted', async () => {
    const id = await agreed();
    const item = await one('recommendations', id);
    const answer = { answer: 'partly', reason: '', state: 'in-work', stateWords: 'A trial in May' };
    expect((await post(id, `/recommendation/${item}`, answer, as.peer)).statusCode).toBe(404);
    expect((await post(id, `/recommendation/${item}`, answer, as.manager)).statusCode).toBe(422);
    expect((await post(id, `/recommendation/${item}`, { ...answer, reason: 'Not in winter' }, as.manager)).statusCode).toBe(303);
    expect((await get(id, '/report', as.peer)).body).toContain('Not in winter');
    expect((await get(id, '/report?format=csv', as.peer)).body).toContain('A trial in May');
  });

  test('is public only when the reviewed office publishes it, without notes, questions, comments and names', async () => {
    const id = await shared();
    await post(id, '/notes', { heldOn: '2026-11-01', role: 'A secret teacher', words: 'Secret words' }, as.peer);
    await post(id, '/report', { words: 'Secret comment' }, as.manager);
    expect((await site.get(`/en/peer-reviews/${id}`)).statusCode).toBe(404);
    await act(id, 'agree-report', as.manager);
    expect((await act(id, 'publish', as.network)).statusCode).toBe(409);
    expect((await act(id, 'publish', as.peer)).statusCode).toBe(409);
    expect((await act(id, 'publish', as.manager)).statusCode).toBe(303);
    const shown = (await site.get(`/en/peer-reviews/${id}`)).body;
    expect(shown).toContain('Open on Sunday mornings.');
    expect(shown).toContain('Office of peers');
    expect(shown).not.toMatch(/Secret|Noor/);
    expect((await site.get('/en/peer-reviews')).body).toContain('Saturday counter');
    expect((await site.get('/en/peer-reviews?format=csv')).body).toContain('Saturday counter');
  });

  test('is followed by looking back twice: the authority first, then the team', async () => {
    const id = await agreed();
    expect((await post(id, '/follow-up/6', { words: 'Well done' }, as.peer)).statusCode).toBe(409);
    expect((await post(id, '/follow-up/6', { words: 'A trial was held.' }, as.manager)).statusCode).toBe(303);
    expect((await post(id, '/follow-up/6', { words: 'Go on!' }, as.peer)).statusCode).toBe(303);
    expect((await post(id, '/follow-up/6', { words: 'Never mind' }, as.manager)).statusCode).toBe(409);
    expect((await site.get(`/en/desk/peer-reviews/${id}/follow-up/7`, as.manager)).statusCode).toBe(404);
    expect((await get(id, '', as.manager)).body).toContain('Go on!');
    expect((await act(id, 'close', as.peer)).statusCode).toBe(303);
    expect((await post(id, '/follow-up/12', { words: 'Late' }, as.manager)).statusCode).toBe(409);
  });

  test('ends early with a reason, and nothing more is written', async () => {
    const id = await shared();
    expect((await act(id, 'end', as.peer)).statusCode).toBe(422);
    expect((await act(id, 'end', as.peer, { words: 'The border closed.' })).statusCode).toBe(303);
    expect((await get(id, '', as.manager)).body).toContain('The border closed.');
    expect((await get(id, '/report', as.manager)).statusCode).toBe(404);
    expect((await post(id, '/questions', { question: 'Still there?' }, as.peer)).statusCode).toBe(409);
    expect((await act(id, 'publish', as.manager)).statusCode).toBe(409);
  });

  test('is agreed to or sent back, not both at once', async () => {
    const id = await shared();
    const both = await Promise.all([act(id, 'agree-report', as.manager), act(id, 'send-back', as.manager, { words: 'No' })]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409]);
  });
});
