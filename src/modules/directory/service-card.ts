import type { Translated } from '#kernel/i18n';
import type { TextInLanguage } from './in-language.ts';
import type { OrganisationId } from './organisation.ts';
import type { Cost, HoursEntry, ServiceId, Status } from './service.ts';
import type { Source, Standing } from './standing.ts';

/** A service as lists show it. */
export interface ServiceCard {
  id: ServiceId;
  code: string;
  standing: Standing;
  status: Status;
  name: TextInLanguage;
  /** The first 400 characters or so. */
  description: TextInLanguage;
  organisationId: OrganisationId;
  organisation: TextInLanguage;
  /** Names of the places where it is, else of those it is meant for. */
  places: string[];
  categories: string[];
  audiences: string[];
  languages: string[];
  cost: Cost;
  /** The lowest price, where there is one, in minor units. */
  price: { amountMinor: string; currency: string } | null;
  hours: Pick<HoursEntry, 'weekday' | 'opens' | 'closes'>[];
  assuredOn: string | null;
  source: Source | null;
  demonstration: boolean;
}

/** A text in all its languages. */
export interface StoredText {
  source: string;
  in: Record<string, string>;
}

type Translatable = 'name' | 'description' | 'organisation' | 'places';

/** A card in all its languages, as it is kept beside the search entry. */
export interface StoredCard extends Omit<ServiceCard, Translatable> {
  name: StoredText;
  description: StoredText;
  organisation: StoredText;
  places: StoredText[];
}

/** Characters of the description that a list shows. */
const SHOWN = 400;

/** A translatable text as cards keep it, cut to what a list shows. */
export function storedText({ source, texts }: Translated): StoredText {
  return { source, in: Object.fromEntries(Object.entries(texts).map(([lang, { text }]) => [lang, cut(text)])) };
}

/** A card in the reader's language; what has no translation stays in its own. */
export function cardIn(stored: StoredCard, lang: string): ServiceCard {
  return {
    ...stored,
    name: textIn(stored.name, lang),
    description: textIn(stored.description, lang),
    organisation: textIn(stored.organisation, lang),
    places: stored.places.map((place) => textIn(place, lang).text),
  };
}

function textIn(stored: StoredText, lang: string): TextInLanguage {
  const text = stored.in[lang];
  return text === undefined ? { text: stored.in[stored.source] ?? '', lang: stored.source } : { text, lang };
}

function cut(text: string): string {
  return text.length <= SHOWN ? text : [...text].slice(0, SHOWN).join('');
}
