import { z } from 'zod';
import { apiRoute, everyone, type ApiRoute } from '#kernel/http';
import { languages } from '#kernel/i18n';
import { findServices } from './find-services.ts';
import { hsdsApi } from './hsds/hsds-api.ts';

/** Suggestions for a field that chooses a service of today. */
const choicesApi = apiRoute({
  method: 'GET',
  path: '/services/choices',
  summary: 'Find services that one can use today, by words in any language, to choose one',
  tag: 'directory',
  who: everyone,
  query: z.object({
    q: z.string().max(200).describe('What the reader typed'),
    lang: z.enum(languages.map(({ code }) => code)).optional(),
  }),
  answers: z.array(z.object({ value: z.uuid(), label: z.string(), hint: z.string() })),
  handle: async (ctx, { query }) => {
    const { services } = await findServices(ctx.trx, { words: query.q, lang: query.lang ?? ctx.lang, limit: 10 });
    return services.map(({ id, name, organisation, places }) => ({
      value: id,
      label: name.text,
      hint: [organisation.text, ...places].join(' · '),
    }));
  },
});

export const directoryApi: ApiRoute[] = [choicesApi, ...hsdsApi];
