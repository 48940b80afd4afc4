import { sql } from 'kysely';
import type { Reads, Writes } from '#kernel/db';
import { languages, type Translated } from '#kernel/i18n';
import type { Place, PlaceId } from '#modules/places';
import { termLabel } from '#modules/vocabulary';
import { addPlaces, widerOf, type PlaceTree } from './place-tree.ts';
import { facetWords } from './filter-words.ts';
import { storedText, type ServiceCard, type StoredCard } from './service-card.ts';
import type { ServiceId, Status } from './service.ts';
import type { Source, Standing } from './standing.ts';
import { searchVector, wordFolder, type ServiceWords } from './words.ts';
import { writeRows } from './write-rows.ts';

/** What the search and its lists need to know of a service. */
interface Indexed extends Pick<ServiceCard, 'code' | 'cost' | 'price' | 'hours' | 'demonstration' | 'organisationId'> {
  id: ServiceId;
  standing: Standing;
  status: Status;
  active: boolean;
  name: Translated;
  organisation: Translated;
  alternateName: string | null;
  description: Translated;
  texts: (Translated | null)[];
  categories: string[];
  audiences: string[];
  languages: string[];
  assuredOn: string | null;
  source: Source | null;
  places: PlaceId[];
}

/** A reported service without a year stands with the others of about 2010. */
const YEAR_OF_REPORTS = 2010;

/** Places that a card names. */
const PLACES_SHOWN = 3;

const BATCH = 1_000;

/**
 * Writes the search entries of services and the words that they use. Called by every use case that changes what a
 * search can find, in the same transaction: words are folded by the application, so a trigger could not do it, and an
 * import writes ten thousand entries at once.
 */
export async function indexServices(trx: Writes<'directory'> & Reads<'places'>, ids: readonly ServiceId[]): Promise<void> {
  const places: PlaceTree = new Map();
  const vocabulary: WordCounts = new Map();
  const fold = wordFolder();
  for (let at = 0; at < ids.length; at += BATCH) {
    const services = await loadIndexed(trx, ids.slice(at, at + BATCH));
    await addPlaces(
      trx,
      places,
      services.flatMap((service) => service.places),
    );
    const rows = services.map((service) => entryOf(service, widerOf(places, service.places), vocabulary, fold));
    await writeRows(trx, 'directory.search_entries', rows, { key: 'service_id' });
    const cards = services.map((service) => ({ service_id: service.id, card: cardOf(service, places) }));
    await writeRows(trx, 'directory.service_cards', cards, { key: 'service_id' });
  }
  if (ids.length > 0) await sql`select directory.settle_search()`.execute(trx);
  await learnWords(trx, vocabulary);
}

/** Writes all search entries and counts the vocabulary anew: after places were imported, or nightly. */
export async function rebuildSearch(trx: Writes<'directory'> & Reads<'places'>): Promise<number> {
  await sql`delete from directory.vocabulary`.execute(trx);
  const { rows } = await sql<{ id: ServiceId }>`select id from directory.services order by id`.execute(trx);
  await indexServices(
    trx,
    rows.map(({ id }) => id),
  );
  return rows.length;
}

async function loadIndexed(trx: Reads<'directory'>, ids: readonly ServiceId[]): Promise<Indexed[]> {
  const { rows } = await sql<Indexed>`
    select s.id, s.organisation_id as "organisationId", s.standing, s.status, o.active, s.name, o.name as organisation,
           o.alternate_name as "alternateName", s.description, jsonb_build_array(s.description, s.eligibility, s.application) as texts,
           s.code, s.cost, s.demonstration,
           (
             select jsonb_build_object('amountMinor', c.amount_minor::text, 'currency', c.currency)
               from directory.cost_options c
              where c.service_id = s.id and c.amount_minor is not null
              order by c.amount_minor
              limit 1
           ) as price,
           (
             select coalesce(jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens', to_char(h.opens, 'HH24:MI'), 'closes', to_char(h.closes, 'HH24:MI')) order by h.weekday, h.opens), '[]')
               from directory.schedules h
              where h.service_id = s.id
           ) as hours,
           s.categories, s.audiences, s.languages, s.assured_on as "assuredOn", s.source,
           coalesce(nullif(array(
             select place_id from (
               select (select l.place_id from directory.locations l where l.id = sl.location_id) as place_id, 1 as rank
                 from directory.service_locations sl
                where sl.service_id = s.id
               union
               select a.place_id, 2
                 from directory.service_areas a
                where a.service_id = s.id
             ) at
              group by place_id
              order by min(rank), place_id
           ), '{}'), array_remove(array[o.place_id], null)) as places
      from directory.services s
      join directory.organisations o on o.id = s.organisation_id
     where s.id = any (${[...ids]}::uuid[])`.execute(trx);
  return rows;
}

function cardOf(service: Indexed, places: PlaceTree): StoredCard {
  const { alternateName: _name, texts: _texts, active: _active, ...shown } = service;
  return {
    ...shown,
    name: storedText(service.name),
    description: storedText(service.description),
    organisation: storedText(service.organisation),
    places: service.places
      .slice(0, PLACES_SHOWN)
      .flatMap((id) => places.get(id) ?? [])
      .map(({ name }) => storedText(name)),
  };
}

/** In how many services each word of a language stands. */
type WordCounts = Map<string, Map<string, number>>;

type Fold = ReturnType<typeof wordFolder>;

function entryOf(service: Indexed, around: readonly Place[], vocabulary: WordCounts, fold: Fold) {
  const byLanguage = languagesOf(service, around).map((lang) => ({ lang, words: wordsIn(service, around, lang, fold) }));
  for (const { lang, words } of byLanguage) countWords(vocabulary, lang, words);
  const all = byLanguage.map(({ words }) => words);
  const { standing, status, active } = service;
  const listed = active && (status === 'active' || status === 'temporarily closed');
  const within = around.map(({ id }) => id);
  return {
    service_id: service.id,
    organisation_id: service.organisationId,
    standing,
    listed,
    words: `${facetWords({ ...service, listed, within })} ${searchVector({
      names: all.flatMap(({ names }) => names),
      labels: all.flatMap(({ labels }) => labels),
      places: all.flatMap(({ places }) => places),
      texts: all.flatMap(({ texts }) => texts),
    })}`,
    within,
    sort_on: service.assuredOn ?? `${service.source?.year ?? YEAR_OF_REPORTS}-01-01`,
  };
}

function languagesOf(service: Indexed, around: readonly Place[]): string[] {
  const texts = [service.name, service.organisation, ...service.texts, ...around.map(({ name }) => name)];
  return [...new Set([...languages.map(({ code }) => code), ...texts.flatMap((text) => Object.keys(text?.texts ?? {}))])];
}

function wordsIn(service: Indexed, around: readonly Place[], lang: string, fold: Fold): ServiceWords {
  const labelled = languages.find(({ code }) => code === lang)?.code;
  const labels = [
    ...textsIn(lang, [service.organisation]),
    ...(service.organisation.source === lang && service.alternateName ? [service.alternateName] : []),
    ...(labelled ? service.categories.map((code) => termLabel('serviceCategories', code, labelled)) : []),
    ...(labelled ? service.audiences.map((code) => termLabel('audiences', code, labelled)) : []),
  ];
  return {
    names: fold(textsIn(lang, [service.name])),
    labels: fold(labels),
    places: fold(
      textsIn(
        lang,
        around.map(({ name }) => name),
      ),
    ),
    texts: fold(textsIn(lang, service.texts)),
  };
}

function textsIn(lang: string, texts: readonly (Translated | null)[]): string[] {
  return texts.flatMap((text) => text?.texts[lang]?.text ?? []);
}

function countWords(vocabulary: WordCounts, lang: string, { names, labels, places, texts }: ServiceWords): void {
  const counts = vocabulary.get(lang) ?? new Map<string, number>();
  vocabulary.set(lang, counts);
  for (const word of new Set([...names, ...labels, ...places, ...texts])) counts.set(word, (counts.get(word) ?? 0) + 1);
}

/** New words only, in one order for all writers: two edits at once never wait for each other in a circle. */
async function learnWords(trx: Writes<'directory'>, vocabulary: WordCounts): Promise<void> {
  const rows = [...vocabulary].flatMap(([lang, counts]) => [...counts].map(([word, weight]) => ({ word, lang, weight })));
  await sql`
    insert into directory.vocabulary (word, lang, weight)
    select word, lang, weight
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as used (word text, lang text, weight int)
     order by word collate "C", lang
    on conflict (word, lang) do nothing`.execute(trx);
}
