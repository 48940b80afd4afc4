import type { Route } from '#kernel/http';
import { remittancesRoute } from './compare.tsx';
import { deskRoute } from './desk-list.tsx';
import { newServiceRoute } from './desk-new.tsx';
import { serviceRoute, withdrawServiceRoute } from './desk-service.tsx';

export const routes: readonly Route[] = [remittancesRoute, deskRoute, newServiceRoute, serviceRoute, withdrawServiceRoute];

export { readCorridorRemittances, RemittancesOfCorridor, type CorridorRemittances } from './corridor-remittances.tsx';
