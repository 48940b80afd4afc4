import { z } from 'zod';
import { apiRoute, everyone, type ApiRoute } from '#kernel/http';
import { refuse } from '../refusals.ts';
import { byId, envelope, flag, lang, pageOf, paging, record, tag } from './hsds-page.ts';
import { queryOf } from './list-query.ts';
import { hsdsServiceById, hsdsServices, hsdsServicesAtLocations } from './load-hsds.ts';

/** Services of today, and where each is offered. */
export const serviceApi: ApiRoute[] = [
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
];
