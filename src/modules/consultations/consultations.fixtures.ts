import { expect } from 'vitest';
import { asActor } from '#kernel/db';
import { addDays } from '#kernel/time';
import { decideOnAssociation, registerAssociation, type AssociationId, type AssociationText } from '#modules/associations';
import { plantAccount, plantOffice, type Somebody } from '#test/plant';
import type { FormFields, SessionCookie, TestSite } from '#test/site';
import { consultationsTasks, consultationsTimetable } from './jobs.ts';

const text = (name: string, email: string | null): AssociationText => ({
  name,
  about: null,
  founded: null,
  legalForm: 'informal',
  activities: [],
  email,
  phone: null,
  website: null,
  members: null,
  membersOn: null,
  membersBy: null,
  financeSize: null,
  financeSources: [],
  boardSize: null,
  boardWomen: null,
  boardYoung: null,
  electedOn: null,
  lastActivity: null,
  lastActivityOn: null,
});

/** An office that asks, associations of its place, and deeds as people do them through pages. */
export async function openConsultations(site: TestSite) {
  const here = await plantOffice(site.db, 'here');
  const far = await plantOffice(site.db, 'far');
  const home = await plantOffice(site.db, 'home');
  for (const { id, placeId } of [here, far])
    await site.db.superuser.query('insert into offices.territories (office_id, place_id) values ($1, $2)', [id, placeId]);
  const account = async (role: 'planner' | 'office-manager' | 'counsellor' | 'auditor' | 'administrator', scope?: string) =>
    await plantAccount(site.db, { roles: [{ role, ...(scope ? { scope } : {}) }] });
  const people = {
    planner: await account('planner', here.id),
    otherPlanner: await account('planner', far.id),
    networkPlanner: await account('planner'),
    counsellor: await account('counsellor', here.id),
    farCounsellor: await account('counsellor', far.id),
    auditor: await account('auditor'),
    administrator: await account('administrator'),
    keeper: await plantAccount(site.db, { roles: [] }),
    otherKeeper: await plantAccount(site.db, { roles: [] }),
  };
  const signed = async (one: Somebody) => await site.signIn(one.accountId);
  const as = {
    planner: await signed(people.planner),
    otherPlanner: await signed(people.otherPlanner),
    networkPlanner: await signed(people.networkPlanner),
    counsellor: await signed(people.counsellor),
    auditor: await signed(people.auditor),
    administrator: await signed(people.administrator),
    keeper: await signed(people.keeper),
    otherKeeper: await signed(people.otherKeeper),
  };
  const { keyring, catalogue, publicUrl } = site.network;
  const now = site.network.now();
  const today = now.toISOString().slice(0, 10);

  /** Registers an association of a place, kept by an account or by whoever gets the link; verified unless said otherwise. */
  async function association(
    name: string,
    by: { accountId: string } | { email: string },
    { at = here, verified = true, email = null }: { at?: typeof here; verified?: boolean; email?: string | null } = {},
  ): Promise<AssociationId> {
    const who = 'accountId' in by ? { ...by, assurance: 2 as const } : { accountId: null, assurance: 0 as const };
    const given = { text: text(name, email), places: { origin: [home.placeId], destination: [at.placeId] }, language: 'en' };
    const { id } = await asActor(site.db.app, who, async (trx) => await registerAssociation(trx, by, given, now));
    await site.db.superuser.query("update associations.associations set state = 'waiting', active_on = current_date where id = $1", [id]);
    if (verified) await verify(id, at === here ? people.counsellor : people.farCounsellor);
    return id;
  }
  async function verify(id: AssociationId, officer: Somebody): Promise<void> {
    const decision = { decision: 'verified', words: null, revision: 1, state: 'waiting' } as const;
    await asActor(site.db.app, officer, async (trx) => {
      await decideOnAssociation(trx, { keyring, catalogue, publicUrl }, officer.accountId, id, decision, now);
    });
  }

  const form: FormFields = {
    title: 'Hours of the new counter (invented)',
    about: 'Whether it opens in the evening. The room is decided already.',
    language: 'en',
    where: `${here.id}.${here.placeId}`,
    corridor: '',
    unit: 'Unit of counters',
    contactName: '',
    contactEmail: 'unit@example.org',
    contactPhone: '',
    draftText: 'Open from 9 to 17.',
    draftLink: '',
    plan: '',
    fromOn: today,
    untilOn: addDays(today, 20),
    question1: 'On which evening?',
    question2: '',
    question3: 'Who cannot come before six?',
  };
  const at = (id: string, rest = '') => `/en/desk/consultations/${id}${rest}`;
  const forAt = (of: string, id: string) => `/en/consultations/for/${of}/${id}`;

  async function begun(more: FormFields = {}, session: SessionCookie = as.planner): Promise<string> {
    const answer = await site.post('/en/desk/consultations/new', { ...form, ...more }, session);
    expect(answer.statusCode).toBe(303);
    return /consultations\/([0-9a-f-]{36})/.exec(String(answer.headers.location))?.[1] ?? '';
  }
  const act = async (id: string, name: string, more: FormFields = {}, session: SessionCookie = as.planner) =>
    await site.post(at(id, '/act'), { act: name, words: '', until: '', ...more }, session);
  async function opened(more: FormFields = {}): Promise<string> {
    const id = await begun(more);
    expect((await act(id, 'open')).statusCode).toBe(303);
    return id;
  }
  const opinion: FormFields = { reply1: 'Thursday', reply2: 'Those who pick tomatoes', words: 'We ask for evenings.', audience: 'public' };
  const write = async (of: string, id: string, more: FormFields = {}, session: SessionCookie = as.keeper) =>
    await site.post(forAt(of, id), { ...opinion, deed: 'hand-in', ...more }, session);
  const one = async (id: string) =>
    (await site.db.superuser.query<{ id: string }>('select id from consultations.opinions where consultation_id = $1 order by name', [id]))
      .rows[0]?.id ?? '';
  const answer = async (id: string, more: FormFields = {}, session: SessionCookie = as.planner) =>
    await site.post(
      at(id, `/opinions/${await one(id)}`),
      { answer: 'in-part', reason: 'Thursdays only.', revision: '1', ...more },
      session,
    );
  /** As if the last day had gone by. */
  const over = async (id: string) =>
    await site.db.superuser.query(
      'update consultations.consultations set from_on = current_date - 20, until_on = current_date - 1 where id = $1',
      [id],
    );

  const context = {
    db: site.db.jobs,
    keyring,
    catalogue,
    publicUrl,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
  const tell = async (id: string) => await consultationsTasks[0]?.perform(context as never, { consultationId: id });
  const nightly = async () => await consultationsTimetable[0]?.task.perform(context as never, {});
  const lettersTo = async (address: string) =>
    (await site.messages()).flatMap((letter) => (letter.channel === 'mail' && letter.to.address === address ? [letter] : []));

  const associations = {
    kept: await association('Circle of the Keeper', { accountId: people.keeper.accountId }),
    other: await association('Circle of Others', { accountId: people.otherKeeper.accountId }),
    linked: await association('Circle by Letter', { email: 'letter@example.org' }),
    far: await association('Far Circle', { email: 'far@example.org' }, { at: far }),
  };
  return {
    here,
    far,
    people,
    as,
    today,
    association,
    verify,
    associations,
    form,
    at,
    forAt,
    begun,
    act,
    opened,
    opinion,
    write,
    one,
    answer,
    over,
    tell,
    nightly,
    lettersTo,
  };
}
