import type { Context } from '#kernel/http';
import type { Language } from '#kernel/i18n';
import type { HsdsQuery } from './load-hsds.ts';

/** What the lists take, as their schemas read it; a list takes what it has. */
export type ListQuery = {
  page: number;
  per_page: number;
  lang?: Language | undefined;
  search?: string | undefined;
  full?: string | undefined;
  organization_id?: string | undefined;
  taxonomy_term_id?: string | undefined;
  modified_after?: string | undefined;
};

/** The query of a list, in the language that was asked for. */
export function queryOf(ctx: Context, query: ListQuery): HsdsQuery {
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
