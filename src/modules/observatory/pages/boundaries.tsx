import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  EmptyState,
  ErrorSummary,
  FileField,
  Form,
  Link,
  Notice,
  PageHeading,
  Section,
  SelectField,
  Table,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, holders, page, redirect, refuseHttp, type Context } from '#kernel/http';
import type { AnyTranslate } from '#kernel/i18n';
import { boundaryEditions } from '../boundaries.ts';
import { giveBoundaries, mostKeptPoints } from '../give-boundaries.ts';
import type { DatasetId } from '../import-statistics.ts';
import { datasetsOfOwnList, findBoundaries, listBoundaries } from '../read-boundaries.ts';
import { refuse } from '../refusals.ts';
import { withdrawBoundaries } from '../withdraw-boundaries.ts';
import { isolated, publishedText } from './figure-text.tsx';
import { mayImport } from './list.tsx';

/** Boundaries of regions that the network holds, and the form that takes a file of them. */
export const boundariesRoute = formRoute({
  path: '/admin/boundaries',
  who: holders('planner', 'editor', 'administrator'),
  files: true,
  body: z.object({
    edition: fields.choice(boundaryEditions),
    dataset: fields.optionalText(60),
    codeProperty: fields.text(100),
    source: fields.text(200),
    licence: fields.text(200),
    published: fields.text(40),
    sourceUrl: fields.optionalText(2_000),
  }),
  view: async (ctx, _input, entry) => {
    if (!mayImport(ctx)) throw refuseHttp('not-found');
    const { t, trx } = ctx;
    const datasets = await datasetsOfOwnList(trx);
    return page(
      t('observatory.boundaries.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('observatory.boundaries.title')} lead={t('observatory.boundaries.lead')} />
        <Form entry={entry} multipart>
          <FileField
            name="file"
            label={t('observatory.boundaries.file')}
            hint={t('observatory.boundaries.file-hint', { points: mostKeptPoints })}
            accept=".geojson,.json"
            maxMegabytes={10}
          />
          <TextField
            name="codeProperty"
            label={t('observatory.boundaries.property')}
            hint={t('observatory.boundaries.property-hint')}
            value="NUTS_ID"
          />
          <SelectField
            name="edition"
            label={t('observatory.field.edition')}
            hint={t('observatory.boundaries.edition-hint')}
            emptyLabel={t('observatory.boundaries.choose')}
            options={boundaryEditions.map((value) => ({ value, label: editionText(ctx, value) }))}
          />
          {datasets.length > 0 && (
            <SelectField
              name="dataset"
              label={t('observatory.boundaries.dataset')}
              hint={t('observatory.boundaries.dataset-hint')}
              emptyLabel={t('observatory.boundaries.no-dataset')}
              options={datasets.map(({ id, title }) => ({ value: id, label: title }))}
            />
          )}
          <TextField name="source" label={t('observatory.boundaries.source')} hint={t('observatory.boundaries.source-hint')} />
          <TextField name="licence" label={t('observatory.field.licence')} hint={t('observatory.import.licence-hint')} />
          <TextField name="published" label={t('observatory.field.published')} hint={t('observatory.boundaries.published-hint')} />
          <TextField name="sourceUrl" label={t('observatory.boundaries.address')} hint={t('observatory.boundaries.optional')} />
          <Button>{t('observatory.boundaries.give')}</Button>
        </Form>
        <Given ctx={ctx} rows={await listBoundaries(trx)} />
      </>,
      { breadcrumbs: [{ label: t('observatory.list.title'), href: '/statistics' }] },
    );
  },
  submit: async (ctx, _input, { dataset, ...said }, files) => {
    if (!mayImport(ctx)) throw refuseHttp('not-found');
    const [file] = files;
    if (!file) throw refuse('boundaries-no-file', { field: 'file' });
    const known = (await datasetsOfOwnList(ctx.trx)).find(({ id }) => id === dataset);
    if (dataset && !known) throw refuse('boundaries-no-dataset', { field: 'dataset' });
    const datasetId: DatasetId | null = known?.id ?? null;
    await giveBoundaries(ctx.trx, { ...said, datasetId, name: file.name, bytes: file.bytes, by: accountOf(ctx) });
    return redirect('/admin/boundaries', 'observatory.notice.boundaries-given');
  },
});

/** Takes boundaries away for good, after a question that says what is drawn then. */
export const withdrawBoundariesRoute = formRoute({
  path: '/admin/boundaries/:id/withdraw',
  who: holders('planner', 'editor', 'administrator'),
  params: z.object({ id: idOf<'observatory.boundaries'>() }),
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const found = mayImport(ctx) ? await findBoundaries(ctx.trx, id) : null;
    if (!found) throw refuseHttp('not-found');
    return page(
      t('observatory.boundaries.withdraw'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('observatory.boundaries.withdraw')} caption={editionText(ctx, found.edition)} />
        <p>{sourceOf(ctx, found)}</p>
        <Notice tone="warning">
          {t(found.others ? 'observatory.boundaries.withdraw-others' : 'observatory.boundaries.withdraw-none')}
        </Notice>
        <Form entry={entry}>
          <Button kind="warning">{t('observatory.boundaries.withdraw')}</Button>
        </Form>
      </>,
      {
        breadcrumbs: [
          { label: t('observatory.list.title'), href: '/statistics' },
          { label: t('observatory.boundaries.title'), href: '/admin/boundaries' },
        ],
      },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    if (!mayImport(ctx)) throw refuseHttp('not-found');
    await withdrawBoundaries(ctx.trx, id);
    return redirect('/admin/boundaries', 'observatory.notice.boundaries-withdrawn');
  },
});

const sourceOf = (ctx: Context, { source, published, licence }: Pick<Row, 'source' | 'published' | 'licence'>) =>
  `${isolated(source)}, ${publishedText(ctx, published)} (${isolated(licence)})`;

// uses messages: observatory.edition.*
function editionText({ t }: Context, edition: string): string {
  return (t as AnyTranslate)(`observatory.edition.${edition}`); // a closed list
}

type Row = Awaited<ReturnType<typeof listBoundaries>>[number];

/** The last given of each edition is the one in use. */
function Given({ ctx, rows }: { ctx: Context; rows: readonly Row[] }) {
  const { t, format } = ctx;
  const inUse = new Map(rows.toReversed().map((row) => [`${row.edition} ${row.datasetId}`, row.id]));
  return (
    <Section title={t('observatory.boundaries.held')}>
      <Table<Row>
        caption={t('observatory.boundaries.held')}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'edition',
            header: t('observatory.field.edition'),
            cell: (row) => (
              <>
                {editionText(ctx, row.edition)}{' '}
                {row.datasetId && (
                  <Link href={`/statistics/${row.datasetId}`}>
                    <bdi>{row.datasetTitle}</bdi>
                  </Link>
                )}
              </>
            ),
          },
          {
            key: 'source',
            header: t('observatory.boundaries.source'),
            cell: (row) => sourceOf(ctx, row),
          },
          { key: 'areas', header: t('observatory.boundaries.regions'), numeric: true, cell: ({ areas }) => format.number(areas) },
          { key: 'given', header: t('observatory.boundaries.given-on'), cell: ({ givenAt }) => format.instant(givenAt, 'short') },
          {
            key: 'use',
            header: t('observatory.boundaries.use'),
            cell: (row) =>
              inUse.get(`${row.edition} ${row.datasetId}`) === row.id
                ? t('observatory.boundaries.drawn')
                : t('observatory.boundaries.replaced'),
          },
          {
            key: 'withdraw',
            header: t('observatory.boundaries.end'),
            cell: (row) => (
              <Link
                href={`/admin/boundaries/${row.id}/withdraw`}
                label={`${t('observatory.boundaries.withdraw')}: ${editionText(ctx, row.edition)}, ${format.instant(row.givenAt, 'short')}`}
              >
                {t('observatory.boundaries.withdraw')}
              </Link>
            ),
          },
        ]}
        empty={
          <EmptyState title={t('observatory.boundaries.none')}>
            <p>{t('observatory.boundaries.none-hint')}</p>
          </EmptyState>
        }
      />
    </Section>
  );
}
