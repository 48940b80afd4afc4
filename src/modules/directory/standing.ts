/**
 * `live`: works today, checked on a day. `reported`: a document of about 2005 to 2010 tells of it; history, never
 * offered as something that one can use.
 */
export const standings = ['live', 'reported'] as const;

export type Standing = (typeof standings)[number];

/** Where a reported entry comes from. */
export interface Source {
  /** File name of the document; `sourceText` of the places turns it into a title. */
  document: string;
  /** Chapters that mention it. */
  chapters: string[];
  /** Year of the document, where it bears one. */
  year: number | null;
}
