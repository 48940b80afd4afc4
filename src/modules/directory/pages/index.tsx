import type { ApiRoute, Route } from '#kernel/http';
import { directoryApi } from '../api.ts';
import { deskOrganisationRoute, newOrganisationRoute } from './desk-organisation.tsx';
import { deskOrganisationsRoute } from './desk-organisations.tsx';
import { checkServiceRoute, deskServiceRoute, newServiceRoute } from './desk-service.tsx';
import { deskServicesRoute } from './desk-services.tsx';
import { organisationRoute } from './organisation.tsx';
import { organisationsRoute } from './organisations.tsx';
import { serviceRoute } from './service.tsx';
import { servicesRoute } from './services.tsx';
import { whoIsResponsibleRoute } from './who-is-responsible.tsx';

export const routes: Route[] = [
  servicesRoute,
  serviceRoute,
  organisationsRoute,
  organisationRoute,
  whoIsResponsibleRoute,
  deskServicesRoute,
  newServiceRoute,
  deskServiceRoute,
  checkServiceRoute,
  deskOrganisationsRoute,
  newOrganisationRoute,
  deskOrganisationRoute,
];

export const apiRoutes: ApiRoute[] = directoryApi;

export { ServiceCards } from './service-cards.tsx';
export { ServicePicker, type ServicePickerProps } from './service-picker.tsx';
export { ServicesAtPlace, type ServicesAtPlaceProps } from './services-at-place.tsx';
