import { z } from 'zod';
import { apiRoute, everyone, type ApiRoute } from '#kernel/http';
import { tag } from './hsds-page.ts';
import { organisationApi } from './organisation-api.ts';
import { serviceApi } from './service-api.ts';
import { taxonomyApi } from './taxonomy-api.ts';

/** The profile says what is particular about our HSDS, since its records cannot. */
const profile = {
  name: 'Ponte',
  based_on: 'HSDS 3.1',
  texts:
    'HSDS has no language for a text: ask for one with ?lang= or Accept-Language; a text without translation comes in its own language.',
  extensions: {
    'location.external_identifier_type: ponte-place': 'external_identifier is the code of the place in /api/v1/places',
    attributes: 'taxonomy terms of the taxonomies serviceCategories and audiences',
    'fees_description: free': 'the service is free and nothing more is said about its cost',
  },
  left_out: 'Services that old documents report are history and never published here.',
};

/** The directory as HSDS 3.1 (Open Referral), below /api/v1/hsds: services of today only. */
export const hsdsApi: ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/hsds',
    summary: 'What this API is',
    tag,
    who: everyone,
    answers: z.object({ version: z.string(), profile: z.url(), openapi_url: z.url() }),
    handle: async ({ network }) => ({
      version: '3.1',
      profile: `${network.publicUrl}/api/v1/hsds/profile`,
      openapi_url: `${network.publicUrl}/api/v1/openapi.json`,
    }),
  }),
  apiRoute({
    method: 'GET',
    path: '/hsds/profile',
    summary: 'What is particular about this HSDS',
    tag,
    who: everyone,
    answers: z.looseObject({}),
    handle: async () => profile,
  }),
  ...serviceApi,
  ...organisationApi,
  ...taxonomyApi,
];
