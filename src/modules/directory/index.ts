import type { Importer } from '#kernel/import';
import { organisationImporter } from './import-organisations.ts';
import { responsibilityImporter } from './import-responsibilities.ts';
import { serviceImporter } from './import-services.ts';

export type { Organisation, OrganisationEntry, OrganisationId, LocationEntry, PhoneEntry } from './organisation.ts';
export { isUsable, statuses, type Service, type ServiceEntry, type ServiceId, type Status } from './service.ts';
export type { ResponsibilityEntry, ResponsibilityId } from './responsibility.ts';
export { standings, type Source, type Standing } from './standing.ts';

export { findService, servicesById } from './find-service.ts';
export { organisationIds, serviceIds } from './organisation-ids.ts';
export { findOrganisation, organisationsById } from './find-organisation.ts';
export {
  findServices,
  organisationNames,
  placeReach,
  serviceNames,
  resolveService,
  type ServiceChoice,
  type ServiceName,
  type ServiceResolution,
} from './find-services.ts';
export { searchServices, type PlaceReach, type ServiceFilter, type ServiceSearch, type ServicesFound } from './search-services.ts';
export type { ServiceCard } from './service-card.ts';
export { listOrganisations, type OrganisationFilter, type OrganisationLine } from './list-organisations.ts';
export { listResponsibilities, type ResponsibilityFilter, type ResponsibilityLine } from './list-responsibilities.ts';
export { listRevisions, type Revision } from './list-revisions.ts';

export { changeService, checkService, createService } from './save-service.ts';
export type { ServiceDetails } from './service-details.ts';
export { changeOrganisation, createOrganisation, type OrganisationDetails } from './save-organisation.ts';
export { rebuildSearch } from './index-services.ts';
export { directoryTimetable } from './jobs.ts';
export { exportHsds } from './hsds/load-hsds.ts';

/** The directory's lists, in the order in which they can be imported: services name their organisation. */
export const importers: readonly Importer[] = [organisationImporter, serviceImporter, responsibilityImporter];
