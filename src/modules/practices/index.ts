export type { Practice, PracticeEntry, PracticeId } from './practice.ts';
export { findPractice, listPractices, practicesAbout, type PracticeFilter } from './read-practices.ts';
export { importPractices, practicesImporter } from './import-practices.ts';
