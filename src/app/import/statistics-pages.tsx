import { z } from 'zod';
import {
  Button,
  ButtonLink,
  Details,
  ErrorSummary,
  FileField,
  Form,
  Lead,
  PageHeading,
  RadioField,
  Section,
  SelectField,
  Stat,
  StatGrid,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, holders, page, redirect, refuseHttp, type Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { chosenEditions } from '#modules/observatory';
import { mayImport } from '#modules/observatory/pages';
import { refuse } from './refusals.ts';
import { Problems, reportPage, reportShape, told } from './report-page.tsx';
import { orderStatistics } from './statistics-job.ts';

const who = holders('planner', 'editor', 'administrator');

/** Upload of a file of official statistics, and what its importer must say where the file does not. */
export const statisticsImportRoute = formRoute({
  path: '/admin/statistics',
  who,
  files: true,
  body: z.object({
    mode: fields.choice(['check', 'import']),
    published: fields.optionalText(40),
    edition: fields.optionalChoice(chosenEditions),
    code: fields.optionalText(100),
    title: fields.optionalText(500),
    publisher: fields.optionalText(200),
    licence: fields.optionalText(200),
    sourceUrl: fields.optionalText(2_000),
    unit: fields.optionalText(200),
    headings: fields.optionalText(500),
    period: fields.optionalText(20),
  }),
  view: async (ctx, _input, entry) => {
    if (!mayImport(ctx)) throw refuseHttp('not-found');
    const { t } = ctx;
    const loose = t as AnyTranslate; // the editions are a closed list
    // uses messages: observatory.edition.*
    return page(
      t('observatory.import.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('observatory.import.title')} lead={t('observatory.import.lead')} />
        <Form entry={entry} multipart>
          <FileField
            name="file"
            label={t('observatory.import.file')}
            hint={t('observatory.import.file-hint')}
            accept=".csv,.xlsx,.json"
            maxMegabytes={10}
          />
          <RadioField
            name="mode"
            label={t('app.import.mode')}
            value="check"
            choices={[
              { value: 'check', label: t('app.import.check'), hint: t('observatory.import.check-hint') },
              { value: 'import', label: t('app.import.import'), hint: t('observatory.import.import-hint') },
            ]}
          />
          <TextField name="published" label={t('observatory.import.published')} hint={t('observatory.import.published-hint')} />
          <SelectField
            name="edition"
            label={t('observatory.import.edition')}
            hint={t('observatory.import.edition-hint')}
            emptyLabel={t('observatory.import.no-edition')}
            options={chosenEditions.map((value) => ({ value, label: loose(`observatory.edition.${value}`) }))}
          />
          <Details summary={t('observatory.import.more')} open={entry.errors.length > 0}>
            <TextField name="code" label={t('observatory.import.code')} hint={t('observatory.import.code-hint')} />
            <TextField name="title" label={t('observatory.import.dataset-title')} />
            <TextField name="publisher" label={t('observatory.field.publisher')} />
            <TextField name="licence" label={t('observatory.field.licence')} hint={t('observatory.import.licence-hint')} />
            <TextField name="sourceUrl" label={t('observatory.import.address')} />
            <TextField name="unit" label={t('observatory.field.unit')} hint={t('observatory.import.unit-hint')} />
            <TextField name="headings" label={t('observatory.import.headings')} hint={t('observatory.import.headings-hint')} />
            <TextField name="period" label={t('observatory.import.period')} hint={t('observatory.import.period-hint')} />
          </Details>
          <Button>{t('app.import.start')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('observatory.list.title'), href: '/statistics' }] },
    );
  },
  submit: async (ctx, _input, form, files) => {
    if (!mayImport(ctx)) throw refuseHttp('not-found');
    const [file] = files;
    if (!file) throw refuse('file-missing', { field: 'file' });
    const { mode, headings, ...says } = form;
    const given = Object.fromEntries(Object.entries(says).filter(([, value]) => value !== null));
    const names = headings?.split(';').map((name) => name.trim());
    const id = await orderStatistics(ctx, accountOf(ctx), {
      name: file.name,
      bytes: file.bytes,
      says: { ...given, ...(names ? { headings: names } : {}) },
      dryRun: mode === 'check',
    });
    return redirect(`/admin/statistics/${id}`);
  },
});

const report = z.object({
  ...reportShape,
  outcome: z.enum(['created', 'unchanged', 'refused']).optional(),
  datasetId: z.string().nullish(),
  release: z.number().nullish(),
  series: z.number().optional(),
  observations: z.number().optional(),
  missing: z.number().optional(),
  flags: z.record(z.string(), z.number()).optional(),
  warnings: told.optional(),
});

/** How far the import of a file of statistics is, and what came of it. */
export const statisticsReportRoute = reportPage({
  path: '/admin/statistics',
  who,
  report,
  title: ({ t }) => t('observatory.import.title'),
  outcome: (ctx, outcome, csvHref) => <Outcome ctx={ctx} outcome={outcome} csvHref={csvHref} />,
});

function Outcome({ ctx, outcome, csvHref }: { ctx: Context; outcome: z.output<typeof report>; csvHref: string }) {
  const { t, format } = ctx;
  const { problems = [], warnings = [], flags = {} } = outcome;
  const marked = Object.entries(flags).filter(([flag]) => flag !== '');
  return (
    <>
      <Lead>
        {outcome.outcome === 'refused'
          ? t('app.import.nothing-written', { count: outcome.problemCount ?? problems.length })
          : outcome.outcome === 'unchanged'
            ? t('observatory.import.unchanged', { release: outcome.release ?? 0 })
            : outcome.dryRun
              ? t('app.import.would-write')
              : t('observatory.import.written', { release: outcome.release ?? 0 })}
      </Lead>
      <StatGrid label={t('app.import.report')}>
        <Stat label={t('observatory.field.series')} value={format.number(outcome.series ?? 0)} />
        <Stat label={t('observatory.field.figures')} value={format.number(outcome.observations ?? 0)} />
        <Stat label={t('observatory.field.missing')} value={format.number(outcome.missing ?? 0)} />
      </StatGrid>
      {marked.length > 0 && (
        <p>
          {t('observatory.import.flags')} {format.list(marked.map(([flag, count]) => `${flag}: ${format.number(count)}`))}
        </p>
      )}
      {outcome.datasetId && <ButtonLink href={`/statistics/${outcome.datasetId}`}>{t('observatory.import.look')}</ButtonLink>}
      {problems.length > 0 && <Problems ctx={ctx} rows={problems} caption={t('app.import.problems')} csvHref={csvHref} />}
      {warnings.length > 0 && (
        <Section title={t('observatory.import.warnings')}>
          <Problems ctx={ctx} rows={warnings} caption={t('observatory.import.warnings')} />
        </Section>
      )}
    </>
  );
}
