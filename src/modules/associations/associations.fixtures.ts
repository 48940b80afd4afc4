import { expect } from 'vitest';
import { newId } from '#kernel/db';
import { plantAccount, plantOffice } from '#test/plant';
import type { FormFields, SessionCookie, TestSite } from '#test/site';

/** Two places with an office each, and deeds with associations as people do them through pages. */
export async function openRegister(site: TestSite) {
  const here = await plantOffice(site.db, 'here');
  const far = await plantOffice(site.db, 'far');
  await site.db.superuser.query('insert into offices.territories (office_id, place_id) values ($1, $2), ($3, $4)', [
    here.id,
    here.placeId,
    far.id,
    far.placeId,
  ]);
  for (const { code, id } of [
    { code: 'here', id: here.placeId },
    { code: 'far', id: far.placeId },
  ])
    await site.db.superuser.query('insert into places.names (place_id, words, own) values ($1, $2, true)', [id, `town of ${code}`]);
  const counsellor = await plantAccount(site.db, { roles: [{ role: 'counsellor', scope: here.id }] });
  const stranger = await plantAccount(site.db, { roles: [{ role: 'counsellor', scope: far.id }] });
  const desk = await site.signIn(counsellor.accountId);
  const otherDesk = await site.signIn(stranger.accountId);
  const today = new Date().toISOString().slice(0, 10);

  const fields: FormFields = {
    name: 'Example Circle',
    about: 'Meets on Sundays.',
    origin1: 'Town of far',
    origin1Code: 'place-of-far',
    destination1: 'Town of here',
    destination1Code: 'place-of-here',
    legalForm: 'informal',
    activities: ['culture'],
  };

  /** Letters to an address, the newest first. */
  const lettersTo = async (address: string) =>
    (await site.messages()).flatMap((one) => (one.channel === 'mail' && one.to.address === address.toLowerCase() ? [one] : []));

  /** Registers and answers the address with the link of the mail. */
  async function register(
    more: FormFields = {},
    address = `${newId()}@example.org`,
  ): Promise<{ id: string; path: string; token: string; address: string }> {
    const answer = await site.post('/en/associations/register', { ...fields, keeper: address, ...more });
    expect(answer.headers.location).toBe('/en/associations/register/sent');
    const [letter] = await lettersTo(address);
    const [, id = '', token = ''] = /associations\/mine\/([0-9a-f-]{36})\?token=([\w-]+)/.exec(letter?.text ?? '') ?? [];
    return { id, token, path: `/en/associations/mine/${id}`, address };
  }
  const at = ({ path, token }: { path: string; token: string }, rest = '') => `${path}${rest}?token=${token}`;
  const act = async (one: { path: string; token: string }, name: string, words = '') =>
    await site.post(at(one, '/act'), { act: name, words });
  const state = async (id: string) =>
    (await site.db.superuser.query<{ state: string }>('select state from associations.associations where id = $1', [id])).rows[0]?.state;
  /** A decision on the entry as it is now, or as an officer read it before. */
  const decide = async (id: string, decision: string, words = '', session: SessionCookie = desk, revision = '1', seen?: string) =>
    await site.post(`/en/desk/associations/${id}`, { decision, words, revision, state: seen ?? (await state(id)) ?? '' }, session);
  async function verified(more: FormFields = {}) {
    const made = await register(more);
    await act(made, 'confirm');
    expect((await decide(made.id, 'verified')).statusCode).toBe(303);
    return made;
  }
  /** The link of the newest letter to an address. */
  async function newestLink(one: { path: string; address: string }) {
    const [letter] = await lettersTo(one.address);
    return { path: one.path, token: /token=([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? '' };
  }
  return { desk, otherDesk, today, fields, lettersTo, register, at, act, decide, verified, newestLink, state };
}
