import { z } from 'zod';
import { apiRoute, everyone, type ApiRoute, type Context } from '#kernel/http';
import type { Language } from '#kernel/i18n';
import { refuse } from '../refusals.ts';
import { byId, envelope, flag, lang, pageOf, paging, record, tag } from './hsds-page.ts';
import {
  hsdsOrganisationById,
  hsdsOrganisations,
  hsdsServiceById,
  hsdsServices,
  hsdsServicesAtLocations,
  type HsdsQuery,
} from './load-hsds.ts';
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

type ListQuery = {
  page: number;
  per_page: number;
  lang?: Language | undefined;
  search?: string | undefined;
  full?: string | undefined;
  organization_id?: string | undefined;
  taxonomy_term_id?: string | undefined;
  modified_after?: string | undefined;
};

function queryOf(ctx: Context, query: ListQuery): HsdsQuery {
  return {
    lang: query.lang ?? ctx.lang,
    now: ctx.now,
    page: query.page,
    perPage: query.per_page,
    search: query.search,
    organizationId: query.organization_id,
    taxonomyTermId: query.taxonomy_term_id,
    modifiedAfter: query.modified_after,
    full: query.full === 'true',
  };
}

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
      openapi_url: `${network.publicUrl}/api`,
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
  apiRoute({
    method: 'GET',
    path: '/hsds/services',
    summary: 'Services that one can use today',
    tag,
    who: everyone,
    query: z.object({
      ...paging,
      search: z.string().max(200).optional(),
      full: flag,
      organization_id: z.uuid().optional(),
      taxonomy_term_id: z.uuid().optional(),
      modified_after: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
    }),
    answers: pageOf,
    handle: async (ctx, { query }) => envelope(await hsdsServices(ctx.trx, queryOf(ctx, query)), query.page, query.per_page),
  }),
  apiRoute({
    method: 'GET',
    path: '/hsds/services/:id',
    summary: 'One service with everything that belongs to it',
    tag,
    who: everyone,
    params: byId<'directory.services'>(),
    query: z.object({ lang }),
    answers: record,
    handle: async (ctx, { params, query }) => await hsdsServiceById(ctx.trx, params.id, { lang: query.lang ?? ctx.lang, now: ctx.now }),
  }),
  apiRoute({
    method: 'GET',
    path: '/hsds/organizations',
    summary: 'Organisations of today',
    tag,
    who: everyone,
    query: z.object({ ...paging, search: z.string().max(200).optional(), full: flag }),
    answers: pageOf,
    handle: async (ctx, { query }) => envelope(await hsdsOrganisations(ctx.trx, queryOf(ctx, query)), query.page, query.per_page),
  }),
  apiRoute({
    method: 'GET',
    path: '/hsds/organizations/:id',
    summary: 'One organisation with its phones and addresses',
    tag,
    who: everyone,
    params: byId<'directory.organisations'>(),
    query: z.object({ lang }),
    answers: record,
    handle: async (ctx, { params, query }) =>
      await hsdsOrganisationById(ctx.trx, params.id, { lang: query.lang ?? ctx.lang, now: ctx.now }),
  }),
  apiRoute({
    method: 'GET',
    path: '/hsds/service_at_locations',
    summary: 'Which service is offered where',
    tag,
    who: everyone,
    query: z.object({
      ...paging,
      organization_id: z.uuid().optional(),
      modified_after: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
    }),
    answers: pageOf,
    handle: async (ctx, { query }) => envelope(await hsdsServicesAtLocations(ctx.trx, queryOf(ctx, query)), query.page, query.per_page),
  }),
  apiRoute({
    method: 'GET',
    path: '/hsds/service_at_locations/:id',
    summary: 'One service at one location',
    tag,
    who: everyone,
    params: byId<'directory.service_locations'>(),
    query: z.object({ lang }),
    answers: record,
    handle: async (ctx, { params, query }) => {
      const { contents } = await hsdsServicesAtLocations(ctx.trx, queryOf(ctx, { page: 1, per_page: 1, lang: query.lang }), params.id);
      if (!contents[0]) throw refuse('not-found');
      return contents[0];
    },
  }),
  ...taxonomyApi,
];
