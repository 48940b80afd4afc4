import { newId, type Actor, type Reads, type Writes } from '#kernel/db';
import type { Authorship } from '#kernel/i18n';
import { slugify } from '#kernel/text';
import type { PlaceId } from '#modules/places';
import { findOrganisation, organisationsByCode } from './find-organisation.ts';
import type { Organisation, OrganisationEntry, OrganisationId } from './organisation.ts';
import { addPlaces, countryOf, type PlaceTree } from './place-tree.ts';
import { refuse } from './refusals.ts';
import { requireKeeper } from './require-keeper.ts';
import { locationCode } from './write-locations.ts';
import { writeOrganisations } from './write-organisations.ts';
import { writtenText } from './written-text.ts';

type Handle = Writes<'directory'> & Reads<'places' | 'access'>;

/** An organisation as a form gives it: texts in one language, one address. */
export interface OrganisationDetails {
  /** The language of the texts. */
  lang: string;
  /** Null only where it has a name in another language already. */
  name: string | null;
  alternateName: string | null;
  kind: string;
  description: string | null;
  placeId: PlaceId;
  address: string | null;
  postalCode: string | null;
  phone: string | null;
  email: string | null;
  website: string | null;
  languages: string[];
  active: boolean;
  /** Set where the form says that somebody checked the entry today. */
  assuredOn: string | null;
}

/** Adds an organisation. Refusals: only who keeps the whole directory may. */
export async function createOrganisation(trx: Handle, actor: Actor, details: OrganisationDetails, now: Date): Promise<OrganisationId> {
  await requireKeeper(trx, actor, null);
  const code = await save(trx, actor, null, details, now);
  const [made] = await organisationsByCode(trx, [code]);
  if (!made) throw new Error('the organisation just written is not there');
  return made.id;
}

/** Changes a live organisation; the history keeps what it was. Refusals: not the actor's organisation, history. */
export async function changeOrganisation(
  trx: Handle,
  actor: Actor,
  id: OrganisationId,
  details: OrganisationDetails,
  now: Date,
): Promise<void> {
  await requireKeeper(trx, actor, id);
  const stored = await findOrganisation(trx, id);
  if (stored.standing === 'reported') throw refuse('history-stays');
  await save(trx, actor, stored, details, now);
}

async function save(trx: Handle, actor: Actor, stored: Organisation | null, details: OrganisationDetails, now: Date): Promise<string> {
  const tree: PlaceTree = new Map();
  await addPlaces(trx, tree, [details.placeId]);
  const entry = entryFrom(details, stored, tree, { by: actor.accountId ?? 'system', kind: 'human', at: now.toISOString() });
  await writeOrganisations(trx, [entry], { by: actor.accountId, now, what: 'changed' });
  return entry.code;
}

function entryFrom(details: OrganisationDetails, stored: Organisation | null, tree: PlaceTree, author: Authorship): OrganisationEntry {
  const { lang, placeId } = details;
  const name = writtenText(stored?.name ?? null, details.name, lang, author);
  if (!name) throw new Error('the form let an organisation without a name through');
  const code =
    stored?.code ??
    `${slugify(details.name ?? '', 'organisation')
      .slice(0, 90)
      .replace(/-+$/, '')}-${newId<'directory'>().slice(-8)}`;
  const [phone, ...phones] = stored?.phones ?? [];
  return {
    code,
    externalId: stored?.externalId ?? null,
    standing: 'live',
    name,
    alternateName: details.alternateName,
    kind: details.kind,
    description: writtenText(stored?.description ?? null, details.description, lang, author),
    placeId,
    website: details.website,
    email: details.email,
    languages: details.languages,
    source: null,
    assuredOn: details.assuredOn ?? stored?.assuredOn ?? null,
    active: details.active,
    demonstration: stored?.demonstration ?? false,
    phones: details.phone
      ? [{ ...(phone ?? { kind: 'voice', description: null, languages: [] }), number: details.phone }, ...phones]
      : phones,
    locations: seatOf(details, stored, code, tree),
  };
}

function seatOf(
  { address, postalCode, placeId }: OrganisationDetails,
  stored: Organisation | null,
  code: string,
  tree: PlaceTree,
): OrganisationEntry['locations'] {
  if (!address) return [];
  const before = stored?.locations[0];
  const same = before?.placeId === placeId && before.address1 === address;
  const location = {
    placeId,
    kind: 'physical' as const,
    name: before?.name ?? null,
    address1: address,
    address2: same ? before.address2 : null,
    postalCode,
    city: same ? before.city : null,
    stateProvince: same ? before.stateProvince : null,
    country: countryOf(tree, placeId),
    lat: same ? before.lat : null,
    lon: same ? before.lon : null,
    accessibility: before?.accessibility ?? null,
    transportation: before?.transportation ?? null,
  };
  return [{ code: locationCode(code, location), ...location }];
}
