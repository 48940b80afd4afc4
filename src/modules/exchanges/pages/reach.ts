import { holders, scopesOf, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { toLocal } from '#kernel/time';
import { listOffices, officeNames, type OfficeId } from '#modules/offices';
import type { Notice, Sides } from '../exchange.ts';
import type { Post } from '../tell-office.ts';

/** Staff of offices; planners and editors of the network read needs and offers too. */
export const staff = holders('counsellor', 'office-manager', 'trainer', 'planner', 'editor');

/** Offices for which the actor speaks to others. */
export const speaksFor = (ctx: Context): OfficeId[] => scopesOf(ctx, 'office-manager', 'planner', 'editor') as OfficeId[]; // the scope of these roles is an office

/** Offices of whose staff the actor is. */
export const worksFor = (ctx: Context): OfficeId[] =>
  scopesOf(ctx, 'counsellor', 'office-manager', 'trainer', 'planner', 'editor') as OfficeId[]; // as above

export const sidesOf = (ctx: Context, asker: OfficeId, other: OfficeId): Sides => {
  const own = speaksFor(ctx);
  return { asker: own.includes(asker), other: own.includes(other) };
};

export const todayOf = (ctx: Context) => toLocal(ctx.now.toISOString(), ctx.timeZone).day;

export const postOf = ({ network: { keyring, catalogue, publicUrl } }: Context): Post => ({ keyring, catalogue, publicUrl });

export type Names = ReadonlyMap<string, string>;

export const namesOf = async (ctx: Context, offices: readonly OfficeId[]): Promise<Names> =>
  await officeNames(ctx.trx, [...offices], ctx.lang);

interface OfficeOption {
  value: OfficeId;
  label: string;
}

/** Offices to choose from: those for which the actor speaks, and all others. */
export async function officesFor(ctx: Context): Promise<{ own: OfficeOption[]; all: OfficeOption[] }> {
  const all = (await listOffices(ctx.trx, { lang: ctx.lang })).map(({ id, name }) => ({ value: id, label: textIn(name, ctx.lang).text }));
  const own = speaksFor(ctx);
  return { own: all.filter(({ value }) => own.includes(value)), all };
}

/** What a notice is about, in the reader's language where the topic is one of the list. */
export const topicText = ({ t }: Context, { topic, words }: Pick<Notice, 'topic' | 'words'>): string =>
  topic ? t(`exchanges.topic.${topic}`) : (words ?? '');

export const base = '/desk/exchanges';

/** The three lists, one beside the other. */
export function tabsOf({ t }: Context, current: 'notices' | 'twinnings' | 'visits') {
  return [
    { href: base, label: t('exchanges.list.tab'), current: current === 'notices' },
    { href: `${base}/twinnings`, label: t('exchanges.twinnings.title'), current: current === 'twinnings' },
    { href: `${base}/visits`, label: t('exchanges.visits.title'), current: current === 'visits' },
  ];
}

/** Breadcrumbs below one of the lists. */
export function crumbs({ t }: Context, list: 'notices' | 'twinnings' | 'visits', ...more: { label: string; href: string }[]) {
  const top = { label: t('exchanges.list.title'), href: base };
  const second = list === 'notices' ? [] : [{ label: t(`exchanges.${list}.title`), href: `${base}/${list}` }];
  return [top, ...second, ...more];
}
