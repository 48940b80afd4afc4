import { z } from 'zod';
import {
  ButtonGroup,
  ButtonLink,
  EmptyState,
  FilterForm,
  Link,
  PageHeading,
  Section,
  SelectField,
  Table,
  Tag,
  TextField,
  type Tone,
} from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { directionOf, textIn } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { findPlaceByCode, placeIdsWithin } from '#modules/places';
import { ageText, readSide, TranslatedText } from '#modules/places/pages';
import type { Practice } from '#modules/practices';
import { states, type State, type Transfer } from '../transfer.ts';
import { listTransfers } from '../transfers.ts';
import { Invented } from './figures.tsx';
import { editsNetwork, readNames, transferOffices, type Names } from './reach.ts';

const PAGE = 20;
const MOST_EXPORTED = 5_000;
const MOST_ON_SHEET = 50;

const tones: Readonly<Record<State, Tone>> = {
  asked: 'neutral',
  'under-way': 'info',
  running: 'success',
  ended: 'neutral',
  'given-up': 'warning',
};

/** From when to when, as far as somebody said. */
function periodOf({ t, format }: Context, { since, until }: Pick<Transfer, 'since' | 'until'>): string {
  const [from, to] = [since && ageText(since, format), until && ageText(until, format)];
  if (from && to) return t('practices.period.from-to', { from, to });
  if (from) return t('practices.period.from', { from });
  return to ? t('practices.period.until', { to }) : t('transfers.unknown');
}

/** Whether the actor writes this entry; the database asks the same. */
const writes = (ctx: Context, { officeId }: Pick<Transfer, 'officeId'>) =>
  officeId ? transferOffices(ctx).includes(officeId) : editsNetwork(ctx);

function columns(ctx: Context, names: Names) {
  const { t } = ctx;
  const words = (label: string, text: string | null, language: string) =>
    text && (
      <div>
        <strong>{label}</strong>{' '}
        <span class="pre-line" lang={language} dir={directionOf(language)}>
          {text}
        </span>
      </div>
    );
  return [
    {
      key: 'place',
      header: t('transfers.field.place'),
      cell: ({ placeId, officeId, source }: Transfer) => (
        <>
          {names.place(placeId)} <Invented ctx={ctx} when={names.invented(officeId)} />
          <div>{names.office(officeId) ?? t('transfers.log.by-source', { source: source ?? '' })}</div>
        </>
      ),
    },
    {
      key: 'state',
      header: t('transfers.field.state'),
      cell: (row: Transfer) => (
        <>
          <Tag tone={tones[row.state]}>{t(`transfers.state.${row.state}`)}</Tag>
          <div>{periodOf(ctx, row)}</div>
        </>
      ),
    },
    {
      key: 'became',
      header: t('transfers.field.story'),
      cell: (row: Transfer) => (
        <>
          {words(t('transfers.log.changed'), row.changed, row.language)}
          {words(t('transfers.log.became'), row.became, row.language)}
          {!row.changed && !row.became && t('transfers.log.nothing-told')}
          {row.officeId && row.source && <div class="source">{row.source}</div>}
          {writes(ctx, row) && (
            <div>
              <Link href={`/practices/transfers/${row.id}`} label={`${t('transfers.change')}: ${names.place(row.placeId)}`}>
                {t('transfers.change')}
              </Link>{' '}
              <Link href={`/practices/transfers/${row.id}/withdraw`} label={`${t('transfers.log.undo')}: ${names.place(row.placeId)}`}>
                {t('transfers.log.undo')}
              </Link>
            </div>
          )}
        </>
      ),
    },
  ];
}

/** Where a practice was taken up, on its page, with the button by which an office says that it does this too. */
export async function TransfersPanel(ctx: Context, practice: Practice) {
  const { t } = ctx;
  const { transfers, total } = await listTransfers(ctx.trx, { practiceId: practice.id, page: 1, pageSize: MOST_ON_SHEET });
  const names = await readNames(ctx, transfers);
  const at = `/practices/${practice.code}`;
  return (
    <Section title={t('transfers.log.here')} id="transfers">
      <Table<Transfer>
        caption={t('transfers.log.caption', { count: total })}
        rows={transfers}
        rowKey={({ id }) => id}
        columns={columns(ctx, names)}
        empty={<EmptyState title={t('transfers.log.none')} />}
      />
      {(transferOffices(ctx).length > 0 || editsNetwork(ctx)) && (
        <ButtonGroup>
          {transferOffices(ctx).length > 0 && <ButtonLink href={`${at}/too`}>{t('transfers.too.button')}</ButtonLink>}
          <ButtonLink kind="secondary" href={`${at}/transfers/new`}>
            {t('transfers.log.new')}
          </ButtonLink>
        </ButtonGroup>
      )}
      <p>
        <Link href="/practices/transfers">{t('transfers.log.all')}</Link>
      </p>
    </Section>
  );
}

/** All transfers: which practice, where, how far, and what became of it. */
export const transfersRoute = pageRoute({
  path: '/practices/transfers',
  who: everyone,
  query: z.object({
    state: fields.maybe(fields.choice(states)),
    place: fields.searchText(),
    page: fields.pageNumber(),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const exporting = query.format === 'csv';
    const side = await readSide(ctx.trx, { typed: query.place, code: '', choice: '' }, ctx.lang);
    const place = side.kind === 'one' ? await findPlaceByCode(ctx.trx, side.code) : null;
    const placeIds = side.kind === 'empty' ? null : place ? await placeIdsWithin(ctx.trx, place.id) : [];
    const { transfers, total } = await listTransfers(ctx.trx, {
      state: query.state,
      placeIds,
      page: exporting ? 1 : query.page,
      pageSize: exporting ? MOST_EXPORTED : PAGE,
    });
    const names = await readNames(ctx, transfers);
    if (exporting) return csv('transfers.csv', transfersCsv(ctx, transfers, names));
    const kept = Object.entries({ state: query.state, place: query.place }).flatMap(([key, value]) => (value ? [[key, value]] : []));
    return page(
      t('transfers.log.title'),
      <>
        <PageHeading title={t('transfers.log.title')} lead={t('transfers.log.lead')} />
        <FilterForm action="/practices/transfers" clearHref="/practices/transfers">
          <TextField name="place" label={t('transfers.field.place')} value={query.place} />
          <SelectField
            name="state"
            label={t('transfers.field.state')}
            emptyLabel={t('transfers.log.any')}
            value={query.state ?? ''}
            options={states.map((value) => ({ value, label: t(`transfers.state.${value}`) }))}
          />
        </FilterForm>
        {placeIds?.length === 0 && <p role="status">{t('transfers.log.no-place')}</p>}
        <Table<Transfer>
          caption={t('transfers.log.caption', { count: total })}
          rows={transfers}
          rowKey={({ id }) => id}
          paging={{ page: query.page, pageSize: PAGE, total }}
          csvHref={`/practices/transfers?${new URLSearchParams([...kept, ['format', 'csv']]).toString()}`}
          columns={[
            {
              key: 'practice',
              header: t('transfers.field.practice'),
              cell: ({ practiceId }) => {
                const practice = names.practice(practiceId);
                return (
                  practice && (
                    <Link href={`/practices/${practice.code}`}>
                      <TranslatedText value={practice.title} />
                    </Link>
                  )
                );
              },
            },
            ...columns(ctx, names),
          ]}
          empty={
            <EmptyState title={t('transfers.log.none')}>
              <p>{t('transfers.log.none-hint')}</p>
            </EmptyState>
          }
        />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('practices.list.title'), href: '/practices' }], description: t('transfers.log.lead') },
    );
  },
});

function transfersCsv(ctx: Context, rows: readonly Transfer[], names: Names): string {
  const { t, lang } = ctx;
  return writeCsv(
    [
      t('transfers.field.practice'),
      t('transfers.field.place'),
      t('transfers.field.office'),
      t('transfers.field.state'),
      t('transfers.field.since'),
      t('transfers.field.until'),
      t('transfers.field.changed'),
      t('transfers.field.became'),
      t('transfers.field.source'),
    ],
    rows.map((row) => {
      const practice = names.practice(row.practiceId);
      return [
        practice ? textIn(practice.title, lang).text : '',
        names.place(row.placeId),
        names.office(row.officeId) ?? '',
        t(`transfers.state.${row.state}`),
        row.since ?? '',
        row.until ?? '',
        row.changed ?? '',
        row.became ?? '',
        row.source ?? '',
      ];
    }),
  );
}
