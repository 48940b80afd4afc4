import { ComboboxField, useHref } from '#kernel/html';
import { desk, download, fields, pageRoute, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { foldText } from '#kernel/text';
import { findServices, serviceNames, type ServiceId, type ServiceName } from '#modules/directory';
import { z } from 'zod';
import { refuse } from '../refusals.ts';

const SUGGESTED = 8;

/** Suggestions for {@link ServiceField}: live services by words in any language. */
export const serviceChoicesRoute = pageRoute({
  path: '/desk/service-choices',
  who: desk,
  query: z.object({ q: fields.searchText() }),
  view: async (ctx, { query }) => {
    const found = query.q ? await findServices(ctx.trx, { words: query.q, lang: ctx.lang, limit: SUGGESTED }) : { services: [] };
    const choices = found.services.map((service) => ({ value: service.id, label: service.name.text, hint: service.organisation.text }));
    return download('choices.json', 'application/json; charset=utf-8', JSON.stringify(choices), true);
  },
});

export interface ServiceFieldProps {
  /** The service chosen before. */
  chosen: ServiceName | undefined;
  label: string;
  hint: string;
  optional?: boolean;
  /** For a form of the page's address, which has no entry. */
  error?: string | undefined;
}

/** A service of the directory, found by typing; without scripts its name is typed and found on sending. */
export function ServiceField({ chosen, label, hint, optional, error }: ServiceFieldProps) {
  const href = useHref();
  return (
    <ComboboxField
      name="service"
      valueName="serviceId"
      label={label}
      hint={hint}
      value={chosen?.name ?? ''}
      chosen={chosen?.id ?? ''}
      source={href('/desk/service-choices')}
      optional={optional}
      error={error}
    />
  );
}

/** The two fields of {@link ServiceField}. */
export const serviceFields = { service: fields.optionalText(200), serviceId: fields.optionalText(40) };

/**
 * The service that was meant: the one chosen, where its name still stands in the field, else the one that the typed words
 * find. Null where the field is empty. Refusals: `service-unknown`, `service-unclear`.
 */
export async function readService(ctx: Context, given: { service: string | null; serviceId: string | null }): Promise<ServiceId | null> {
  if (!given.service) return null;
  const id = idOf<'directory.services'>().safeParse(given.serviceId);
  if (id.success) {
    const chosen = (await serviceNames(ctx.trx, [id.data], ctx.lang)).get(id.data);
    if (chosen?.usable && foldText(chosen.name) === foldText(given.service)) return chosen.id;
  }
  const { services } = await findServices(ctx.trx, { words: given.service, lang: ctx.lang, limit: SUGGESTED });
  const typed = foldText(given.service);
  const exact = services.filter((service) => foldText(service.name.text) === typed);
  const [only] = exact.length === 1 ? exact : services;
  if (!only) throw refuse('service-unknown', { field: 'service' });
  if (exact.length === 1 || services.length === 1) return only.id;
  const names = services.slice(0, 4).map((service) => `${service.name.text} (${service.organisation.text})`);
  throw refuse('service-unclear', { field: 'service', values: { names: ctx.format.list(names, 'disjunction') } });
}
