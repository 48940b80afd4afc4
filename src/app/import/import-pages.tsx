import { z } from 'zod';
import {
  Button,
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
  Tag,
} from '#kernel/html';
import { accountOf, fields, formRoute, holders, page, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { officeNames } from '#modules/offices';
import { orderImport } from './import-job.ts';
import { importKinds, type ImportKind } from './importers.ts';
import { refuse } from './refusals.ts';
import { Problems, reportPage, reportShape } from './report-page.tsx';

const who = holders('administrator', 'editor', 'office-manager', 'planner', 'lender');

function kindsFor(ctx: Context): ImportKind[] {
  const found = importKinds.filter(({ roles }) => ctx.roles.some((held) => roles.includes(held.role) && !isOfOneOffice(held)));
  if (found.length === 0) throw refuseHttp('not-found');
  return found;
}

/** Planners of one office import nothing: what planners bring in is the network's. */
const isOfOneOffice = ({ role, scopeKind }: Context['roles'][number]) => role === 'planner' && scopeKind !== 'network';

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
    const endings = ['.csv', '.xlsx', '.json', ...kinds.flatMap(({ importer }) => importer?.format?.ending ?? [])];
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
          <FileField name="file" label={t('app.import.file')} hint={t('app.import.file-hint')} accept={endings.join(',')} />
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
      format: kind.importer?.format,
    });
    return redirect(`/admin/import/${id}`);
  },
});

const report = z.object({
  ...reportShape,
  rows: z.number().optional(),
  created: z.number().optional(),
  updated: z.number().optional(),
  unchanged: z.number().optional(),
  kept: z.number().optional(),
  unknown: z.array(z.string()).optional(),
});

/** How far an import is, and its report row by row. */
export const importReportRoute = reportPage({
  path: '/admin/import',
  who,
  report,
  title: ({ t }) => t('app.import.title'),
  outcome: (ctx, outcome, csvHref) => <Outcome ctx={ctx} outcome={outcome} csvHref={csvHref} />,
});

function Outcome({ ctx, outcome, csvHref }: { ctx: Context; outcome: z.output<typeof report>; csvHref: string }) {
  const { t, format } = ctx;
  const { problems = [], notes = [], kept = 0 } = outcome;
  return (
    <>
      <Lead>
        {problems.length > 0
          ? t('app.import.nothing-written', { count: outcome.problemCount ?? problems.length })
          : outcome.dryRun
            ? t('app.import.would-write')
            : t('app.import.written')}
      </Lead>
      <StatGrid label={t('app.import.report')}>
        <Stat label={t('app.import.rows')} value={format.number(outcome.rows ?? 0)} />
        <Stat label={t('app.import.created')} value={format.number(outcome.created ?? 0)} />
        <Stat label={t('app.import.updated')} value={format.number(outcome.updated ?? 0)} />
        <Stat label={t('app.import.unchanged')} value={format.number(outcome.unchanged ?? 0)} />
        {kept > 0 && <Stat label={t('app.import.kept')} value={format.number(kept)} />}
      </StatGrid>
      {outcome.unknown && outcome.unknown.length > 0 && <p>{t('app.import.unknown', { columns: format.list(outcome.unknown) })}</p>}
      {problems.length > 0 && <Problems ctx={ctx} rows={problems} caption={t('app.import.problems')} csvHref={csvHref} />}
      {notes.length > 0 && <Problems ctx={ctx} rows={notes} caption={t('app.import.notes')} csvHref={csvHref} />}
    </>
  );
}
