import { z } from 'zod';
import { apiRoute, everyone } from '#kernel/http';
import { languages, translator } from '#kernel/i18n';
import { placeLevels } from '../place.ts';
import { searchPlaces } from '../search-places.ts';
import { joinNames } from './source-text.ts';

const languageCodes = languages.map(({ code }) => code);

/** Suggestions for a place field, and a gazetteer for other programs. */
export const placesApi = apiRoute({
  method: 'GET',
  path: '/places',
  summary: 'Find places by a name in any language, with typing mistakes',
  tag: 'places',
  who: everyone,
  query: z.object({
    q: z.string().max(200).describe('What the reader typed'),
    lang: z.enum(languageCodes).optional().describe('Language of the answer; otherwise that of Accept-Language'),
    level: z.enum(placeLevels).optional(),
  }),
  answers: z.array(
    z.object({
      value: z.string().describe('Code of the place'),
      label: z.string().describe('Its name'),
      hint: z.string().describe('What it is and what it lies in'),
    }),
  ),
  handle: async (ctx, { query }) => {
    const lang = query.lang ?? ctx.lang;
    const t = query.lang ? translator(ctx.network.catalogue, query.lang) : ctx.t;
    const found = await searchPlaces(ctx.trx, query.q, lang, { limit: 10, ...(query.level ? { levels: [query.level] } : {}) });
    return found.map(({ code, name, level, within }) => {
      const kind = t(`places.level.${level}`);
      return {
        value: code,
        label: name,
        hint: within.length > 0 ? t('places.described', { level: kind, within: joinNames(within, lang) }) : kind,
      };
    });
  },
});
