import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Money } from '#kernel/money';
import type { Place, RecordSource } from '#modules/places';

export type PracticeId = Id<'practices.practices'>;

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
}

/** An initiative with its whole case sheet. */
export interface Practice extends PracticeEntry {
  sheet: CaseSheet;
  website: string | null;
  budget: Money | null;
  budgetNote: Translated | null;
  corridors: PracticeCorridor[];
}

/** The name of a field as its column has it: `partnersElsewhere` is `partners_elsewhere`. */
export function columnOf(field: SheetText | SheetList): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
