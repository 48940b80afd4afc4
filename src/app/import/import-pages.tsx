import { z } from 'zod';
import {
  Button,
  Details,
  EmptyState,
  ErrorSummary,
  FileField,
  Form,
  Lead,
  PageHeading,
  Progress,
  RadioField,
  Section,
  SelectField,
  Stat,
  StatGrid,
  Table,
  Tag,
} from '#kernel/html';
import { accountOf, csv, fields, formRoute, holders, page, pageRoute, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import type { AnyTranslate } from '#kernel/i18n';
import { readProgress } from '#kernel/jobs';
import { writeCsv } from '#kernel/text';
import { officeNames } from '#modules/offices';
import { orderImport } from './import-job.ts';
import { importKinds, type ImportKind } from './importers.ts';
import { refuse } from './refusals.ts';

const who = holders('administrator', 'editor', 'office-manager');

function kindsFor(ctx: Context): ImportKind[] {
  return importKinds.filter(({ roles }) => ctx.roles.some((held) => roles.includes(held.role)));
}

/** Upload of a list: what it is, for which desk, and whether only to check it first. */
export const importRoute = formRoute({
  path: '/admin/import',
  who,
  files: true,
  body: z.object({
    kind: fields.choice(importKinds.map((one) => one.kind)),
    office: fields.optionalText(40),
    mode: fields.choice(['check', 'import']),
  }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const loose = t as AnyTranslate; // the kinds are a list
    const offices = scopesOf(ctx, 'office-manager');
    const names = await officeNames(ctx.trx, offices, ctx.lang);
    const kinds = kindsFor(ctx);
    // uses messages: app.import.kind.*
    return page(
      t('app.import.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.import.title')} lead={t('app.import.lead')} />
        <Form entry={entry} multipart>
          <SelectField
            name="kind"
            label={t('app.import.kind')}
            required
            options={kinds.map(({ kind }) => ({ value: kind, label: loose(`app.import.kind.${kind}`) }))}
          />
          {offices.length > 0 && (
            <SelectField
              name="office"
              label={t('app.import.office')}
              hint={t('app.import.office-hint')}
              emptyLabel={false}
              options={offices.map((id) => ({ value: id, label: names.get(id) ?? id }))}
            />
          )}
          <FileField name="file" label={t('app.import.file')} hint={t('app.import.file-hint')} accept=".csv,.xlsx,.json" />
          <RadioField
            name="mode"
            label={t('app.import.mode')}
            value="check"
            choices={[
              { value: 'check', label: t('app.import.check'), hint: t('app.import.check-hint') },
              { value: 'import', label: t('app.import.import'), hint: t('app.import.import-hint') },
            ]}
          />
          <Button>{t('app.import.start')}</Button>
        </Form>
        <Section title={t('app.import.columns')}>
          {kinds.flatMap(({ kind, importer }) =>
            importer
              ? [
                  <Details key={kind} summary={loose(`app.import.kind.${kind}`)}>
                    <dl>
                      {importer.columns.map((column) => (
                        <div key={column.name}>
                          <dt>
                            <code dir="ltr">{column.name}</code> {column.required && <Tag>{t('app.import.needed')}</Tag>}
                          </dt>
                          <dd>{loose(column.about)}</dd>
                        </div>
                      ))}
                    </dl>
                  </Details>,
                ]
              : [
                  <Details key={kind} summary={loose(`app.import.kind.${kind}`)}>
                    <p>{t('app.import.people-columns')}</p>
                  </Details>,
                ],
          )}
        </Section>
      </>,
    );
  },
  submit: async (ctx, _input, form, files) => {
    const kind = kindsFor(ctx).find((one) => one.kind === form.kind);
    if (!kind) throw refuseHttp('not-found');
    const [file] = files;
    if (!file) throw refuse('file-missing', { field: 'file' });
    const officeId = kind.importer
      ? null
      : (scopesOf(ctx, 'office-manager').find((id) => id === form.office) ?? scopesOf(ctx, 'office-manager')[0] ?? null);
    const id = await orderImport(ctx, accountOf(ctx), {
      kind: kind.kind,
      officeId,
      name: file.name,
      bytes: file.bytes,
      dryRun: form.mode === 'check',
    });
    return redirect(`/admin/import/${id}`);
  },
});

const report = z.object({
  name: z.string(),
  dryRun: z.boolean(),
  rows: z.number().optional(),
  created: z.number().optional(),
  updated: z.number().optional(),
  unchanged: z.number().optional(),
  unknown: z.array(z.string()).optional(),
  problemCount: z.number().optional(),
  problems: z
    .array(
      z.object({
        row: z.number(),
        field: z.string().nullable(),
        problem: z.string(),
        values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    )
    .optional(),
  refusal: z.string().optional(),
  values: z.record(z.string(), z.unknown()).optional(),
});
type Report = z.output<typeof report>;
type Problem = NonNullable<Report['problems']>[number];

/** How far an import is, and its report row by row. */
export const importReportRoute = pageRoute({
  path: '/admin/import/:id',
  who,
  params: z.object({ id: idOf<'jobs.progress'>() }),
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const { t } = ctx;
    const loose = t as AnyTranslate; // a problem's key is known only now
    const progress = await readProgress(ctx.trx, params.id);
    if (!progress) throw refuseHttp('not-found');
    const read = report.safeParse(progress.report);
    const told = read.success ? read.data : null;
    if (query.format === 'csv' && told) return csv('import.csv', problemsCsv(loose, told.problems ?? []));
    const running = progress.state === 'waiting' || progress.state === 'running';
    return page(
      t('app.import.report'),
      <>
        <PageHeading title={t('app.import.report')} caption={told?.name} />
        {running && (
          <Progress
            label={t('app.import.running')}
            done={progress.done}
            total={progress.total ?? undefined}
            refreshHref={`/admin/import/${params.id}`}
          />
        )}
        {told && <Outcome ctx={ctx} told={told} id={params.id} />}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.import.title'), href: '/admin/import' }] },
    );
  },
});

function Outcome({ ctx, told, id }: { ctx: Context; told: Report; id: string }) {
  const { t, format } = ctx;
  const loose = t as AnyTranslate; // as above
  // uses messages: import.problem.*
  // uses messages: app.import.problem.*
  if (told.refusal) return <Lead>{loose(told.refusal, told.values)}</Lead>;
  const problems = told.problems ?? [];
  return (
    <>
      <Lead>
        {problems.length > 0
          ? t('app.import.nothing-written', { count: told.problemCount ?? problems.length })
          : told.dryRun
            ? t('app.import.would-write')
            : t('app.import.written')}
      </Lead>
      <StatGrid label={t('app.import.report')}>
        <Stat label={t('app.import.rows')} value={format.number(told.rows ?? 0)} />
        <Stat label={t('app.import.created')} value={format.number(told.created ?? 0)} />
        <Stat label={t('app.import.updated')} value={format.number(told.updated ?? 0)} />
        <Stat label={t('app.import.unchanged')} value={format.number(told.unchanged ?? 0)} />
      </StatGrid>
      {told.unknown && told.unknown.length > 0 && <p>{t('app.import.unknown', { columns: format.list(told.unknown) })}</p>}
      {problems.length > 0 && (
        <Table<Problem>
          caption={t('app.import.problems')}
          rows={problems}
          rowKey={(problem) => `${problem.row}-${problem.field}-${problem.problem}`}
          csvHref={`/admin/import/${id}?format=csv`}
          columns={[
            { key: 'row', header: t('app.import.row'), numeric: true, cell: (problem) => format.number(problem.row) },
            { key: 'field', header: t('app.import.field'), cell: (problem) => <code dir="ltr">{problem.field ?? '–'}</code> },
            { key: 'why', header: t('app.import.why'), cell: (problem) => loose(problem.problem, problem.values) },
          ]}
          empty={<EmptyState title={t('app.import.no-problem')} />}
        />
      )}
    </>
  );
}

function problemsCsv(t: AnyTranslate, problems: readonly Problem[]): string {
  return writeCsv(
    [t('app.import.row'), t('app.import.field'), t('app.import.why')],
    problems.map((one) => [one.row, one.field ?? '', t(one.problem, one.values)]),
  );
}
