import { z } from 'zod';
import { DateField, Details, EmptyState, FilterForm, Inset, Link, ListDownloads, PageHeading, SelectField, Source } from '#kernel/html';
import { csv, fields, holders, page, pageRoute } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { frozenQuarters } from '#modules/counts';
import { THRESHOLD } from '#modules/observatory';
import { listOffices } from '#modules/offices';
import { countsCsv } from './counts-csv.ts';
import { splits, type Split } from './figure.ts';
import { FigureSection, PlainSection, splitWords } from './figure-section.tsx';
import { WAIT_DAYS } from './freeze-counts.ts';
import { frozenParts, ownOffices } from './parts.ts';
import { readFrozen, readLive } from './read-counts.ts';
import { freeTime } from './times.ts';

/** How the address says that all parts are added. */
const EVERY_PART = 'all';

/**
 * Counts for the office and the region: never a row about a person, small cells withheld. Who works at a desk counts its files
 * in any time; everybody else reads a whole region in a whole quarter as it was frozen, or adds what the regions show
 * (docs/decisions/0053, 0110).
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
    const own = ownOffices(ctx, await listOffices(ctx.trx, { lang, closed: true }));
    const quarters = await frozenQuarters(ctx.trx);
    const quarter = quarters.find(({ key }) => key === query.quarter) ?? quarters[0];
    const parts = quarter ? await frozenParts(ctx, quarter.key, own) : [];
    const part = parts.find(({ key }) => key === query.area);
    const atDesk = own.length > 0 && (query.area === '' || parts.length === 0);
    const time = freeTime(ctx, query);
    const counted = own.map(({ id }) => id).filter((id) => !query.office || id === query.office);
    const { figures, tables } = atDesk
      ? await readLive(ctx, { parts: [counted], ...time })
      : await readFrozen(
          ctx,
          quarter?.key ?? '',
          (part ? [part] : parts).map(({ key }) => key),
        );
    if (query.format === 'csv') return csv('counts.csv', countsCsv(ctx, figures, tables));
    const by: Split = query.by ?? 'corridor';
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
            quarters.length > 0 && (
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
            )
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
          {!atDesk && <p>{t('app.counts.whole-parts', { days: WAIT_DAYS })}</p>}
          {by === 'track' && <p>{t('app.counts.track-note')}</p>}
        </Inset>
        {figures.length === 0 && <EmptyState title={t('app.counts.none-frozen')} />}
        {figures.length > 0 && (
          <>
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
            <Source name={t('app.counts.source')} date={format.instant(atDesk || !quarter ? ctx.now : quarter.frozenAt, 'short')} />
            <p>
              <ListDownloads href={`/counts?${search.toString()}`} csv={t('app.counts.csv')} />
            </p>
          </>
        )}
      </>,
      { paper: 'counts', width: 'wide' },
    );
  },
});
