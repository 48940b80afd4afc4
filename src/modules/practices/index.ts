export type { CaseSheet, Practice, PracticeCorridor, PracticeEntry, PracticeId, ReportedPlace } from './practice.ts';
export { findPractice, listPractices, practiceCountries, practicesAbout, practiceSorts, type PracticeFilter } from './read-practices.ts';
export { importPractices, practicesImporter } from './import-practices.ts';
