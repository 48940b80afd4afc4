import { z } from 'zod';
import { Bdi, Button, ErrorSummary, FileField, Form, Notice, NumberField, PageHeading, SummaryList, Table } from '#kernel/html';
import { fields, formRoute, page, redirect, type Context, type FormEntry } from '#kernel/http';
import type { ImportProblem } from '#kernel/import';
import type { AnyTranslate } from '#kernel/i18n';
import { depositColumns, MOST_ROWS, recordDeposits } from '../deposits-file.ts';
import { refuse } from '../refusals.ts';
import { keeperCrumbs } from './keeper.tsx';
import { keeper, todayOf } from './parts.tsx';

/** Headings, what goes into each, and the file. */
function FileForm({ ctx, entry }: { ctx: Context; entry: FormEntry | null }) {
  const { t } = ctx;
  return (
    <>
      <SummaryList
        label={t('savings.file.columns')}
        rows={depositColumns.map(({ name, about }) => ({ key: name, label: <Bdi>{name}</Bdi>, value: (t as AnyTranslate)(about) }))}
      />
      {entry && (
        <Form entry={entry} multipart>
          <FileField
            name="file"
            label={t('savings.file.file')}
            hint={t('savings.file.hint')}
            accept=".csv,.xlsx"
            maxMegabytes={20}
            required
          />
          <NumberField name="rows" label={t('savings.file.rows')} hint={t('savings.file.rows-hint')} maxLength={4} required />
          <Button>{t('savings.file.send')}</Button>
        </Form>
      )}
    </>
  );
}

function Problems({ ctx, problems }: { ctx: Context; problems: readonly ImportProblem[] }) {
  // uses messages: import.problem.*
  const say: AnyTranslate = ctx.t;
  return (
    <Table<ImportProblem>
      caption={ctx.t('savings.file.problems', { count: problems.length })}
      rows={problems}
      rowKey={(one) => `${one.row}-${one.field ?? ''}-${one.problem}`}
      columns={[
        { key: 'row', header: ctx.t('savings.file.row'), cell: ({ row }) => ctx.format.number(row), numeric: true },
        { key: 'field', header: ctx.t('savings.file.column'), cell: ({ field }) => <Bdi>{field ?? '–'}</Bdi> },
        { key: 'problem', header: ctx.t('savings.file.problem'), cell: ({ problem, values }) => say(problem, values) },
      ]}
    />
  );
}

const MOST_TOLD = 200;

/** Deposits by a file of the organisation's own system: all of it or nothing. */
export const depositsFileRoute = formRoute({
  path: '/lending/savings/deposits',
  who: keeper,
  body: z.object({ rows: fields.whole(1, MOST_ROWS) }),
  files: true,
  view: async (ctx, _input, entry) =>
    await Promise.resolve(
      page(
        ctx.t('savings.file.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={ctx.t('savings.file.title')} lead={ctx.t('savings.file.lead')} />
          <FileForm ctx={ctx} entry={entry} />
        </>,
        { breadcrumbs: keeperCrumbs(ctx) },
      ),
    ),
  submit: async (ctx, _input, { rows: told }, files) => {
    const { t } = ctx;
    const [file] = files;
    if (!file) throw refuse('nothing-in-file', { field: 'file' });
    const { problems } = await recordDeposits(ctx.trx, { bytes: file.bytes, told }, todayOf(ctx), ctx.now);
    if (problems.length === 0) return redirect('/lending/savings', 'savings.notice.recorded');
    return page(
      t('savings.file.title'),
      <>
        <PageHeading title={t('savings.file.title')} />
        <Notice tone="warning" title={t('savings.file.nothing')}>
          <p>{t('savings.file.again')}</p>
        </Notice>
        <Problems ctx={ctx} problems={problems.slice(0, MOST_TOLD)} />
        <FileForm ctx={ctx} entry={null} />
      </>,
      {
        width: 'wide',
        status: 422,
        hasErrors: true,
        breadcrumbs: [...keeperCrumbs(ctx), { label: t('savings.file.title'), href: '/lending/savings/deposits' }],
      },
    );
  },
});
