import { z } from 'zod';
import { Button, ErrorSummary, FilterForm, Form, PageHeading, SelectField, TextArea, TextField, type FormEntry } from '#kernel/html';
import { accountOf, fields, formRoute, holders, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import type { AnyTranslate } from '#kernel/i18n';
import { aggregations, directions, ownCounts, type IndicatorId, type IndicatorText, type IndicatorVersion } from '../indicator.ts';
import { findDataset, listDatasets, type DatasetEntry } from '../read-datasets.ts';
import { indicatorVersions } from '../read-indicators.ts';
import { readDimensions, type StoredDimension } from '../read-series.ts';
import { refuse } from '../refusals.ts';
import { saveIndicator } from '../save-indicator.ts';
import { directionText } from './indicators.tsx';
import { mayImport } from './list.tsx';

const who = holders('planner', 'editor', 'administrator');
const mostDimensions = 30;
const datasetId = idOf<'observatory.datasets'>();

/** A code for each dimension of the dataset: `d1`, `d2` …, as many as the dataset has. */
const codes = Object.fromEntries(Array.from({ length: mostDimensions }, (_, at) => [`d${at + 1}`, fields.optionalText(500)]));
const body = z.object({
  ...codes,
  name: fields.text(200),
  definition: fields.longText(2_000),
  unit: fields.text(200),
  numerator: fields.text(500),
  denominator: fields.optionalText(500),
  direction: fields.choice(directions),
  aggregation: fields.choice(aggregations),
  dataset: fields.optionalText(40),
  placeDimension: fields.optionalText(200),
  ownCount: fields.optionalChoice(ownCounts),
  reason: fields.text(500),
});
const query = z.object({ dataset: fields.maybe(datasetId) });

/** A new indicator: first the dataset, then what the figure says. */
export const newIndicatorRoute = formRoute({
  path: '/indicators/new',
  who,
  query,
  body,
  view: async (ctx, input, entry) => await formPage(ctx, null, input.query.dataset, entry),
  submit: async (ctx, _input, form) => {
    if (!mayImport(ctx)) throw refuseHttp('not-found');
    const id = await saveIndicator(ctx.trx, accountOf(ctx), null, await textOf(ctx, form));
    return redirect(`/indicators/${id}`, 'observatory.notice.saved');
  },
});

/** A new version of an indicator; those before stay. */
export const editIndicatorRoute = formRoute({
  path: '/indicators/:id/edit',
  who,
  params: z.object({ id: idOf<'observatory.indicators'>() }),
  query,
  body,
  view: async (ctx, input, entry) => await formPage(ctx, await lastOf(ctx, input.params.id), input.query.dataset, entry),
  submit: async (ctx, { params }, form) => {
    if (!mayImport(ctx)) throw refuseHttp('not-found');
    await lastOf(ctx, params.id);
    await saveIndicator(ctx.trx, accountOf(ctx), params.id, await textOf(ctx, form));
    return redirect(`/indicators/${params.id}`, 'observatory.notice.saved');
  },
});

async function lastOf(ctx: Context, id: IndicatorId): Promise<IndicatorVersion & { id: IndicatorId }> {
  const [last] = await indicatorVersions(ctx.trx, id);
  if (!last) throw refuseHttp('not-found');
  return { ...last, id };
}

async function dimensionsOf(ctx: Context, id: IndicatorText['datasetId']): Promise<StoredDimension[]> {
  const release = id ? (await findDataset(ctx.trx, id))?.releases[0] : undefined;
  return release ? await readDimensions(ctx.trx, release.id) : [];
}

async function textOf(ctx: Context, form: z.output<typeof body>): Promise<IndicatorText> {
  const parsed = datasetId.safeParse(form.dataset);
  if (form.dataset && !parsed.success) throw refuse('no-source', { field: 'dataset' });
  const chosen = parsed.success ? parsed.data : null;
  const sent = form as Readonly<Record<string, unknown>>; // d1, d2 …: the type knows only the names that are written out
  const dimensions = await dimensionsOf(ctx, chosen);
  const key = Object.fromEntries(
    dimensions.flatMap(({ code }, at) => (typeof sent[`d${at + 1}`] === 'string' ? [[code, String(sent[`d${at + 1}`])]] : [])),
  );
  const { name, definition, unit, numerator, denominator, direction, aggregation, placeDimension, ownCount, reason } = form;
  return {
    language: ctx.lang,
    name,
    definition,
    unit,
    numerator,
    denominator,
    direction,
    aggregation,
    datasetId: chosen,
    key,
    placeDimension,
    ownCount,
    reason,
  };
}

async function formPage(
  ctx: Context,
  before: (IndicatorVersion & { id: IndicatorId }) | null,
  asked: IndicatorText['datasetId'],
  entry: FormEntry,
) {
  if (!mayImport(ctx)) throw refuseHttp('not-found');
  const { t } = ctx;
  const typed = datasetId.safeParse(entry.value('dataset'));
  const chosen = typed.success ? typed.data : (asked ?? before?.datasetId ?? null);
  const dimensions = await dimensionsOf(ctx, chosen);
  const { rows: datasets } = await listDatasets(ctx.trx, { limit: 1_000 });
  const title = before ? t('observatory.indicators.edit') : t('observatory.indicators.new');
  return page(
    title,
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={title} lead={t('observatory.indicators.form-lead')} />
      <FilterForm action={before ? `/indicators/${before.id}/edit` : '/indicators/new'}>
        <SelectField
          name="dataset"
          label={t('observatory.field.dataset')}
          hint={t('observatory.indicators.dataset-hint')}
          value={chosen ?? ''}
          emptyLabel={t('observatory.indicators.no-dataset')}
          options={datasets.map(optionOf)}
        />
      </FilterForm>
      <Form entry={entry}>
        <input type="hidden" name="dataset" value={chosen ?? ''} />
        <Fields ctx={ctx} before={before} dimensions={dimensions} entry={entry} />
        <Button>{t('observatory.indicators.save')}</Button>
      </Form>
    </>,
    { breadcrumbs: [{ label: t('observatory.indicators.title'), href: '/indicators' }] },
  );
}

function optionOf({ id, title, code }: DatasetEntry) {
  return { value: id, label: `${title} (${code})` };
}

function Fields({
  ctx,
  before,
  dimensions,
  entry,
}: {
  ctx: Context;
  before: IndicatorVersion | null;
  dimensions: readonly StoredDimension[];
  entry: FormEntry;
}) {
  const { t } = ctx;
  const loose = t as AnyTranslate; // closed lists
  // uses messages: observatory.aggregation.*
  // uses messages: observatory.own.*
  const value = (field: string, was: string | null | undefined) => entry.value(field, was ?? '');
  const places = dimensions.filter(({ geo }) => geo);
  return (
    <>
      {places.length > 0 && (
        <SelectField
          name="placeDimension"
          label={t('observatory.indicator.place-dimension')}
          hint={t('observatory.indicator.place-dimension-hint')}
          value={value('placeDimension', before?.placeDimension ?? places.at(-1)?.code)}
          emptyLabel={false}
          options={places.map(({ code, label }) => ({ value: code, label }))}
        />
      )}
      {dimensions.map(({ code, label, codes: list }, at) =>
        list.length < 2 ? null : (
          <SelectField
            key={code}
            name={`d${at + 1}`}
            label={label}
            value={value(`d${at + 1}`, before?.key[code])}
            emptyLabel={t('observatory.indicators.by-place')}
            options={list.map((one) => ({ value: one.code, label: one.label === one.code ? one.label : `${one.label} (${one.code})` }))}
          />
        ),
      )}
      <TextField name="name" label={t('observatory.indicator.name')} value={value('name', before?.name)} required />
      <TextArea
        name="definition"
        label={t('observatory.indicator.definition')}
        hint={t('observatory.indicator.definition-hint')}
        value={value('definition', before?.definition)}
        required
      />
      <TextField name="unit" label={t('observatory.field.unit')} value={value('unit', before?.unit)} required />
      <TextField name="numerator" label={t('observatory.indicator.numerator')} value={value('numerator', before?.numerator)} required />
      <TextField
        name="denominator"
        label={t('observatory.indicator.denominator')}
        hint={t('observatory.indicator.denominator-hint')}
        value={value('denominator', before?.denominator)}
      />
      <SelectField
        name="direction"
        label={t('observatory.indicator.direction')}
        value={value('direction', before?.direction)}
        required
        options={directions.map((one) => ({ value: one, label: directionText(ctx, one) }))}
      />
      <SelectField
        name="aggregation"
        label={t('observatory.indicator.aggregation')}
        value={value('aggregation', before?.aggregation)}
        required
        options={aggregations.map((one) => ({ value: one, label: loose(`observatory.aggregation.${one}`) }))}
      />
      <SelectField
        name="ownCount"
        label={t('observatory.indicator.own')}
        hint={t('observatory.indicator.own-hint')}
        value={value('ownCount', before?.ownCount)}
        emptyLabel={t('observatory.indicators.no-own')}
        options={ownCounts.map((one) => ({ value: one, label: loose(`observatory.own.${one}`) }))}
      />
      <TextField
        name="reason"
        label={t('observatory.indicator.reason')}
        hint={t('observatory.indicator.reason-hint')}
        value={value('reason', null)}
        required
      />
    </>
  );
}
