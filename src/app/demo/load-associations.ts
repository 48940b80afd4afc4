import told from '../../../db/demo/associations.json' with { type: 'json' };
import { asActor, hashLinkToken } from '#kernel/db';
import { addDays, toLocal } from '#kernel/time';
import {
  actOnAssociation,
  decideOnAssociation,
  registerAssociation,
  saveRepresentative,
  type AssociationText,
} from '#modules/associations';
import { placeIdsByCode, type PlaceId } from '#modules/places';
import { actorIn, idIn, type DemoWorld } from './demo-world.ts';

interface Told {
  name: string;
  language: string;
  /** Address that gets the link. */
  by: string;
  origin: string[];
  destination: string[];
  about: string;
  founded: string | null;
  legalForm: string;
  members?: number;
  membersDaysAgo?: number;
  membersBy?: string;
  activities: string[];
  financeSize?: string | null;
  financeSources?: string[];
  boardSize?: number;
  boardWomen?: number;
  boardYoung?: number;
  electedDaysAgo?: number | null;
  lastActivity: string | null;
  lastActivityDaysAgo?: number;
  email?: string;
  people: { name: string; mandate: string; fromDaysAgo: number; focal: string | null; agreed: boolean }[];
  decision: { by: string; decision: string; words?: string } | null;
}

/** Registers the demonstration's associations as visitors do, by the link of a mail; offices verify some of them. */
export async function loadAssociations(world: DemoWorld): Promise<void> {
  const all = told.associations as Told[]; // our own file; a test reads it
  const codes = all.flatMap(({ origin, destination }) => [...origin, ...destination]);
  const visitor = { accountId: null, assurance: 0 } as const;
  const places = await asActor(world.network.db, visitor, async (trx) => await placeIdsByCode(trx, codes));
  for (const one of all) await loadOne(world, one, places);
}

async function loadOne(world: DemoWorld, one: Told, places: ReadonlyMap<string, PlaceId>): Promise<void> {
  const { db, keyring, catalogue, publicUrl } = world.network;
  const now = world.network.now();
  const today = toLocal(now.toISOString(), 'UTC').day;
  const visitor = { accountId: null, assurance: 0 } as const;
  const given = {
    text: textOf(one, today),
    places: {
      origin: one.origin.map((code) => idIn(places, code) as PlaceId), // idIn has just found it among places
      destination: one.destination.map((code) => idIn(places, code) as PlaceId),
    },
    language: one.language,
    demonstration: true,
  };
  const { id, token } = await asActor(db, visitor, async (trx) => await registerAssociation(trx, { email: one.by }, given, now));
  if (!token) throw new Error(`${one.name} got no link`);
  await asActor(db, { ...visitor, token: hashLinkToken(token) }, async (trx) => {
    for (const { fromDaysAgo, focal, ...person } of one.people) {
      const rest = { untilOn: null, email: null, phone: null, focal: focal as 'origin' | null }; // our own file
      await saveRepresentative(trx, id, null, { ...person, ...rest, fromOn: addDays(today, -fromDaysAgo) }, today);
    }
    await actOnAssociation(trx, null, id, { act: 'confirm', words: null }, now);
  });
  if (!one.decision) return;
  const { decision, words = null } = one.decision;
  const officer = actorIn(world, `${one.decision.by}@ponte-demo.example`);
  const decided = { decision: decision as 'verified', words, revision: 1, state: 'waiting' as const }; // our own file
  await asActor(
    db,
    officer,
    async (trx) => await decideOnAssociation(trx, { keyring, catalogue, publicUrl }, officer.accountId, id, decided, now),
  );
}

function textOf(one: Told, today: string): AssociationText {
  const ago = (days: number | null | undefined) => (days === null || days === undefined ? null : addDays(today, -days));
  return {
    name: one.name,
    about: one.about,
    founded: one.founded,
    members: one.members ?? null,
    membersOn: ago(one.membersDaysAgo),
    membersBy: one.membersBy ?? null,
    ...({
      legalForm: one.legalForm,
      activities: one.activities,
      financeSize: one.financeSize ?? null,
      financeSources: one.financeSources ?? [],
    } as Pick<AssociationText, 'legalForm' | 'activities' | 'financeSize' | 'financeSources'>), // our own file; the table's checks hold the lists
    boardSize: one.boardSize ?? null,
    boardWomen: one.boardWomen ?? null,
    boardYoung: one.boardYoung ?? null,
    electedOn: ago(one.electedDaysAgo),
    lastActivity: one.lastActivity,
    lastActivityOn: ago(one.lastActivityDaysAgo),
    email: one.email ?? null,
    phone: null,
    website: null,
  };
}
