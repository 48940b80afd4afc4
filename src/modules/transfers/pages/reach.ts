import { z } from 'zod';
import { holders, refuseHttp, type Context } from '#kernel/http';
import { officeNames, officesById, type OfficeId } from '#modules/offices';
import { findPlaceByCode, placeName, placesById, type PlaceId } from '#modules/places';
import { readSide } from '#modules/places/pages';
import { findPractice, practiceNames, type Practice, type PracticeId } from '#modules/practices';
import { textIn } from '#kernel/i18n';
import type { Profile } from '../profile.ts';
import { refuse } from '../refusals.ts';

/** A practice by the short name in its address. */
export const ofPractice = z.object({ id: z.string().regex(/^[a-z0-9-]{1,120}$/) });

/** Those who write what a practice takes: planners and editors of its keeper, editors of the network. */
export const preconditionWriters = holders('planner', 'editor');

/** Those who write what a place has, and judge. */
export const profileWriters = holders('planner', 'office-manager');

/** Those who say that their office takes a practice up. */
export const transferWriters = holders('planner', 'editor', 'office-manager');

/** Offices in which the actor holds one of the roles. */
function officesOf(ctx: Context, roles: readonly string[]): OfficeId[] {
  if (ctx.actor.assurance < 2) return [];
  const held = ctx.roles.filter(({ role, scopeKind }) => scopeKind === 'office' && roles.includes(role));
  return [...new Set(held.map(({ scopeId }) => scopeId as OfficeId))]; // scopes of offices
}

export const profileOffices = (ctx: Context) => officesOf(ctx, ['planner', 'office-manager']);
export const transferOffices = (ctx: Context) => officesOf(ctx, ['planner', 'editor', 'office-manager']);

/** Whether the actor edits for the whole network. */
export const editsNetwork = (ctx: Context): boolean =>
  ctx.actor.assurance === 2 && ctx.roles.some(({ role, scopeKind }) => role === 'editor' && scopeKind === 'network');

/**
 * For whom the actor writes what a practice takes: its keeper, or null as an editor of the network, whose word is a
 * reading. Undefined for everybody else.
 */
export function writesAs(ctx: Context, { keeperId }: Pick<Practice, 'keeperId'>): OfficeId | null | undefined {
  if (keeperId && officesOf(ctx, ['planner', 'editor']).includes(keeperId)) return keeperId;
  return editsNetwork(ctx) ? null : undefined;
}

/** The practice of an address, or a page that is not there. */
export async function practiceAt(ctx: Context, code: string): Promise<Practice> {
  const practice = await findPractice(ctx.trx, code);
  if (!practice) throw refuseHttp('not-found');
  return practice;
}

export const titleOf = (ctx: Context, { title }: Pick<Practice, 'title'>): string => textIn(title, ctx.lang).text;

export const practiceCrumbs = (ctx: Context, practice: Pick<Practice, 'title' | 'code'>, ...more: { label: string; href: string }[]) => [
  { label: ctx.t('practices.list.title'), href: '/practices' },
  { label: titleOf(ctx, practice), href: `/practices/${practice.code}` },
  ...more,
];

/** Names that lists need beside their rows. */
export interface Names {
  office: (id: OfficeId | null) => string | null;
  /** Whether the office was invented for the demonstration: then all that it says is. */
  invented: (id: OfficeId | null) => boolean;
  place: (id: PlaceId) => string;
  practice: (id: PracticeId) => { code: string; title: Practice['title'] } | null;
}

export async function readNames(
  ctx: Context,
  rows: readonly { officeId: OfficeId | null; placeId?: PlaceId; practiceId?: PracticeId }[],
): Promise<Names> {
  const officeIds = rows.flatMap(({ officeId }) => officeId ?? []);
  const offices = await officeNames(ctx.trx, officeIds, ctx.lang);
  const byId = await officesById(ctx.trx, officeIds);
  const places = await placesById(
    ctx.trx,
    rows.flatMap(({ placeId }) => placeId ?? []),
  );
  const practices = await practiceNames(
    ctx.trx,
    rows.flatMap(({ practiceId }) => practiceId ?? []),
  );
  return {
    office: (id) => (id ? (offices.get(id) ?? null) : null),
    invented: (id) => (id ? (byId.get(id)?.demonstration ?? false) : false),
    place: (id) => {
      const place = places.get(id);
      return place ? placeName(place, ctx.lang) : '';
    },
    practice: (id) => practices.get(id) ?? null,
  };
}

/** The place that was typed or chosen. Refusals: `no-place`, `several-places`. */
export async function placeFrom(ctx: Context, typed: string, code: string | null): Promise<PlaceId> {
  const read = await readSide(ctx.trx, { typed, code: code ?? '', choice: '' }, ctx.lang);
  if (read.kind === 'several') {
    const names = read.places.slice(0, 5).map(({ name, within }) => [name, within[0]].filter(Boolean).join(', '));
    throw refuse('several-places', { field: 'place', values: { places: names.join(' · ') } });
  }
  const place = read.kind === 'one' ? await findPlaceByCode(ctx.trx, read.code) : null;
  if (!place) throw refuse('no-place', { field: 'place' });
  return place.id;
}

/** "Padua, as the office of Padua says". */
export const profileName = (ctx: Context, names: Names, { placeId, officeId }: Pick<Profile, 'placeId' | 'officeId'>): string =>
  ctx.t('transfers.profile.name', { place: names.place(placeId), office: names.office(officeId) ?? '' });
