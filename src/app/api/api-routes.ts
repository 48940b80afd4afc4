import type { ApiRoute } from '#kernel/http';
import { apiRoutes as directoryApi } from '#modules/directory/pages';
import { apiRoutes as placesApi } from '#modules/places/pages';
import { apiRoutes as calculatorsApi } from '../calculators/api.ts';

/** Every address of the API, of all modules. */
export const apiRoutes: readonly ApiRoute[] = [...placesApi, ...directoryApi, ...calculatorsApi];
