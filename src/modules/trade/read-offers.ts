import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { searchWords } from '#kernel/text';
import type { CorridorId } from '#modules/places';
import type { VentureId } from '#modules/ventures';
import type { ContactOf, End, Kind, Offer, OfferId, PublicOffer, State, Subject } from './offer.ts';

const PUBLIC = [
  'id',
  'kind',
  'what',
  'hs_code as hsCode',
  'sector',
  'title',
  'description',
  'quantity',
  'unit',
  'per',
  'months',
  'incoterm',
  'term_place as termPlace',
  'certificates',
  'languages',
  'corridor_id as corridorId',
  'at_end as atEnd',
  'valid_until as validUntil',
  'published_at as publishedAt',
] as const;

const ALL = [
  ...PUBLIC,
  'venture_id as ventureId',
  'office_id as officeId',
  'state',
  'revision',
  'sent_at as sentAt',
  'updated_at as updatedAt',
] as const;

/** The check constraints of the table hold the closed lists that these types name. */
type Lists = Pick<Offer, 'kind' | 'what' | 'unit' | 'per' | 'incoterm' | 'certificates' | 'atEnd' | 'state'>;
type PublicLists = Omit<Lists, 'state'>;

/** An offer with all that founders and desk see of it; null where it is not open to the actor as theirs. */
export async function getOffer(trx: Reads<'trade'>, id: OfferId): Promise<Offer | null> {
  const row = await trx.selectFrom('trade.offers').select(ALL).$narrowType<Lists>().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** Whether an offer is shown to anybody today. */
const shown = sql<boolean>`o.state = 'published' and o.valid_until >= current_date`;

/** What anybody reads of a published offer; null where there is none. */
export async function publishedOffer(trx: Reads<'trade'>, id: OfferId): Promise<PublicOffer | null> {
  const row = await trx
    .selectFrom('trade.offers as o')
    .select(PUBLIC)
    .$narrowType<PublicLists>()
    .where('o.id', '=', id)
    .where(shown)
    .executeTakeFirst();
  return row ?? null;
}

export interface OfferSearch {
  words?: string;
  corridorId?: CorridorId | null;
  /** Two digits: a chapter of goods. */
  chapter?: string | null;
  kind?: Kind | null;
  what?: Subject | null;
  atEnd?: End | null;
  page: number;
  pageSize: number;
}

export interface OffersFound {
  offers: PublicOffer[];
  total: number;
  /** True where no offer has the words as typed and these have some that are spelt nearly so. */
  nearly: boolean;
}

/** Published offers and requests, newest first. Words count as beginnings in any of the six languages; where none has them, near spellings do. */
export async function searchOffers(trx: Reads<'trade'>, search: OfferSearch): Promise<OffersFound> {
  const words = searchWords(search.words ?? '').slice(0, 10);
  const exact = await find(trx, search, words, 'exact');
  if (exact.total > 0 || words.length === 0) return { ...exact, nearly: false };
  const near = await find(trx, search, words, 'near');
  return { ...near, nearly: near.total > 0 };
}

async function find(trx: Reads<'trade'>, search: OfferSearch, words: readonly string[], how: 'exact' | 'near') {
  let query = trx.selectFrom('trade.offers as o').where(shown);
  if (search.corridorId) query = query.where('o.corridor_id', '=', search.corridorId);
  if (search.chapter) query = query.where('o.hs_code', 'like', `${search.chapter}%`);
  if (search.kind) query = query.where('o.kind', '=', search.kind);
  if (search.what) query = query.where('o.what', '=', search.what);
  if (search.atEnd) query = query.where('o.at_end', '=', search.atEnd);
  if (how === 'exact' && words.length > 0) {
    const asked = words.map((word) => `${word}:*`).join(' & '); // folded words hold letters and digits only
    query = query.where(sql<boolean>`o.search @@ to_tsquery('simple', ${asked})`);
  }
  if (how === 'near') for (const word of words) query = query.where(sql<boolean>`${word} operator(public.<%) o.words`);
  const { count } = await query.select(({ fn }) => fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow();
  const offers = await query
    .select(PUBLIC)
    .$narrowType<PublicLists>()
    .orderBy('o.published_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(search.pageSize)
    .offset((search.page - 1) * search.pageSize)
    .execute();
  return { offers, total: Number(count) };
}

/** All offers of some ventures, newest change first. */
export async function offersOfVentures(trx: Reads<'trade'>, ids: readonly VentureId[]): Promise<Offer[]> {
  if (ids.length === 0) return [];
  return await trx
    .selectFrom('trade.offers')
    .select(ALL)
    .$narrowType<Lists>()
    .where('venture_id', 'in', [...ids])
    .orderBy('updated_at', 'desc')
    .limit(200)
    .execute();
}

/** Offers in the custody of some offices, those that wait for a review first, the longest waiting on top. */
export async function offersAtDesk(
  trx: Reads<'trade'>,
  filter: { officeIds: readonly string[]; state: State | null; page: number; pageSize: number },
): Promise<{ offers: Offer[]; total: number }> {
  if (filter.officeIds.length === 0) return { offers: [], total: 0 };
  let query = trx.selectFrom('trade.offers').where('office_id', 'in', [...filter.officeIds]);
  if (filter.state) query = query.where('state', '=', filter.state);
  const { count } = await query.select(({ fn }) => fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow();
  const offers = await query
    .select(ALL)
    .$narrowType<Lists>()
    .orderBy(sql`state = 'waiting'`, 'desc')
    .orderBy(sql`case when state = 'waiting' then sent_at end`)
    .orderBy('updated_at', 'desc')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  return { offers, total: Number(count) };
}

/** The contact of an offer; null unless the actor is on its side, or asked and both sides have confirmed. */
export async function offerContact(trx: Reads<'trade'>, id: OfferId): Promise<ContactOf | null> {
  const row = await trx.selectFrom('trade.offer_contacts').select(['name', 'phone', 'email']).where('offer_id', '=', id).executeTakeFirst();
  return row ?? null;
}
