import type { ApiRoute } from '#kernel/http';
import { apiRoutes as directoryApi } from '#modules/directory/pages';
import { apiRoutes as placesApi } from '#modules/places/pages';

/** Every address of the API, of all modules. */
export const apiRoutes: readonly ApiRoute[] = [...placesApi, ...directoryApi];
