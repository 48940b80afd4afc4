import { actWithLink, newId, newLinkToken, onConstraint, type AnyWrites, type Writes } from '#kernel/db';
import { foldText } from '#kernel/text';
import { addDays, type Day } from '#kernel/time';
import { namesAbove, placesById, type PlaceId } from '#modules/places';
import { responsibleOffice, type OfficeId } from '#modules/offices';
import type { AssociationId, AssociationText, EventKind, PlacesOf } from './association.ts';
import { sides } from './association.ts';
import { getAssociation, placesOf } from './read-associations.ts';
import { refuse } from './refusals.ts';

type Trx = Writes<'associations' | 'offices' | 'places'>;

/** How long a link of a mail opens the entry, in days. */
export const LINK_DAYS = 30;

/** Most places that an association names at one end. */
export const MOST_PLACES = 2;

/** Who registers: an account, or an address that still has to confirm. */
export type Registrant = { accountId: string } | { email: string };

/**
 * Registers an association. The office is found from its places: that of where its members live, else that of where they come from.
 * Whoever has only an address gets the secret of a link, of which a hash is kept; the entry waits for their confirmation.
 * Refusals: `no-place`, `no-office`, and what {@link checkText} finds.
 */
export async function registerAssociation(
  trx: Trx,
  registrant: Registrant,
  given: { text: AssociationText; places: PlacesOf; language: string; demonstration?: boolean },
  now: Date,
): Promise<{ id: AssociationId; token: string | null }> {
  const { text, places } = given;
  checkText(text, places, dayOf(now));
  const id = newId<'associations.associations'>();
  const link = 'email' in registrant ? newLinkToken() : null;
  await trx
    .insertInto('associations.associations')
    .values({
      id,
      office_id: await officeFor(trx, places),
      language: given.language,
      ...columns(text),
      words: await wordsOf(trx, text, places),
      demonstration: given.demonstration ?? false,
    })
    .execute()
    .catch(onConstraint(broken));
  // From here on the transaction acts as whoever was just given the link.
  if (link) await actWithLink(trx as unknown as AnyWrites, link.hash); // only the executor is used
  await trx
    .insertInto('associations.keepers')
    .values({
      id: newId<'associations.keepers'>(),
      association_id: id,
      ...('email' in registrant
        ? {
            email: registrant.email.toLowerCase(),
            token_hash: link?.hash ?? null,
            token_expires_at: new Date(now.getTime() + LINK_DAYS * 86_400_000),
          }
        : { account_id: registrant.accountId }),
    })
    .execute();
  await writePlaces(trx, id, places);
  await addEvent(trx, id, 'registered', { by: 'accountId' in registrant ? registrant.accountId : null });
  if ('accountId' in registrant) await confirmEntry(trx, id, registrant.accountId, now);
  return { id, token: link?.token ?? null };
}

/** Hands a new entry to the office, once whoever wrote it has shown that the address is theirs. Refusals: `wrong-state`. */
export async function confirmEntry(trx: Writes<'associations'>, id: AssociationId, by: string | null, now: Date): Promise<void> {
  const changed = await trx
    .updateTable('associations.associations')
    .set({ state: 'waiting', active_on: dayOf(now) })
    .where('id', '=', id)
    .where('state', '=', 'unconfirmed')
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuse('wrong-state');
  await trx.updateTable('associations.keepers').set({ confirmed_at: now }).where('association_id', '=', id).execute();
  await addEvent(trx, id, 'confirmed', { by });
}

/**
 * Changes what an association says of itself; how it read before is kept. What the office verified stays public, and its page says
 * that it changed since. Refusals: `not-found`, `changed-meanwhile`, and what {@link checkText} finds.
 */
export async function changeAssociation(
  trx: Trx,
  by: string | null,
  id: AssociationId,
  given: { text: AssociationText; places: PlacesOf; revision: number },
  now: Date,
): Promise<void> {
  const { text, places, revision } = given;
  checkText(text, places, dayOf(now));
  const before = await getAssociation(trx, id);
  const oldPlaces = (await placesOf(trx, [id])).get(id);
  if (!before || !oldPlaces) throw refuse('not-found');
  if (before.state === 'closed') throw refuse('wrong-state');
  const changed = await trx
    .updateTable('associations.associations')
    .set({ ...columns(text), words: await wordsOf(trx, text, places) })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
    .catch(onConstraint(broken));
  if (changed.numUpdatedRows === 0n) throw refuse('changed-meanwhile');
  await trx.deleteFrom('associations.places').where('association_id', '=', id).execute();
  await writePlaces(trx, id, places);
  await addEvent(trx, id, 'changed', { by, before: snapshot(before, oldPlaces) });
}

/** Writes one line of the history. */
export async function addEvent(
  trx: Writes<'associations'>,
  id: AssociationId,
  kind: EventKind,
  { by, words = null, before = null }: { by: string | null; words?: string | null; before?: object | null },
): Promise<void> {
  await trx
    .insertInto('associations.events')
    .values({
      id: newId<'associations.events'>(),
      association_id: id,
      kind,
      words,
      ...(before === null ? {} : { before: JSON.stringify(before) }),
      by_account: by,
    })
    .execute();
}

const textKeys = [
  'name',
  'about',
  'founded',
  'legalForm',
  'members',
  'membersOn',
  'membersBy',
  'activities',
  'financeSize',
  'financeSources',
  'boardSize',
  'boardWomen',
  'boardYoung',
  'electedOn',
  'lastActivity',
  'lastActivityOn',
  'email',
  'phone',
  'website',
] as const satisfies readonly (keyof AssociationText)[];

/** What an entry said, without anything else that is kept of it. */
export function textOf(entry: AssociationText): AssociationText {
  return Object.fromEntries(textKeys.map((key) => [key, entry[key]])) as unknown as AssociationText; // every key of it is named above
}

const snapshot = (entry: AssociationText, places: PlacesOf) => ({ ...textOf(entry), places });

/** Refusals: `no-place`, `members-source`, `board-wrong`, `activity-day`, `founded-wrong`, `in-the-future`. */
export function checkText(text: AssociationText, places: PlacesOf, today: Day): void {
  for (const side of sides) if (places[side].length === 0) throw refuse('no-place', { field: `${side}1` });
  const known = [text.members, text.membersOn, text.membersBy].filter((one) => one !== null).length;
  if (known !== 0 && known !== 3) throw refuse('members-source', { field: 'members' });
  const { boardSize, boardWomen, boardYoung } = text;
  if ((boardWomen ?? 0) > (boardSize ?? -1) && boardWomen !== null) throw refuse('board-wrong', { field: 'boardWomen' });
  if ((boardYoung ?? 0) > (boardSize ?? -1) && boardYoung !== null) throw refuse('board-wrong', { field: 'boardYoung' });
  if ((text.lastActivity === null) !== (text.lastActivityOn === null)) throw refuse('activity-day', { field: 'lastActivity' });
  if (text.founded !== null && !isPartialDay(text.founded)) throw refuse('founded-wrong', { field: 'founded' });
  // A day ahead: it is tomorrow already somewhere.
  const latest = addDays(today, 1);
  for (const field of ['founded', 'membersOn', 'electedOn', 'lastActivityOn'] as const)
    if ((text[field] ?? '') > latest) throw refuse('in-the-future', { field });
}

function isPartialDay(value: string): boolean {
  const [year = '', month = '01', day = '01'] = value.split('-');
  if (!/^\d{4}(-\d{2}){0,2}$/.test(value) || year < '1700') return false;
  const whole = `${year}-${month}-${day}`;
  const read = new Date(`${whole}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(whole);
}

export const dayOf = (now: Date): Day => now.toISOString().slice(0, 10);

async function officeFor(trx: Trx, places: PlacesOf): Promise<OfficeId> {
  for (const place of [...places.destination, ...places.origin]) {
    const found = await responsibleOffice(trx, place);
    if (found) return found.office.id;
  }
  throw refuse('no-office', { field: 'destination1' });
}

/** Folded words by which it is found: name, text, and its places with all they lie in, in every language. */
async function wordsOf(trx: Trx, text: AssociationText, places: PlacesOf): Promise<string> {
  const ids: PlaceId[] = [...new Set([...places.origin, ...places.destination])];
  const named = [...(await placesById(trx, ids)).values()].flatMap(({ name }) => Object.values(name.texts).map((one) => one?.text ?? ''));
  const above = [...(await namesAbove(trx, ids, 'en')).values()].flat();
  return foldText([text.name, text.about ?? '', ...named, ...above].join(' '));
}

async function writePlaces(trx: Trx, id: AssociationId, places: PlacesOf): Promise<void> {
  const rows = sides.flatMap((side) => [...new Set(places[side])].map((place_id) => ({ association_id: id, side, place_id })));
  await trx.insertInto('associations.places').values(rows).execute();
}

const broken = {
  associations_members_source: () => refuse('members-source', { field: 'members' }),
  associations_board: () => refuse('board-wrong', { field: 'boardSize' }),
  associations_activity: () => refuse('activity-day', { field: 'lastActivity' }),
  associations_founded: () => refuse('founded-wrong', { field: 'founded' }),
  associations_website: () => refuse('website-wrong', { field: 'website' }),
};

function columns(text: AssociationText) {
  return {
    name: text.name,
    about: text.about,
    founded: text.founded,
    legal_form: text.legalForm,
    members: text.members,
    members_on: text.membersOn,
    members_by: text.membersBy,
    activities: text.activities,
    finance_size: text.financeSize,
    finance_sources: text.financeSources,
    board_size: text.boardSize,
    board_women: text.boardWomen,
    board_young: text.boardYoung,
    elected_on: text.electedOn,
    last_activity: text.lastActivity,
    last_activity_on: text.lastActivityOn,
    email: text.email,
    phone: text.phone,
    website: text.website,
  };
}
