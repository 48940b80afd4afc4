import checklist from '../../../db/reference/policy-checklist.json' with { type: 'json' };
import type { Language } from '#kernel/i18n';

/** A statement that a planner decides on. */
export interface ChecklistItem {
  id: string;
  text: Readonly<Record<Language, string>>;
  detail: Readonly<Record<Language, string>>;
  /** At which end of a corridor it applies. */
  appliesTo: 'both' | 'origin' | 'destination';
  /** Chapter of the document from which it comes. */
  chapter: string;
}

export interface ChecklistSection {
  id: string;
  title: Readonly<Record<Language, string>>;
  items: readonly ChecklistItem[];
}

/** Lessons and policy inputs of a report of 2010, restated as statements (db/reference/README.md tells where they come from). */
export const checklistSections = checklist.sections as readonly ChecklistSection[]; // our own file; a test reads every text of it

export const checklistItems: readonly ChecklistItem[] = checklistSections.flatMap(({ items }) => items);
