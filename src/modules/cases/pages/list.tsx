import { z } from 'zod';
import {
  Bdi,
  CheckboxField,
  EmptyState,
  FilterForm,
  Link,
  PageHeading,
  SelectField,
  Table,
  Tag,
  TextField,
  type Column,
} from '#kernel/html';
import { accountOf, csv, desk, fields, page, pageRoute, scopesOf, type Context } from '#kernel/http';
import { addDays } from '#kernel/time';
import { writeCsv } from '#kernel/text';
import { stages } from '#modules/ventures';
import { termChoices, termLabel } from '#modules/vocabulary';
import { caseStates } from '../case.ts';
import { caseSorts, listCases, type CaseFilter, type CaseListed } from '../list-cases.ts';
import { readNames, type Names } from './names.ts';
import { CaseTag } from './tags.tsx';
import { todayOf } from './today.ts';

const PAGE = 25;
const MOST_EXPORTED = 5_000;
const whose = ['mine', 'office'] as const;
const dueBy = ['overdue', 'week'] as const;
const WEEK = 7;

const query = z.object({
  q: fields.searchText(),
  whose: fields.maybe(fields.choice(whose)),
  state: fields.maybe(fields.choice(['open', 'closed', 'all'])),
  stage: fields.maybe(fields.choice(stages)),
  due: fields.maybe(fields.choice(dueBy)),
  unanswered: fields.tick(),
  sort: fields.maybe(fields.choice(caseSorts)),
  page: fields.pageNumber(),
  format: fields.searchText(),
});
type Query = z.output<typeof query>;

/** The cases at the officer's desks. */
export const casesRoute = pageRoute({
  path: '/desk/cases',
  who: desk,
  query,
  view: async (ctx, input) => {
    const { t } = ctx;
    const exporting = input.query.format === 'csv';
    const found = await listCases(ctx.trx, filterOf(ctx, input.query, exporting));
    const names = await readNames(ctx, { accounts: found.rows.map((row) => row.counsellorId) });
    if (exporting) return csv('cases.csv', casesCsv(ctx, found.rows, names));
    return page(
      t('cases.list.title'),
      <>
        <PageHeading title={t('cases.list.title')} lead={t('cases.list.lead')} />
        <Table<CaseListed>
          caption={t('cases.list.found', { count: found.total })}
          filters={<Filters ctx={ctx} query={input.query} />}
          rows={found.rows}
          rowKey={(row) => row.id}
          paging={{ page: input.query.page, pageSize: PAGE, total: found.total }}
          csvHref={csvHref(ctx)}
          columns={columns(ctx, names)}
          empty={<EmptyState title={t('cases.list.none')}>{t('cases.list.none-hint')}</EmptyState>}
        />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.menu.desk'), href: '/desk' }] },
    );
  },
});

function filterOf(ctx: Context, given: Query, exporting: boolean): CaseFilter {
  return {
    officeIds: scopesOf(ctx, 'counsellor', 'office-manager'),
    counsellorId: given.whose === 'mine' ? accountOf(ctx) : null,
    state: given.state === 'all' ? null : (given.state ?? 'open'),
    stage: given.stage,
    dueBy: given.due ? addDays(todayOf(ctx), given.due === 'week' ? WEEK : 0) : null,
    unanswered: given.unanswered,
    words: given.q,
    sort: given.sort ?? '-changed',
    page: exporting ? 1 : given.page,
    pageSize: exporting ? MOST_EXPORTED : PAGE,
  };
}

function csvHref(ctx: Context): string {
  const parameters = new URLSearchParams(ctx.query);
  parameters.delete('page');
  parameters.set('format', 'csv');
  return `?${parameters.toString()}`;
}

function columns(ctx: Context, names: Names): Column<CaseListed>[] {
  const { t, format, lang } = ctx;
  return [
    {
      key: 'person',
      header: t('cases.field.person'),
      cell: (row) => (
        <Link href={`/desk/cases/${row.id}`}>
          <Bdi>{row.person ?? t('cases.unnamed')}</Bdi>
        </Link>
      ),
    },
    { key: 'reason', header: t('cases.field.reason'), cell: (row) => <Bdi>{row.venture?.title || row.reason || '–'}</Bdi> },
    {
      key: 'stage',
      header: t('cases.field.stage'),
      cell: (row) => (row.venture ? termLabel('ventureStages', row.venture.stage, lang) : '–'),
    },
    { key: 'counsellor', header: t('cases.field.counsellor'), cell: (row) => <Bdi>{names.account(row.counsellorId)}</Bdi> },
    {
      key: 'due',
      header: t('cases.field.next-due'),
      sort: true,
      cell: (row) => (
        <>
          {row.nextDue ? format.date(row.nextDue, 'short') : '–'}
          {row.unanswered > 0 && (
            <>
              {' '}
              <Tag tone="warning">{t('cases.list.unanswered', { count: row.unanswered })}</Tag>
            </>
          )}
        </>
      ),
    },
    { key: 'changed', header: t('cases.field.changed'), sort: true, cell: (row) => format.relative(row.updatedAt, ctx.now) },
    { key: 'state', header: t('cases.field.state'), cell: (row) => <CaseTag ctx={ctx} state={row.state} /> },
  ];
}

function Filters({ ctx, query: given }: { ctx: Context; query: Query }) {
  const { t, lang } = ctx;
  return (
    <FilterForm action="/desk/cases" clearHref="/desk/cases" keep={given.sort ? { sort: given.sort } : {}}>
      <TextField name="q" label={t('cases.filter.words')} value={given.q} />
      <SelectField
        name="whose"
        label={t('cases.filter.whose')}
        value={given.whose ?? 'office'}
        emptyLabel={false}
        options={whose.map((value) => ({ value, label: t(`cases.filter.whose-${value}`) }))}
      />
      <SelectField
        name="state"
        label={t('cases.filter.state')}
        value={given.state ?? 'open'}
        emptyLabel={false}
        options={[
          ...caseStates.map((value) => ({ value, label: t(`cases.state.${value}`) })),
          { value: 'all', label: t('cases.filter.all') },
        ]}
      />
      <SelectField
        name="stage"
        label={t('cases.filter.stage')}
        value={given.stage ?? ''}
        emptyLabel={t('cases.filter.all')}
        options={termChoices('ventureStages', lang)}
      />
      <SelectField
        name="due"
        label={t('cases.filter.due')}
        value={given.due ?? ''}
        emptyLabel={t('cases.filter.all')}
        options={dueBy.map((value) => ({ value, label: t(`cases.filter.due-${value}`) }))}
      />
      <CheckboxField name="unanswered" label={t('cases.filter.unanswered')} checked={given.unanswered} />
    </FilterForm>
  );
}

function casesCsv(ctx: Context, rows: readonly CaseListed[], names: Names): string {
  const { t, lang } = ctx;
  const headings = [
    t('cases.field.person'),
    t('cases.field.reason'),
    t('cases.field.venture'),
    t('cases.field.stage'),
    t('cases.field.counsellor'),
    t('cases.field.next-due'),
    t('cases.field.opened'),
    t('cases.field.changed'),
    t('cases.field.state'),
  ];
  return writeCsv(
    headings,
    rows.map((row) => [
      row.person ?? '',
      row.reason,
      row.venture?.title ?? '',
      row.venture ? termLabel('ventureStages', row.venture.stage, lang) : '',
      names.account(row.counsellorId),
      row.nextDue ?? '',
      row.openedAt.toISOString(),
      row.updatedAt.toISOString(),
      t(`cases.state.${row.state}`),
    ]),
  );
}
