import { z } from 'zod';
import { idOf } from '#kernel/db';
import { holders, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { getAssociation, writesFor, type Association, type AssociationId } from '#modules/associations';
import { listOffices, officeNames, type OfficeId } from '#modules/offices';
import { namesAbove, placeName, placesById } from '#modules/places';
import type { Consultation, ConsultationId } from '../consultation.ts';
import { getConsultation } from '../read-consultations.ts';
import { dayOf } from '../write-consultation.ts';

/** Those who ask for an office, and those who look whether it was done well. */
export const staff = holders('planner', 'office-manager', 'auditor');

/** Those who ask. */
export const askers = holders('planner', 'office-manager');

export const todayOf = (ctx: Context) => dayOf(ctx.now);

/** Offices for which the actor asks associations. */
export const ownOffices = (ctx: Context): OfficeId[] => scopesOf(ctx, 'planner', 'office-manager') as OfficeId[]; // their roles are held in offices

/** Offices whose consultations the actor reads: an auditor of the network those of all. */
export async function officesRead(ctx: Context): Promise<OfficeId[]> {
  const ofNetwork = ctx.actor.assurance === 2 && ctx.roles.some(({ role, scopeKind }) => role === 'auditor' && scopeKind === 'network');
  if (ofNetwork) return (await listOffices(ctx.trx, { lang: ctx.lang, closed: true })).map(({ id }) => id);
  return scopesOf(ctx, 'planner', 'office-manager', 'auditor') as OfficeId[]; // their roles are held in offices
}

export const ofConsultation = z.object({ id: idOf<'consultations.consultations'>() });
export const deskAt = (id: ConsultationId, rest = '') => `/desk/consultations/${id}${rest}`;

/** A consultation that the actor reads for an office; anybody else's is not there. */
export async function consultationAtDesk(ctx: Context, id: ConsultationId): Promise<Consultation> {
  const found = await getConsultation(ctx.trx, id);
  if (!found || !(await officesRead(ctx)).includes(found.officeId)) throw refuseHttp('not-found');
  return found;
}

/** A consultation of an office for which the actor asks. */
export async function ownConsultation(ctx: Context, id: ConsultationId): Promise<Consultation> {
  const found = await getConsultation(ctx.trx, id);
  if (!found || !ownOffices(ctx).includes(found.officeId)) throw refuseHttp('not-found');
  return found;
}

/** A consultation that anybody reads. */
export async function shownConsultation(ctx: Context, id: ConsultationId): Promise<Consultation> {
  const found = await getConsultation(ctx.trx, id);
  if (!found?.openedAt) throw refuseHttp('not-found');
  return found;
}

/** An association for which the actor writes, by account or by the link of a letter. */
export async function ownAssociation(ctx: Context, id: AssociationId): Promise<Association> {
  const entry = await getAssociation(ctx.trx, id);
  if (!entry || !(await writesFor(ctx.trx, id))) throw refuseHttp('not-found');
  return entry;
}

/** An address below an association's invitations; it keeps the secret of the link. */
export function forHref(ctx: Context, association: AssociationId, rest = ''): string {
  const token = ctx.query.get('token');
  return `/consultations/for/${association}${rest}${token ? `?${new URLSearchParams({ token }).toString()}` : ''}`;
}

/** Names of the offices and territories of some consultations. */
export interface Names {
  offices: ReadonlyMap<string, string>;
  places: ReadonlyMap<string, string>;
}

export async function namesFor(ctx: Context, all: readonly Pick<Consultation, 'officeId' | 'placeId'>[]): Promise<Names> {
  const ids = [...new Set(all.map(({ placeId }) => placeId))];
  const [places, above] = [await placesById(ctx.trx, ids), await namesAbove(ctx.trx, ids, ctx.lang)];
  return {
    offices: await officeNames(
      ctx.trx,
      all.map(({ officeId }) => officeId),
      ctx.lang,
    ),
    places: new Map([...places].map(([id, place]) => [id, [placeName(place, ctx.lang), above.get(id)?.at(-1)].filter(Boolean).join(', ')])),
  };
}

export const crumbs = (ctx: Context, of?: Consultation) => [
  { label: ctx.t('consultations.desk.title'), href: '/desk/consultations' },
  ...(of ? [{ label: of.title, href: deskAt(of.id) }] : []),
];
