export {
  fullName,
  genders,
  reachBy,
  type Contact,
  type Gender,
  type Identity,
  type Person,
  type PersonId,
  type Profile,
  type ReachBy,
} from './person.ts';
export { getPerson, ownFiles, peopleByReference, personNames, readContact } from './get-person.ts';
export { openFile, type Intake } from './open-file.ts';
export { changeFile, type FileChange } from './change-file.ts';
export { searchPeople, type PeopleFilter, type PersonFound } from './search-people.ts';
export { countPeople, type PeopleCount } from './count-people.ts';
export { fileOfReference, knownReferences } from './known-references.ts';
