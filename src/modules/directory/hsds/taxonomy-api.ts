import { z } from 'zod';
import { apiRoute, everyone, type ApiRoute } from '#kernel/http';
import { refuse } from '../refusals.ts';
import { byId, envelope, lang, pageOf, paging, record, tag } from './hsds-page.ts';
import type { HsdsFound } from './load-hsds.ts';
import { taxonomy, taxonomyNames, taxonomyTerms } from './taxonomies.ts';

/** The closed lists that services carry, and their entries. */
export const taxonomyApi: ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/hsds/taxonomies',
    summary: 'The closed lists that services carry',
    tag,
    who: everyone,
    query: z.object(paging),
    answers: pageOf,
    handle: async (_ctx, { query }) => envelope(sliced(taxonomyNames.map(taxonomy), query), query.page, query.per_page),
  }),
  apiRoute({
    method: 'GET',
    path: '/hsds/taxonomies/:id',
    summary: 'One closed list',
    tag,
    who: everyone,
    params: byId<'taxonomy'>(),
    answers: record,
    handle: async (_ctx, { params }) => found(taxonomyNames.map(taxonomy), params.id),
  }),
  apiRoute({
    method: 'GET',
    path: '/hsds/taxonomy_terms',
    summary: 'The entries of the closed lists',
    tag,
    who: everyone,
    query: z.object({ ...paging, taxonomy_id: z.uuid().optional() }),
    answers: pageOf,
    handle: async (ctx, { query }) => {
      const terms = taxonomyTerms(query.lang ?? ctx.lang).filter((term) => !query.taxonomy_id || term.taxonomy_id === query.taxonomy_id);
      return envelope(sliced(terms, query), query.page, query.per_page);
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/hsds/taxonomy_terms/:id',
    summary: 'One entry of a closed list',
    tag,
    who: everyone,
    params: byId<'term'>(),
    query: z.object({ lang }),
    answers: record,
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
