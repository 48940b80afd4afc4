import type { Route } from '#kernel/http';
import { adminClosuresRoute, reopenDayRoute } from './admin-closures.tsx';
import { adminDetailsRoute } from './admin-details.tsx';
import { adminHoursRoute, removeHoursRoute } from './admin-hours.tsx';
import { adminOfficesRoute } from './admin-list.tsx';
import { adminNewRoute } from './admin-new.tsx';
import { adminTerritoriesRoute, removeTerritoryRoute } from './admin-territories.tsx';
import { officesRoute } from './offices.tsx';

export const routes: Route[] = [
  officesRoute,
  adminOfficesRoute,
  adminNewRoute,
  adminDetailsRoute,
  adminHoursRoute,
  removeHoursRoute,
  adminClosuresRoute,
  reopenDayRoute,
  adminTerritoriesRoute,
  removeTerritoryRoute,
];

export { officePage } from './office.tsx';
export { OfficeContact } from './office-contact.tsx';
export { ResponsibleOffice, type ResponsibleOfficeProps } from './responsible-office.tsx';
