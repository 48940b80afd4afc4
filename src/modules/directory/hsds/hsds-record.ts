import type { Language } from '#kernel/i18n';
import type { PlaceTree } from '../place-tree.ts';

/** An object of HSDS. */
export type Hsds = Record<string, unknown>;

/** What HSDS objects are made with. HSDS has no languages for its texts: they come in the one that was asked for, else in their own. */
export interface HsdsContext {
  lang: Language;
  tree: PlaceTree;
  now: Date;
}

/** HSDS leaves out what is not known; null would not be valid. */
export function known(fields: Hsds): Hsds {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}
