import { expect } from 'vitest';
import { plantAccount, plantOffice } from '#test/plant';
import type { FormFields, SessionCookie, TestSite } from '#test/site';

/** A reviewed office, an inviting network and an office of peers, and deeds as people do them through pages. */
export async function openReviews(site: TestSite) {
  const reviewed = await plantOffice(site.db, 'reviewed');
  const peers = await plantOffice(site.db, 'peers');
  const account = async (role: 'planner' | 'expert' | 'office-manager' | 'counsellor' | 'administrator' | 'editor', scope?: string) =>
    await plantAccount(site.db, { roles: [{ role, ...(scope ? { scope } : {}) }] });
  const people = {
    network: await account('planner'),
    manager: await account('office-manager', reviewed.id),
    peer: await account('expert', peers.id),
    otherPeer: await account('planner', peers.id),
    counsellor: await account('counsellor', peers.id),
    administrator: await account('administrator'),
  };
  const signed = async (one: { accountId: string }) => await site.signIn(one.accountId);
  const as = {
    network: await signed(people.network),
    manager: await signed(people.manager),
    peer: await signed(people.peer),
    otherPeer: await signed(people.otherPeer),
    counsellor: await signed(people.counsellor),
    administrator: await signed(people.administrator),
  };
  const at = (id: string, rest = '') => `/en/desk/peer-reviews/${id}${rest}`;
  const get = async (id: string, rest: string, session: SessionCookie) => await site.get(at(id, rest), session);
  const post = async (id: string, rest: string, body: FormFields, session: SessionCookie) => await site.post(at(id, rest), body, session);
  const act = async (id: string, name: string, session: SessionCookie, more: FormFields = {}) =>
    await post(id, '/act', { act: name, words: '', ...more }, session);
  const proposal = {
    office: reviewed.id,
    practice: '',
    policy: 'Saturday counter (invented)',
    about: 'Does it reach those who work?',
    language: 'en',
  };

  /** Proposed by the network unless said otherwise. */
  async function propose(session: SessionCookie = as.network, more: FormFields = {}): Promise<string> {
    const answer = await site.post('/en/desk/peer-reviews/new', { ...proposal, ...more }, session);
    expect(answer.statusCode).toBe(303);
    return /peer-reviews\/([0-9a-f-]{36})/.exec(String(answer.headers.location))?.[1] ?? '';
  }
  /** Agreed to, with a peer in the team. */
  async function begun(): Promise<string> {
    const id = await propose();
    expect((await act(id, 'agree', as.manager)).statusCode).toBe(303);
    expect((await post(id, '/invite', { office: peers.id }, as.network)).statusCode).toBe(303);
    expect((await act(id, 'join', as.peer, { free: 'yes' })).statusCode).toBe(303);
    return id;
  }
  const finding = { kind: 'gap', words: 'Nobody opens on Sunday.', evidence: 'Three talks and the door.' };
  const recommendation = { words: 'Open on Sunday mornings.', toWhom: 'The head of the office', byWhen: '2027-06-01', priority: 'high' };
  /** With a report that the authority reads. */
  async function shared(): Promise<string> {
    const id = await begun();
    await post(id, '/finding', finding, as.peer);
    await post(id, '/recommendation', recommendation, as.peer);
    expect((await act(id, 'share', as.peer)).statusCode).toBe(303);
    return id;
  }
  /** With a report to which both sides agree. */
  async function agreed(): Promise<string> {
    const id = await shared();
    expect((await act(id, 'agree-report', as.manager)).statusCode).toBe(303);
    return id;
  }
  const one = async (table: string, id: string) =>
    (await site.db.superuser.query<{ id: string }>(`select id from peerreviews.${table} where review_id = $1 order by 1`, [id])).rows[0]
      ?.id ?? '';
  const state = async (id: string) =>
    (await site.db.superuser.query<{ state: string }>('select state from peerreviews.reviews where id = $1', [id])).rows[0]?.state;
  return { reviewed, peers, people, as, get, post, act, proposal, propose, begun, shared, agreed, finding, recommendation, one, state };
}
