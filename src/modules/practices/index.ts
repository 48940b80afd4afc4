export { practiceNames, type PracticeName } from './practice-names.ts';
export {
  features,
  reservedCodes,
  standings,
  type Feature,
  type PictureId,
  type Practice,
  type PracticeEntry,
  type PracticeId,
} from './practice.ts';
export { findPractice, listPractices, practicesAbout, practicesById, type PracticeFilter } from './read-practices.ts';
export { importPractices, practicesImporter } from './import-practices.ts';
export type { Content, DraftId } from './sheet-content.ts';
export { beginSheet, beginVersion, changeSheet, getDraft, listDrafts, returnDraft, sendDraft } from './write-sheet.ts';
export { publishDraft } from './publish-sheet.ts';
export { addPicture } from './pictures.ts';
export { findVersion, versionsOf, type Version } from './read-versions.ts';
