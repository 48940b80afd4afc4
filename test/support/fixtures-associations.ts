import { asActor, hashLinkToken, type AnyWrites } from '#kernel/db';
import {
  actOnAssociation,
  decideOnAssociation,
  registerAssociation,
  representativesOf,
  saveRepresentative,
  type AssociationId,
  type AssociationText,
  type RepresentativeId,
} from '#modules/associations';
import { as, type Cast } from './fixtures-cast.ts';
import { must } from './fixtures-ground.ts';

/** An association with the secret of the link by which one writes for it. */
export interface Linked {
  id: AssociationId;
  token: string;
}

/** Associations in every state that a page shows. */
export interface AssociationWorld {
  /** Verified. */
  shown: AssociationId;
  mine: Linked & { person: RepresentativeId };
  toEdit: Linked;
  toConfirm: Linked;
  toRemove: Linked & { person: RepresentativeId };
  waiting: AssociationId;
}

export const associationText = (name: string, today: string): AssociationText => ({
  name,
  about: 'Invented for tests: meets on Sundays.',
  founded: '2011',
  legalForm: 'informal',
  members: 40,
  membersOn: today,
  membersBy: 'Our list',
  activities: ['culture', 'advice'],
  financeSize: null,
  financeSources: ['fees'],
  boardSize: 5,
  boardWomen: 2,
  boardYoung: null,
  electedOn: null,
  lastActivity: 'A course',
  lastActivityOn: today,
  email: 'association@example.org',
  phone: '+33199000040',
  website: 'https://association.example.org',
});

/** Plants associations that visitors register with an address, and that the counsellor of the place verifies. */
export async function plantAssociations(cast: Cast): Promise<AssociationWorld> {
  const { db, network } = cast.site;
  const { keyring, catalogue, publicUrl } = network;
  const { padova, kaolack } = cast.ground.places;
  const today = cast.ground.today;
  const now = network.now();
  const byLink = async <T>({ token }: { token: string }, work: (trx: AnyWrites) => Promise<T>): Promise<T> =>
    await asActor(db.app, { accountId: null, assurance: 0, token: hashLinkToken(token) }, work);
  const register = async (name: string): Promise<Linked> => {
    const given = { text: associationText(name, today), places: { origin: [kaolack.id], destination: [padova.id] }, language: 'en' };
    const registrant = { email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org` };
    const made = await asActor(
      db.app,
      { accountId: null, assurance: 0 },
      async (trx) => await registerAssociation(trx, registrant, given, now),
    );
    return { id: made.id, token: must(made.token) };
  };
  const confirmed = async (name: string): Promise<Linked> => {
    const made = await register(name);
    await byLink(made, async (trx) => await actOnAssociation(trx, null, made.id, { act: 'confirm', words: null }, now));
    return made;
  };
  const withPerson = async (made: Linked) =>
    await byLink(made, async (trx) => {
      const person = {
        name: 'Rama Example',
        mandate: 'Chair',
        fromOn: today,
        untilOn: null,
        email: null,
        phone: null,
        focal: 'origin',
        agreed: true,
      } as const;
      await saveRepresentative(trx, made.id, null, person, today);
      return { ...made, person: must((await representativesOf(trx, made.id))[0]).id };
    });
  const shown = await withPerson(await confirmed('Shown Association'));
  await as(cast, cast.counsellor, async (trx) => {
    const decision = { decision: 'verified', words: null, revision: 1, state: 'waiting' } as const;
    await decideOnAssociation(trx, { keyring, catalogue, publicUrl }, cast.counsellor.accountId, shown.id, decision, now);
  });
  return {
    shown: shown.id,
    mine: await withPerson(await confirmed('Own Association')),
    toEdit: await confirmed('Edited Association'),
    toConfirm: await register('New Association'),
    toRemove: await withPerson(await confirmed('Smaller Association')),
    waiting: (await confirmed('Waiting Association')).id,
  };
}
