/**
 * Lists of region codes. The same code may mean another area in another edition (Commission Regulation (EC) No 1059/2003 and
 * its amendments), so figures of two editions are never set side by side as one region.
 */
export const nutsEditions = [
  'nuts-1999',
  'nuts-2003',
  'nuts-2006',
  'nuts-2010',
  'nuts-2013',
  'nuts-2016',
  'nuts-2021',
  'nuts-2024',
] as const;

/** `country`: codes or names of countries; `other`: another list, which the note of the release names. */
export const editions = [...nutsEditions, 'country', 'other'] as const;
export type Edition = (typeof editions)[number];

/** What an importer can choose for the regions of a file. */
export const chosenEditions = [...nutsEditions, 'other'] as const;

/** A region below a country: two letters and one to three more signs. `EU27_2020` and the like are no regions. */
const region = /^[A-Z]{2}[A-Z0-9]{1,3}$/;
/** Groups of countries of Eurostat's geo list, which have the shape of a region. */
const groups = /^(EU\d*|EA\d*|EFTA|EEA\d*|OTH|UNK|NEU|EXT|TOTAL|WORLD|NAT|FOR|STLS|NRP|RNC|CC\d|IC|AFR|AME|ASI|EUR|OCE|CAN|COL)$/;

export function isRegionCode(code: string): boolean {
  return region.test(code) && !groups.test(code);
}
