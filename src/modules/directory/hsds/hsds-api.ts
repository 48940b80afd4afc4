import { z } from 'zod';
import { apiRoute, everyone, type ApiRoute, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { languages, type Language } from '#kernel/i18n';
import { refuse } from '../refusals.ts';
import {
  hsdsOrganisationById, hsdsOrganisations, hsdsServiceById, hsdsServices, hsdsServicesAtLocations, type HsdsFound, type HsdsQuery,
} from './load-hsds.ts';
import { taxonomy, taxonomyNames, taxonomyTerms } from './taxonomies.ts';

const tag = 'hsds';
const codes = languages.map(({ code }) => code);

/** HSDS records are open: what a consumer does not know it leaves alone. */
const record = z.looseObject({ id: z.uuid() });

/** A page of HSDS 3.1. */
const pageOf = z.object({
  total_items: z.int(),
  total_pages: z.int(),
  page_number: z.int(),
  size: z.int(),
  first_page: z.boolean(),
  last_page: z.boolean(),
  empty: z.boolean(),
  contents: z.array(record),
});

const flag = z.enum(['true', 'false']).optional();
const lang = z.enum(codes).optional().describe('Language of the texts; otherwise that of Accept-Language. A text without translation comes in its own.');
const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(50),
  lang,
};
const byId = <T extends string>() => z.object({ id: idOf<T>() });

/** The profile says what is particular about our HSDS, since its records cannot. */
const profile = {
  name: 'Ponte',
  based_on: 'HSDS 3.1',
  texts: 'HSDS has no language for a text: ask for one with ?lang= or Accept-Language; a text without translation comes in its own language.',
  extensions: {
    'location.external_identifier_type: ponte-place': 'external_identifier is the code of the place in /api/v1/places',
    'attributes': 'taxonomy terms of the taxonomies serviceCategories and audiences',
    'fees_description: free': 'the service is free and nothing more is said about its cost',
  },
  left_out: 'Services that old documents report are history and never published here.',
};

function envelope({ total, contents }: HsdsFound, page: number, perPage: number): z.output<typeof pageOf> {
  const pages = Math.max(1, Math.ceil(total / perPage));
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents: contents as z.output<typeof record>[], // every record is made with an id
  };
}

type ListQuery = { page: number; per_page: number; lang?: Language | undefined; search?: string | undefined; full?: string | undefined; organization_id?: string | undefined; taxonomy_term_id?: string | undefined; modified_after?: string | undefined };

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
    method: 'GET', path: '/hsds', summary: 'What this API is', tag, who: everyone,
    answers: z.object({ version: z.string(), profile: z.url(), openapi_url: z.url() }),
    handle: async ({ network }) => ({ version: '3.1', profile: `${network.publicUrl}/api/v1/hsds/profile`, openapi_url: `${network.publicUrl}/api` }),
  }),
  apiRoute({ method: 'GET', path: '/hsds/profile', summary: 'What is particular about this HSDS', tag, who: everyone, answers: z.looseObject({}), handle: async () => profile }),
  apiRoute({
    method: 'GET', path: '/hsds/services', summary: 'Services that one can use today', tag, who: everyone,
    query: z.object({
      ...paging, search: z.string().max(200).optional(), full: flag, organization_id: z.uuid().optional(), taxonomy_term_id: z.uuid().optional(), modified_after: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
    }),
    answers: pageOf,
    handle: async (ctx, { query }) => envelope(await hsdsServices(ctx.trx, queryOf(ctx, query)), query.page, query.per_page),
  }),
  apiRoute({
    method: 'GET', path: '/hsds/services/:id', summary: 'One service with everything that belongs to it', tag, who: everyone,
    params: byId<'directory.services'>(), query: z.object({ lang }), answers: record,
    handle: async (ctx, { params, query }) => await hsdsServiceById(ctx.trx, params.id, { lang: query.lang ?? ctx.lang, now: ctx.now }),
  }),
  apiRoute({
    method: 'GET', path: '/hsds/organizations', summary: 'Organisations of today', tag, who: everyone,
    query: z.object({ ...paging, search: z.string().max(200).optional(), full: flag }), answers: pageOf,
    handle: async (ctx, { query }) => envelope(await hsdsOrganisations(ctx.trx, queryOf(ctx, query)), query.page, query.per_page),
  }),
  apiRoute({
    method: 'GET', path: '/hsds/organizations/:id', summary: 'One organisation with its phones and addresses', tag, who: everyone,
    params: byId<'directory.organisations'>(), query: z.object({ lang }), answers: record,
    handle: async (ctx, { params, query }) => await hsdsOrganisationById(ctx.trx, params.id, { lang: query.lang ?? ctx.lang, now: ctx.now }),
  }),
  apiRoute({
    method: 'GET', path: '/hsds/service_at_locations', summary: 'Which service is offered where', tag, who: everyone,
    query: z.object({ ...paging, organization_id: z.uuid().optional(), modified_after: z.iso.datetime({ offset: true }).or(z.iso.date()).optional() }), answers: pageOf,
    handle: async (ctx, { query }) => envelope(await hsdsServicesAtLocations(ctx.trx, queryOf(ctx, query)), query.page, query.per_page),
  }),
  apiRoute({
    method: 'GET', path: '/hsds/service_at_locations/:id', summary: 'One service at one location', tag, who: everyone,
    params: byId<'directory.service_locations'>(), query: z.object({ lang }), answers: record,
    handle: async (ctx, { params, query }) => {
      const { contents } = await hsdsServicesAtLocations(ctx.trx, queryOf(ctx, { page: 1, per_page: 1, lang: query.lang }), params.id);
      if (!contents[0]) throw refuse('not-found');
      return contents[0];
    },
  }),
  apiRoute({
    method: 'GET', path: '/hsds/taxonomies', summary: 'The closed lists that services carry', tag, who: everyone, query: z.object(paging), answers: pageOf,
    handle: async (_ctx, { query }) => envelope(sliced(taxonomyNames.map(taxonomy), query), query.page, query.per_page),
  }),
  apiRoute({
    method: 'GET', path: '/hsds/taxonomies/:id', summary: 'One closed list', tag, who: everyone, params: byId<'taxonomy'>(), answers: record,
    handle: async (_ctx, { params }) => found(taxonomyNames.map(taxonomy), params.id),
  }),
  apiRoute({
    method: 'GET', path: '/hsds/taxonomy_terms', summary: 'The entries of the closed lists', tag, who: everyone,
    query: z.object({ ...paging, taxonomy_id: z.uuid().optional() }), answers: pageOf,
    handle: async (ctx, { query }) => {
      const terms = taxonomyTerms(query.lang ?? ctx.lang).filter((term) => !query.taxonomy_id || term.taxonomy_id === query.taxonomy_id);
      return envelope(sliced(terms, query), query.page, query.per_page);
    },
  }),
  apiRoute({
    method: 'GET', path: '/hsds/taxonomy_terms/:id', summary: 'One entry of a closed list', tag, who: everyone, params: byId<'term'>(), query: z.object({ lang }), answers: record,
    handle: async (ctx, { params, query }) => found(taxonomyTerms(query.lang ?? ctx.lang), params.id),
  }),
];

function sliced(all: readonly Record<string, unknown>[], { page, per_page: perPage }: { page: number; per_page: number }): HsdsFound {
  return { total: all.length, contents: all.slice((page - 1) * perPage, page * perPage) };
}

function found<T extends { id: string }>(all: readonly T[], id: string): T {
  const one = all.find((item) => item.id === id);
  if (!one) throw refuse('not-found');
  return one;
}
