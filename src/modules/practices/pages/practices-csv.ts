import type { Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { placeName } from '#modules/places';
import { sourceText } from '#modules/places/pages';
import { termLabel } from '#modules/vocabulary';
import type { PracticeEntry } from '../practice.ts';
import { countryNames, periodText, titleText } from './practice-text.ts';

/** A list of practices as CSV. */
export function practicesCsv(ctx: Context, rows: readonly PracticeEntry[]): string {
  const { t, lang, format } = ctx;
  const headings = [
    t('practices.field.code'),
    t('practices.field.title'),
    t('practices.field.place'),
    t('practices.field.countries'),
    t('practices.field.themes'),
    t('practices.field.admin-level'),
    t('practices.field.period'),
    t('practices.field.source'),
  ];
  return writeCsv(
    headings,
    rows.map((row) => [
      row.code,
      titleText(ctx, row),
      row.place ? placeName(row.place, lang) : '',
      format.list(countryNames(ctx, row.countries)),
      format.list(row.themes.map((theme) => termLabel('themes', theme, lang))),
      termLabel('adminLevels', row.adminLevel, lang),
      periodText(ctx, row),
      sourceText(row.source, t), // the keys of documents stand in a table of places
    ]),
  );
}
