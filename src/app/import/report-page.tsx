import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { idOf } from '#kernel/db';
import { EmptyState, Lead, PageHeading, Progress, Table } from '#kernel/html';
import { csv, fields, page, pageRoute, refuseHttp, type Context, type Route, type Gate } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { readProgress } from '#kernel/jobs';
import { writeCsv } from '#kernel/text';

/** What an importer has to say about rows of a file. */
export const told = z.array(
  z.object({
    row: z.number(),
    field: z.string().nullable(),
    problem: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
);
type Told = z.output<typeof told>[number];

/** What every import reports. */
export const reportShape = {
  name: z.string(),
  dryRun: z.boolean(),
  problems: told.optional(),
  problemCount: z.number().optional(),
  /** What somebody should look at, though nothing is wrong. */
  notes: told.optional(),
  refusal: z.string().optional(),
  values: z.record(z.string(), z.unknown()).optional(),
};

const anyReport = z.object(reportShape);

interface ReportPage<Report> {
  /** Where the file was uploaded; the report stands below. */
  path: '/admin/import' | '/admin/statistics';
  who: Gate;
  report: z.ZodType<Report & z.output<typeof anyReport>>;
  title: (ctx: Context) => string;
  /** What came of the import. */
  outcome: (ctx: Context, report: Report, csvHref: string) => ComponentChildren;
}

/** The page that tells how far an import is, then its report row by row; `?format=csv` answers the mistakes as a file, or
 * what else is to be said of rows where there is no mistake. */
export function reportPage<Report>({ path, who, report, title, outcome }: ReportPage<Report>): Route {
  return pageRoute({
    path: `${path}/:id`,
    who,
    params: z.object({ id: idOf<'jobs.progress'>() }),
    query: z.object({ format: fields.searchText() }),
    view: async (ctx, { params, query }) => {
      const { t } = ctx;
      const loose = t as AnyTranslate; // a problem's key is known only now
      // uses messages: import.problem.*
      // uses messages: app.import.problem.*
      // uses messages: app.import.note.*
      // uses messages: observatory.problem.*
      const progress = await readProgress(ctx.trx, params.id);
      if (!progress) throw refuseHttp('not-found');
      const read = report.safeParse(progress.report);
      const outcomeOf = read.success ? read.data : null;
      if (query.format === 'csv' && outcomeOf)
        return csv('import.csv', problemsCsv(loose, outcomeOf.problems?.length ? outcomeOf.problems : (outcomeOf.notes ?? [])));
      const running = progress.state === 'waiting' || progress.state === 'running';
      const here = `${path}/${params.id}`;
      return page(
        t('app.import.report'),
        <>
          <PageHeading title={t('app.import.report')} caption={outcomeOf?.name} />
          {running && (
            <Progress label={t('app.import.running')} done={progress.done} total={progress.total ?? undefined} refreshHref={here} />
          )}
          {outcomeOf?.refusal !== undefined && <Lead>{loose(outcomeOf.refusal, outcomeOf.values)}</Lead>}
          {outcomeOf && outcomeOf.refusal === undefined && outcome(ctx, outcomeOf, `${here}?format=csv`)}
        </>,
        { width: 'wide', breadcrumbs: [{ label: title(ctx), href: path }] },
      );
    },
  });
}

/** Mistakes or warnings, row by row; row 0 is the file as a whole. */
export function Problems({ ctx, rows, caption, csvHref }: { ctx: Context; rows: readonly Told[]; caption: string; csvHref?: string }) {
  const { t, format } = ctx;
  const loose = t as AnyTranslate; // as above
  return (
    <Table<Told>
      caption={caption}
      rows={rows}
      rowKey={(one) => `${one.row}-${one.field}-${one.problem}-${JSON.stringify(one.values)}`}
      {...(csvHref ? { csvHref } : {})}
      columns={[
        { key: 'row', header: t('app.import.row'), numeric: true, cell: (one) => (one.row === 0 ? '–' : format.number(one.row)) },
        { key: 'field', header: t('app.import.field'), cell: (one) => <code dir="ltr">{one.field ?? '–'}</code> },
        { key: 'why', header: t('app.import.why'), cell: (one) => loose(one.problem, one.values) },
      ]}
      empty={<EmptyState title={t('app.import.no-problem')} />}
    />
  );
}

function problemsCsv(t: AnyTranslate, problems: readonly Told[]): string {
  return writeCsv(
    [t('app.import.row'), t('app.import.field'), t('app.import.why')],
    problems.map((one) => [one.row, one.field ?? '', t(one.problem, one.values)]),
  );
}
