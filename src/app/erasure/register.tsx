import { z } from 'zod';
import { Bdi, EmptyState, FilterForm, Link, PageHeading, SelectField, Table, type Column } from '#kernel/html';
import { csv, fields, page, type Answer, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { textIn } from '#kernel/i18n';
import { listOffices } from '#modules/offices';
import { requestStates, type Registered } from './erasure.ts';
import { listErasures, referencesOf, type RegisterFilter } from './read-erasures.ts';
import { answerBy, numberOf, StateTag } from './show.tsx';

const PAGE = 25;
const MOST_EXPORTED = 5_000;

export const registerQuery = z.object({
  state: fields.maybe(fields.choice(['open', ...requestStates])),
  office: fields.maybe(z.uuid()),
  page: fields.pageNumber(),
  format: fields.searchText(),
});
type Query = z.output<typeof registerQuery>;

interface Listing {
  /** Address of the list, of which the records are below. */
  base: '/desk/erasures' | '/admin/erasures';
  /** Offices of the desk; all where null. */
  officeIds: readonly string[] | null;
  breadcrumbs: readonly { label: string; href: string }[];
}

/** The list of requests and proofs: for an office's desk, and for the network's officers. */
export async function registerPage(ctx: Context, query: Query, { base, officeIds, breadcrumbs }: Listing): Promise<Answer> {
  const { t, lang } = ctx;
  const exporting = query.format === 'csv';
  const offices = await listOffices(ctx.trx, { lang, closed: true });
  const names = new Map(offices.map((office) => [office.id as string, textIn(office.name, lang).text]));
  const chosen = query.office && (officeIds === null || officeIds.includes(query.office)) ? [query.office] : (officeIds ?? undefined);
  const filter: RegisterFilter = {
    officeIds: chosen,
    state: query.state,
    page: exporting ? 1 : query.page,
    pageSize: exporting ? MOST_EXPORTED : PAGE,
  };
  const { rows, total } = await listErasures(ctx.trx, filter);
  const references = await referencesOf(
    ctx.trx,
    rows.map(({ subjectId }) => subjectId),
  );
  const all = columns(ctx, base, names, references);
  if (exporting) {
    return csv(
      'erasures.csv',
      writeCsv(
        all.map(({ header }) => header as string), // headers are texts here
        rows.map((row) => all.map(({ text }) => text(row))),
      ),
    );
  }
  const here = offices.filter(({ id }) => officeIds === null || officeIds.includes(id));
  return page(
    t('app.erasure.list.title'),
    <>
      <PageHeading title={t('app.erasure.list.title')} lead={t('app.erasure.list.lead')} />
      <Table<Registered>
        caption={t('app.erasure.list.found', { count: total })}
        rows={rows}
        rowKey={(row) => row.id}
        filters={
          <Filters ctx={ctx} query={query} base={base} offices={here.map(({ id }) => ({ value: id, label: names.get(id) ?? id }))} />
        }
        paging={{ page: query.page, pageSize: PAGE, total }}
        csvHref={csvHref(ctx)}
        columns={all}
        empty={<EmptyState title={t('app.erasure.list.none')} />}
      />
    </>,
    { width: 'wide', breadcrumbs },
  );
}

function csvHref(ctx: Context): string {
  const parameters = new URLSearchParams(ctx.query);
  parameters.delete('page');
  parameters.set('format', 'csv');
  return `?${parameters.toString()}`;
}

function columns(
  ctx: Context,
  base: Listing['base'],
  names: ReadonlyMap<string, string>,
  references: ReadonlyMap<string, string>,
): (Column<Registered> & { text: (row: Registered) => string })[] {
  const { t, format } = ctx;
  const open = (row: Registered) => row.state === 'asked' || row.state === 'proposed';
  const by = (row: Registered) => (open(row) ? format.date(answerBy(row.askedAt).toISOString().slice(0, 10), 'short') : '–');
  const column = (key: string, header: string, text: (row: Registered) => string) => ({
    key,
    header,
    text,
    cell: (row: Registered) => <Bdi>{text(row)}</Bdi>,
  });
  return [
    {
      ...column('number', t('app.erasure.number'), numberOf),
      cell: (row) => (
        <Link href={`${base}/${row.id}`}>
          <bdi dir="ltr">{numberOf(row)}</bdi>
        </Link>
      ),
    },
    column('office', t('app.erasure.office'), (row) => names.get(row.officeId) ?? '–'),
    column('file', t('app.erasure.file'), (row) => references.get(row.subjectId) ?? '–'),
    column('how', t('app.erasure.how'), (row) => t(`app.erasure.how-${row.askedHow}`)),
    column('asked', t('app.erasure.asked'), (row) => format.instant(row.askedAt, 'short')),
    column('by', t('app.erasure.answer-by'), by),
    {
      ...column('state', t('app.admin.state'), (row) => t(`app.erasure.state.${row.state}`)),
      cell: (row) => <StateTag ctx={ctx} state={row.state} />,
    },
    column('ended', t('app.erasure.ended'), (row) => (row.endedAt ? format.instant(row.endedAt, 'short') : '–')),
  ];
}

function Filters({
  ctx,
  query,
  base,
  offices,
}: {
  ctx: Context;
  query: Query;
  base: string;
  offices: readonly { value: string; label: string }[];
}) {
  const { t } = ctx;
  return (
    <FilterForm action={base} clearHref={base}>
      <SelectField
        name="state"
        label={t('app.admin.state')}
        value={query.state ?? ''}
        emptyLabel={t('app.admin.any')}
        options={[
          { value: 'open', label: t('app.erasure.state.open') },
          ...requestStates.map((value) => ({ value, label: t(`app.erasure.state.${value}`) })),
        ]}
      />
      {offices.length > 1 && (
        <SelectField
          name="office"
          label={t('app.erasure.office')}
          value={query.office ?? ''}
          emptyLabel={t('app.admin.any')}
          options={[...offices]}
        />
      )}
    </FilterForm>
  );
}
