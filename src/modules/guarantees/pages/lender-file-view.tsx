import type { ComponentChildren } from 'preact';
import { Bdi, ButtonGroup, ButtonLink, FileField, ListDownloads, Notice, NumberField, Section, SummaryList, Table } from '#kernel/html';
import { csv, type Context, type Download } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import type { ImportColumn, ImportProblem } from '#kernel/import';
import { writeCsv } from '#kernel/text';
import { MOST_ROWS } from '../lender-file.ts';

const MOST_TOLD = 200;

/** The file, and how many rows the lender says that it has. */
export function FileFields({ ctx, count }: { ctx: Context; count: string }) {
  const { t } = ctx;
  return (
    <>
      <FileField
        name="file"
        label={t('guarantees.many.file')}
        hint={t('guarantees.many.file-hint', { most: MOST_ROWS })}
        accept=".csv,.xlsx,.json"
        maxMegabytes={20}
        required
      />
      <NumberField name="rows" label={count} hint={t('guarantees.many.rows-hint')} maxLength={4} required />
    </>
  );
}

/** Headings and what goes into each; the codes stand below. */
export function FileColumns({ ctx, columns, children }: { ctx: Context; columns: readonly ImportColumn[]; children?: ComponentChildren }) {
  const { t } = ctx;
  const say: AnyTranslate = t; // the columns are a list
  return (
    <Section title={t('guarantees.many.columns')}>
      <ListDownloads href="?format=csv" of={t('guarantees.many.template')} />
      <SummaryList
        label={t('guarantees.many.columns')}
        rows={columns.map(({ name, about, required }) => ({
          key: name,
          label: <Bdi>{name}</Bdi>,
          value: required ? say(about) : `${say(about)} ${t('guarantees.many.optional')}`,
        }))}
      />
      {children}
    </Section>
  );
}

/** The headings as a file to fill in, with the rows that are known. */
export const template = (name: string, columns: readonly ImportColumn[], rows: Iterable<readonly string[]> = []): Download =>
  csv(
    name,
    writeCsv(
      columns.map((column) => column.name),
      rows,
    ),
  );

/** What is wrong with a file, row by row; nothing of it was done. */
export function FileProblems({ ctx, problems, again }: { ctx: Context; problems: readonly ImportProblem[]; again: string }) {
  const { t } = ctx;
  // uses messages: import.problem.*
  // uses messages: guarantees.refusal.*
  const say: AnyTranslate = t; // a problem's key is known only now
  const more = problems.length - MOST_TOLD;
  return (
    <>
      <Notice tone="warning" title={t('guarantees.many.nothing')}>
        <p>{t('guarantees.many.again')}</p>
      </Notice>
      <Table<ImportProblem>
        caption={t('guarantees.many.problems', { count: problems.length })}
        rows={problems.slice(0, MOST_TOLD)}
        rowKey={(one) => `${one.row}-${one.field ?? ''}-${one.problem}`}
        columns={[
          { key: 'row', header: t('guarantees.many.row'), cell: ({ row }) => ctx.format.number(row), numeric: true },
          { key: 'column', header: t('guarantees.many.column'), cell: ({ field }) => <Bdi>{field ?? '–'}</Bdi> },
          { key: 'problem', header: t('guarantees.many.problem'), cell: ({ problem, values }) => say(problem, values) },
        ]}
      />
      {more > 0 && <p>{t('guarantees.many.more', { count: more })}</p>}
      <ButtonGroup>
        <ButtonLink href={again}>{t('guarantees.many.send-again')}</ButtonLink>
      </ButtonGroup>
    </>
  );
}
