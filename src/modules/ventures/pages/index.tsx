import type { Route } from '#kernel/http';
import { founderRoutes } from './founders.tsx';
import { editVentureRoute, newVentureRoute } from './venture-form.tsx';
import { ventureRoute } from './venture.tsx';

export const routes: readonly Route[] = [newVentureRoute, ventureRoute, editVentureRoute, ...founderRoutes];

export { readVentureSummary, VentureSummary, type VentureSummaryData } from './venture.tsx';
