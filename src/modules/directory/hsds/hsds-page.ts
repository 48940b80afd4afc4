import { z } from 'zod';
import { idOf } from '#kernel/db';
import { languages } from '#kernel/i18n';
import type { HsdsFound } from './load-hsds.ts';

/** Under which the API's description lists these addresses. */
export const tag = 'hsds';
const codes = languages.map(({ code }) => code);

/** HSDS records are open: what a consumer does not know it leaves alone. */
export const record = z.looseObject({ id: z.uuid() });

/** A page of HSDS 3.1. */
export const pageOf = z.object({
  total_items: z.int(),
  total_pages: z.int(),
  page_number: z.int(),
  size: z.int(),
  first_page: z.boolean(),
  last_page: z.boolean(),
  empty: z.boolean(),
  contents: z.array(record),
});

/** HSDS writes its switches out. */
export const flag = z.enum(['true', 'false']).optional();
/** In which language texts come. */
export const lang = z
  .enum(codes)
  .optional()
  .describe('Language of the texts; otherwise that of Accept-Language. A text without translation comes in its own.');
/** What every list takes. */
export const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(50),
  lang,
};
/** The id in an address. */
export const byId = <T extends string>() => z.object({ id: idOf<T>() });

/** A page as HSDS counts it. */
export function envelope({ total, contents }: HsdsFound, page: number, perPage: number): z.output<typeof pageOf> {
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
