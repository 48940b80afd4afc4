import type { Route } from '#kernel/http';
import { editPersonRoute } from './edit.tsx';
import { peopleRoute } from './list.tsx';

export const routes: readonly Route[] = [peopleRoute, editPersonRoute];

export { PersonSummary, readPersonSummary, type PersonSummaryData } from './person-summary.tsx';
export {
  contactFields,
  contactOf,
  genderField,
  identityFields,
  identityOf,
  languageField,
  readPhone,
  secondLanguage,
  spokenLanguages,
} from './file-fields.ts';
export { readPlace } from './read-place.ts';
