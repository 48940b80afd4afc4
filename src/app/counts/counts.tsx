import { z } from 'zod';
import { ListDownloads, DateField, Details, FilterForm, Inset, Link, PageHeading, SelectField, Source } from '#kernel/html';
import { csv, fields, holders, page, pageRoute } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { THRESHOLD } from '#modules/observatory';
import { listOffices } from '#modules/offices';
import { countsCsv } from './counts-csv.ts';
import { splits, type Split } from './figure.ts';
import { FigureSection, PlainSection, splitWords } from './figure-section.tsx';
import { ownOffices, partsFor } from './parts.ts';
import { readTables } from './plain-tables.ts';
import { readFigures } from './read-figures.ts';
import { sumFigures, sumTables } from './sum-shown.ts';
import { endedQuarters, freeTime } from './times.ts';

/** How the address says that all parts are added. */
const EVERY_PART = 'all';

/**
 * Counts for the office and the region: never a row about a person, small cells withheld. Who works at a desk counts its files
 * in any time; everybody else counts a whole region in a whole quarter, or adds what the regions show (docs/decisions/0053).
 */
export const countsRoute = pageRoute({
  path: '/counts',
  who: holders('counsellor', 'office-manager', 'planner', 'administrator', 'auditor', 'data-protection-officer'),
  query: z.object({
    office: fields.searchText(),
    area: fields.searchText(),
    quarter: fields.searchText(),
    from: fields.maybe(fields.day()),
    until: fields.maybe(fields.day()),
    by: fields.maybe(z.enum(splits)),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t, lang, format } = ctx;
    const offices = await listOffices(ctx.trx, { lang, closed: true });
    const own = ownOffices(ctx, offices);
    const parts = await partsFor(ctx, offices);
    const quarters = endedQuarters(ctx);
    const atDesk = own.length > 0 && (query.area === '' || parts.length === 0);
    const quarter = quarters.find(({ key }) => key === query.quarter) ?? quarters[0];
    const part = parts.find(({ key }) => key === query.area);
    const time = atDesk || !quarter ? freeTime(ctx, query) : quarter;
    const counted = atDesk
      ? [own.map(({ id }) => id).filter((id) => !query.office || id === query.office)]
      : (part ? [part] : parts).map(({ officeIds }) => officeIds);
    const by: Split = query.by ?? 'corridor';
    const figures = sumFigures(await readFigures(ctx, { parts: counted, ...time }));
    const tables = sumTables(await readTables(ctx, { parts: counted, ...time }));
    if (query.format === 'csv') return csv('counts.csv', countsCsv(ctx, figures, tables));
    const search = new URLSearchParams(
      atDesk
        ? { office: query.office, from: time.from, until: time.until, format: 'csv' }
        : { area: part?.key ?? EVERY_PART, quarter: quarter?.key ?? '', format: 'csv' },
    );
    return page(
      t('app.counts.title'),
      <>
        <PageHeading title={t('app.counts.title')} lead={t('app.counts.lead')} />
        <FilterForm action="/counts" clearHref="/counts">
          {parts.length > 0 && (own.length > 0 || parts.length > 1) && (
            <SelectField
              name="area"
              label={t('app.counts.area')}
              emptyLabel={own.length > 0 ? t('app.counts.own-offices') : false}
              value={atDesk ? '' : (part?.key ?? EVERY_PART)}
              options={[
                ...(parts.length > 1 ? [{ value: EVERY_PART, label: t('app.counts.all-areas') }] : []),
                ...parts.map(({ key, name }) => ({ value: key, label: name })),
              ]}
            />
          )}
          {atDesk && own.length > 1 && (
            <SelectField
              name="office"
              label={t('app.counts.office')}
              emptyLabel={t('app.counts.all-offices')}
              value={query.office}
              options={own.map((office) => ({ value: office.id, label: textIn(office.name, lang).text }))}
            />
          )}
          {atDesk ? (
            <>
              <DateField name="from" label={t('app.counts.from')} value={time.from} />
              <DateField name="until" label={t('app.counts.until')} value={time.until} />
            </>
          ) : (
            <SelectField
              name="quarter"
              label={t('app.counts.quarter')}
              emptyLabel={false}
              value={quarter?.key ?? ''}
              options={quarters.map(({ key, from, until }) => ({
                value: key,
                label: `${format.date(from, 'month')} – ${format.date(until, 'month')}`,
              }))}
            />
          )}
          <SelectField
            name="by"
            label={t('app.counts.split')}
            emptyLabel={false}
            value={by}
            options={splits.map((value) => ({ value, label: splitWords(ctx, value) }))}
          />
        </FilterForm>
        <Inset>
          <p>{t('app.counts.withheld', { threshold: THRESHOLD })}</p>
          {!atDesk && <p>{t('app.counts.whole-parts')}</p>}
          {by === 'track' && <p>{t('app.counts.track-note')}</p>}
        </Inset>
        <Details summary={t('app.counts.figures')}>
          <ul>
            {[...figures, ...tables].map(({ key, title }) => (
              <li key={key}>
                <Link href={`#${key}`}>{title}</Link>
              </li>
            ))}
          </ul>
        </Details>
        {figures.map((figure) => (
          <FigureSection key={figure.key} ctx={ctx} figure={figure} split={by} />
        ))}
        {tables.map((one) => (
          <PlainSection key={one.key} ctx={ctx} one={one} />
        ))}
        <Source name={t('app.counts.source')} date={format.instant(ctx.now, 'short')} />
        <p>
          <ListDownloads href={`/counts?${search.toString()}`} csv={t('app.counts.csv')} />
        </p>
      </>,
      { paper: 'counts', width: 'wide' },
    );
  },
});
