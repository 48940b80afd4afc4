import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Money } from '#kernel/money';
import type { OfficeId } from '#modules/offices';
import type { Place, RecordSource } from '#modules/places';

export type PracticeId = Id<'practices.practices'>;

/**
 * First parts of addresses below /practices that belong to pages, and so are no short name of a practice; src/app/practices
 * holds this list to the pages that there are.
 */
export const reservedCodes = [
  'compare',
  'contributions',
  'drafts',
  'fairs',
  'pictures',
  'profiles',
  'questions',
  'timeline',
  'transfers',
] as const;

/** Whether a short name would hide behind a page of the library. */
export const isReserved = (code: string): boolean => (reservedCodes as readonly string[]).includes(code);

/** Fields of the case sheet that hold one text. */
export const sheetTexts = [
  'localAuthority',
  'policyLevels',
  'beneficiaries',
  'needs',
  'decisionProcess',
  'outsideActors',
  'outlook',
] as const;
export type SheetText = (typeof sheetTexts)[number];

/** Fields of the case sheet that hold a list of texts. */
export const sheetLists = [
  'departments',
  'partnersSameCommunity',
  'partnersElsewhere',
  'budgetSources',
  'objectives',
  'communication',
  'developmentPriorities',
  'coherenceMechanisms',
  'successFeatures',
  'obstacles',
] as const;
export type SheetList = (typeof sheetLists)[number];

/** The eight features of a good practice, in the order of the mapping form (JMDI handbook, Annex II). */
export const features = [
  'ownership-participation',
  'impact-at-origin',
  'cost-efficiency',
  'institutional',
  'differences-culture',
  'adaptability',
  'transferability',
  'limits-improvements',
] as const;
export type Feature = (typeof features)[number];

/** Features that a practice has, each with the reason. */
export type Features = readonly { feature: Feature; reason: Translated }[];

export type PictureId = Id<'practices.pictures'>;

/** At most so many pictures are in one sheet. */
export const MOST_PICTURES = 6;

/** By which leave a picture is shown: the maker's own words, or a licence that anybody may read up. */
export const licences = ['permission', 'cc0', 'cc-by', 'cc-by-sa'] as const;
export type Licence = (typeof licences)[number];

/** A picture of a sheet, in words; its points come by an address of their own. */
export interface Picture {
  id: PictureId;
  /** What can be seen, for those who cannot see it. */
  words: Translated;
  caption: Translated | null;
  /** Who made it. */
  credit: string;
  licence: Licence;
}

/** As a document reported it; confirmed by the authority that runs it; ended by its word. */
export const standings = ['reported', 'confirmed', 'ended'] as const;
export type Standing = (typeof standings)[number];

/** The texts of a case sheet, in the language of the document and, where somebody translated them, in others. */
export type CaseSheet = Readonly<Record<SheetText, Translated | null> & Record<SheetList, readonly Translated[]>>;

/** A place as a document names it, and the same place in our tree where one could be told. */
export interface ReportedPlace {
  name: string;
  /** ISO 3166-1. */
  country: string | null;
  place: Place | null;
}

/** A pair of places that a practice joins. */
export interface PracticeCorridor {
  origin: ReportedPlace;
  destination: ReportedPlace;
}

/** An initiative in a list. */
export interface PracticeEntry {
  id: PracticeId;
  /** Our stable short name, used in addresses. */
  code: string;
  title: Translated;
  summary: Translated;
  localAuthority: Translated | null;
  /** Where it is run from. */
  place: Place | null;
  /** Vocabulary code. */
  adminLevel: string;
  /** ISO 3166-1 codes. */
  countries: string[];
  /** Vocabulary codes. */
  themes: string[];
  /** A year, a month or a day. */
  starts: string | null;
  ends: string | null;
  /** Whether it was still going on when it was reported; null where nobody says. */
  ongoing: boolean | null;
  source: RecordSource;
  /** When the document was published. */
  reported: string | null;
  standing: Standing;
  /** When it was confirmed or ended: a year, a month or a day. */
  standingOn: string | null;
  /** Number of the version that is shown; 0 where only an import has written it. */
  version: number;
}

/** An initiative with its whole case sheet. */
export interface Practice extends PracticeEntry {
  sheet: CaseSheet;
  website: string | null;
  budget: Money | null;
  budgetNote: Translated | null;
  corridors: PracticeCorridor[];
  features: Features;
  pictures: readonly Picture[];
  /** Office whose people keep the sheet. */
  keeperId: OfficeId | null;
}

/** The name of a field as its column has it: `partnersElsewhere` is `partners_elsewhere`. */
export function columnOf(field: SheetText | SheetList): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
