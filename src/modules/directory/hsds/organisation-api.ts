import { z } from 'zod';
import { apiRoute, everyone, type ApiRoute } from '#kernel/http';
import { byId, envelope, flag, lang, pageOf, paging, record, tag } from './hsds-page.ts';
import { queryOf } from './list-query.ts';
import { hsdsOrganisationById, hsdsOrganisations } from './load-hsds.ts';

/** Organisations of today. */
export const organisationApi: ApiRoute[] = [
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
];
