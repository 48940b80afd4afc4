import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { searchWords } from '#kernel/text';
import type { OfficeId } from '#modules/offices';
import type { PlaceId } from '#modules/places';
import type { Activity, Association, AssociationId, EventKind, LegalForm, PlacesOf, Side, State } from './association.ts';

const COLUMNS = [
  'a.id',
  'a.office_id as officeId',
  'a.name',
  'a.about',
  'a.language',
  'a.founded',
  'a.legal_form as legalForm',
  'a.members',
  'a.members_on as membersOn',
  'a.members_by as membersBy',
  'a.activities',
  'a.finance_size as financeSize',
  'a.finance_sources as financeSources',
  'a.board_size as boardSize',
  'a.board_women as boardWomen',
  'a.board_young as boardYoung',
  'a.elected_on as electedOn',
  'a.last_activity as lastActivity',
  'a.last_activity_on as lastActivityOn',
  'a.email',
  'a.phone',
  'a.website',
  'a.state',
  'a.revision',
  'a.verified_revision as verifiedRevision',
  'a.registered_at as registeredAt',
  'a.verified_at as verifiedAt',
  'a.active_on as activeOn',
  'a.demonstration',
] as const;

/** The check constraints of the table hold the closed lists that these types name. */
type Lists = Pick<Association, 'legalForm' | 'activities' | 'financeSize' | 'financeSources' | 'state'>;

/** An association that the actor may read; null where there is none for them. */
export async function getAssociation(trx: Reads<'associations'>, id: AssociationId): Promise<Association | null> {
  const row = await trx
    .selectFrom('associations.associations as a')
    .select(COLUMNS)
    .$narrowType<Lists>()
    .where('a.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** The association as anybody reads it; null while it is not verified. */
export async function shownAssociation(trx: Reads<'associations'>, id: AssociationId): Promise<Association | null> {
  const found = await getAssociation(trx, id);
  return found?.state === 'verified' ? found : null;
}

export interface AssociationSearch {
  words?: string;
  /** Places inside of which its origin lies. */
  origin?: readonly PlaceId[] | null;
  destination?: readonly PlaceId[] | null;
  activity?: Activity | null;
  legalForm?: LegalForm | null;
  sort?: 'name' | 'founded' | 'active';
  descending?: boolean;
  page: number;
  pageSize: number;
}

const sorting = { name: sql`lower(a.name)`, founded: sql`a.founded`, active: sql`a.active_on` };

/** Verified associations, by name unless said otherwise; what is not known stands last. */
export async function searchAssociations(
  trx: Reads<'associations'>,
  search: AssociationSearch,
): Promise<{ associations: Association[]; total: number }> {
  let query = trx.selectFrom('associations.associations as a').where('a.state', '=', 'verified');
  for (const word of searchWords(search.words ?? '').slice(0, 10)) query = query.where('a.words', 'like', `%${word}%`);
  for (const side of ['origin', 'destination'] as const) {
    const within = search[side];
    if (within)
      query = query.where(sql<boolean>`exists (
        select from associations.places p where p.association_id = a.id and p.side = ${side} and p.place_id = any (${[...within]}::uuid[]))`);
  }
  if (search.activity) query = query.where(sql<boolean>`${search.activity} = any (a.activities)`);
  if (search.legalForm) query = query.where('a.legal_form', '=', search.legalForm);
  const { count } = await query.select(({ fn }) => fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow();
  const direction = search.descending ? sql`desc` : sql`asc`;
  const associations = await query
    .select(COLUMNS)
    .$narrowType<Lists>()
    .orderBy(sql`${sorting[search.sort ?? 'name']} ${direction} nulls last`)
    .orderBy('a.id')
    .limit(search.pageSize)
    .offset((search.page - 1) * search.pageSize)
    .execute();
  return { associations, total: Number(count) };
}

/** The verified association that somebody means by its name or by the address of its page; null where it is none, or several. */
export async function findAssociation(trx: Reads<'associations'>, typed: string): Promise<AssociationId | null> {
  const [id] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(typed.toLowerCase()) ?? [];
  const query = trx.selectFrom('associations.associations as a').select('a.id').where('a.state', '=', 'verified').limit(2);
  const rows = await (
    id
      ? query.where('a.id', '=', id as AssociationId) // has the shape of one
      : query.where(sql<boolean>`lower(a.name) = lower(${typed})`)
  ).execute();
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

/** Associations that some offices verify, those that wait on top. */
export async function associationsAtDesk(
  trx: Reads<'associations'>,
  filter: { officeIds: readonly OfficeId[]; state: State | null; page: number; pageSize: number },
): Promise<{ associations: Association[]; total: number }> {
  if (filter.officeIds.length === 0) return { associations: [], total: 0 };
  let query = trx
    .selectFrom('associations.associations as a')
    .where('a.office_id', 'in', [...filter.officeIds])
    .where('a.state', '<>', 'unconfirmed');
  if (filter.state) query = query.where('a.state', '=', filter.state);
  const { count } = await query.select(({ fn }) => fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow();
  const associations = await query
    .select(COLUMNS)
    .$narrowType<Lists>()
    .orderBy(sql`a.state = 'waiting'`, 'desc')
    .orderBy(sql`a.state = 'verified' and a.revision <> a.verified_revision`, 'desc')
    .orderBy('a.registered_at')
    .orderBy('a.id')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  return { associations, total: Number(count) };
}

/** Associations for which an account writes, by name. */
export async function associationsOf(trx: Reads<'associations'>, accountId: string): Promise<Association[]> {
  return await trx
    .selectFrom('associations.associations as a')
    .innerJoin('associations.keepers as k', 'k.association_id', 'a.id')
    .select(COLUMNS)
    .$narrowType<Lists>()
    .where('k.account_id', '=', accountId)
    .orderBy('a.name')
    .limit(100)
    .execute();
}

/** The places of some associations at both ends. */
export async function placesOf(trx: Reads<'associations'>, ids: readonly AssociationId[]): Promise<Map<AssociationId, PlacesOf>> {
  const found = new Map<AssociationId, PlacesOf>(ids.map((id) => [id, { origin: [], destination: [] }]));
  if (ids.length === 0) return found;
  const rows = await trx
    .selectFrom('associations.places')
    .select(['association_id as id', 'side', 'place_id as placeId'])
    .$narrowType<{ side: Side }>()
    .where('association_id', 'in', [...ids])
    .orderBy('place_id')
    .execute();
  for (const { id, side, placeId } of rows) found.get(id)?.[side].push(placeId);
  return found;
}

/** Whether the actor writes for an association, by account or by the link that they came with. */
export async function writesFor(trx: Reads<'associations'>, id: AssociationId): Promise<boolean> {
  const { rows } = await sql<{ it: boolean }>`select ${id}::uuid in (select associations.mine()) as it`.execute(trx);
  return rows[0]?.it ?? false;
}

export interface Keeper {
  accountId: string | null;
  email: string | null;
  confirmedAt: Date | null;
}

/** Who writes for an association; empty for everybody who may not know. */
export async function keepersOf(trx: Reads<'associations'>, id: AssociationId): Promise<Keeper[]> {
  return await trx
    .selectFrom('associations.keepers')
    .select(['account_id as accountId', 'email', 'confirmed_at as confirmedAt'])
    .where('association_id', '=', id)
    .orderBy('added_at')
    .execute();
}

export interface AssociationEvent {
  id: string;
  kind: EventKind;
  words: string | null;
  before: unknown;
  happenedAt: Date;
}

/** What was done with an entry, the newest first. */
export async function eventsOf(trx: Reads<'associations'>, id: AssociationId): Promise<AssociationEvent[]> {
  return await trx
    .selectFrom('associations.events')
    .select(['id', 'kind', 'words', 'before', 'happened_at as happenedAt'])
    .$narrowType<{ kind: EventKind }>() // a check constraint closes the list
    .where('association_id', '=', id)
    .orderBy('happened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}
