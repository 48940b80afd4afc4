import { fields, type Context } from '#kernel/http';
import { resolveService, type ServiceId } from '#modules/directory';
import { refuse } from '../refusals.ts';

/** The two fields of the directory's `ServicePicker`. */
export const serviceFields = { service: fields.optionalText(200), serviceId: fields.optionalText(40) };

/** The service that the officer means; null where the field is empty. Refusals: `service-unknown`, `service-unclear`. */
export async function readService(ctx: Context, given: { service: string | null; serviceId: string | null }): Promise<ServiceId | null> {
  // Emptying the field takes the service away, whatever a script left in the hidden one.
  if (!given.service) return null;
  const found = await resolveService(ctx.trx, { id: given.serviceId ?? '', typed: given.service, lang: ctx.lang });
  if (found.kind === 'one') return found.id;
  if (found.kind !== 'several') throw refuse('service-unknown', { field: 'service' });
  const names = found.services.slice(0, 4).map(({ name, organisation }) => `${name} (${organisation})`);
  throw refuse('service-unclear', { field: 'service', values: { names: ctx.format.list(names, 'disjunction') } });
}
