import { z } from 'zod';
import { FilterForm, SelectField, TextField, parseSort } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import type { Place } from '#modules/places';
import { termChoices, termCodes } from '#modules/vocabulary';
import { features, standings } from '../practice.ts';
import { practiceSorts, type PracticeFilter } from '../read-practices.ts';
import { timelineGroups } from '../timeline.ts';

const views = ['list', 'map'] as const;

/** What the address of the library may ask for; the list, the map and the timeline share it. */
export const libraryQuery = z.object({
  q: fields.searchText(),
  theme: fields.maybe(fields.choice(termCodes('themes'))),
  level: fields.maybe(fields.choice(termCodes('adminLevels'))),
  feature: fields.maybe(fields.choice(features)),
  standing: fields.maybe(fields.choice(standings)),
  country: fields.searchText(),
  place: fields.searchText(),
  with: fields.searchText(),
  view: fields.maybe(fields.choice(views)),
  by: fields.maybe(fields.choice(timelineGroups)),
  sort: fields.searchText(),
  page: fields.pageNumber(),
  format: fields.searchText(),
});
export type Query = z.output<typeof libraryQuery>;

export function filterOf(ctx: Context, asked: Query, place: Place | null): PracticeFilter {
  const order = parseSort(asked.sort);
  const sort = practiceSorts.find((key) => key === order?.key);
  return {
    words: asked.q,
    theme: asked.theme,
    feature: asked.feature,
    standing: asked.standing,
    adminLevel: asked.level,
    country: asked.country,
    placeId: place?.id ?? null,
    lang: ctx.lang,
    ...(sort ? { sort, descending: order?.direction === 'desc' } : {}),
  };
}

/** The filters of the address, for links that keep them. */
export function kept({ q, theme, feature, standing, level, country, place, sort, with: chosen }: Query): Record<string, string> {
  const given = { q, theme, feature, standing, level, country, place, sort, with: chosen };
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** The timeline with the filters of the address. */
export const timelineHref = (asked: Query): string => `/practices/timeline?${new URLSearchParams(kept(asked)).toString()}`;

/** The filters of the library above its list, map or timeline. */
export function Filters({ ctx, action, asked, countries }: { ctx: Context; action: string; asked: Query; countries: readonly string[] }) {
  const { t, lang, format } = ctx;
  const named = countries
    .map((value) => ({ value, label: format.countryName(value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, lang));
  return (
    <FilterForm
      action={action}
      clearHref={action}
      keep={{
        ...(asked.with ? { with: asked.with } : {}),
        ...(asked.place ? { place: asked.place } : {}),
        ...(asked.view ? { view: asked.view } : {}),
        ...(asked.by ? { by: asked.by } : {}),
      }}
    >
      <TextField name="q" label={t('practices.list.search')} hint={t('practices.list.search-hint')} value={asked.q} />
      <SelectField
        name="theme"
        label={t('practices.field.theme')}
        value={asked.theme ?? ''}
        emptyLabel={t('practices.list.any-theme')}
        options={termChoices('themes', lang)}
      />
      <SelectField
        name="level"
        label={t('practices.field.admin-level')}
        value={asked.level ?? ''}
        emptyLabel={t('practices.list.any-level')}
        options={termChoices('adminLevels', lang)}
      />
      <SelectField
        name="country"
        label={t('practices.field.country')}
        value={asked.country}
        emptyLabel={t('practices.list.any-country')}
        options={named}
      />
      <SelectField
        name="feature"
        label={t('practices.list.feature')}
        value={asked.feature ?? ''}
        emptyLabel={t('practices.list.any-level')}
        options={features.map((value) => ({ value, label: t(`practices.feature.${value}`) }))}
      />
      <SelectField
        name="standing"
        label={t('practices.draft.standing')}
        value={asked.standing ?? ''}
        emptyLabel={t('practices.list.any-level')}
        options={standings.map((value) => ({ value, label: t(`practices.standing.${value}`) }))}
      />
    </FilterForm>
  );
}
