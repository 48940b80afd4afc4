import type { Route } from '#kernel/http';
import { editVentureRoute, newVentureRoute } from './venture-form.tsx';
import { ventureRoute } from './venture.tsx';

export const routes: readonly Route[] = [newVentureRoute, ventureRoute, editVentureRoute];

export { readVentureSummary, VentureSummary, type VentureSummaryData } from './venture.tsx';
