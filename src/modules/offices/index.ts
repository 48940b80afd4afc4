export type { ClosedDay, Office, OfficeAtPlace, OfficeClosure, OfficeHours, OfficeId } from './office.ts';
export type { OpeningState } from './opening-state.ts';

export { findOffice, findOfficeByCode, officesById, territoriesOf } from './find-office.ts';
export { listOffices, type OfficeFilter } from './list-offices.ts';
export { describeOffice, type OfficeView } from './describe-office.ts';
export { responsibleOffice, type Responsibility } from './responsible-office.ts';
export { closedDays, officeHours } from './office-times.ts';

export { openOffice } from './open-office.ts';
export { changeOffice, type OfficeDetails } from './change-office.ts';
export { addHours, removeHours } from './change-hours.ts';
export { closeDay, reopenDay, type DayToClose } from './change-closures.ts';
export { addTerritory, removeTerritory } from './change-territories.ts';
export { importOffices, officesImporter, type OfficeImportChoices } from './import-offices.ts';
export { officeNames } from './office-names.ts';
