import { z } from 'zod';
import { Button, EmptyState, ErrorSummary, Form, Link, PageHeading, SelectField, Table, TextArea, type FormEntry } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { indicatorFigures, indicatorVersions, listIndicators, type Indicator, type IndicatorId } from '#modules/observatory';
import { measureIn, putItem, type Content } from '../content.ts';
import type { IndicatorMeasure } from '../measure.ts';
import { takeMeasure } from '../take-measure.ts';
import { changeDraft } from '../write-comparison.ts';
import { deskAt, deskCrumbs, draftIn, ofComparison, writers } from './reach.ts';

const indicatorId = idOf<'observatory.indicators'>();
const how = { year: fields.optionalText(40), caveat: fields.longText(2_000), base: fields.whole(1, 1_000_000_000) };

/** Takes a measure: first by which indicator, then of which year and with what to keep in mind. */
const addRoute = formRoute({
  path: '/desk/benchmarks/:id/add-measure',
  who: writers,
  params: ofComparison,
  body: z.object({ ...how, indicator: fields.text(60).pipe(indicatorId) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { comparison, draft } = await draftIn(ctx, id);
    if (comparison.kind !== 'places') throw refuseHttp('not-found');
    // The address still names the indicator where the form does not: what was typed stays in the form.
    const named = [entry.value('indicator'), ctx.query.get('indicator')]
      .map((one) => indicatorId.safeParse(one))
      .find(({ success }) => success);
    const [indicator] = named?.data ? await indicatorVersions(ctx.trx, named.data) : [];
    return page(
      t('benchmarks.measure.add'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('benchmarks.measure.add')}
          caption={<bdi lang={indicator?.language ?? comparison.lang}>{indicator?.name ?? comparison.title}</bdi>}
          lead={t(indicator ? 'benchmarks.measure.lead' : 'benchmarks.measure.which')}
        />
        {named?.data && indicator
          ? await MeasureForm({ ctx, entry, base: draft.revision, indicatorId: named.data, key: `benchmark-${id}-measure`, item: null })
          : await Indicators({ ctx, at: `${deskAt(id)}/add-measure` })}
      </>,
      { breadcrumbs: deskCrumbs(ctx, comparison) },
    );
  },
  submit: async (ctx, { params: { id } }, { base, indicator, year, caveat }) => {
    const { comparison, draft } = await draftIn(ctx, id);
    if (comparison.kind !== 'places') throw refuseHttp('not-found');
    const measure = await takeMeasure(ctx.trx, { indicatorId: indicator, year, caveat, peers: draft.content.peers });
    const change = (content: Content) => putItem(content, 'measures', null, measure);
    await changeDraft(ctx.trx, accountOf(ctx), id, { base, change }, ctx.now);
    return redirect(`${deskAt(id)}#measures`, 'benchmarks.notice.saved');
  },
});

/** Changes year or caveat of a measure, and takes its figures anew from the newest release. */
const changeRoute = formRoute({
  path: '/desk/benchmarks/:id/measures/:item',
  who: writers,
  params: ofComparison.extend({ item: z.uuid() }),
  body: z.object(how),
  view: async (ctx, { params: { id, item: itemId } }, entry) => {
    const { t } = ctx;
    const { comparison, draft } = await draftIn(ctx, id);
    const item = measureIn(draft.content, 'indicator', itemId);
    return page(
      t('benchmarks.measure.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('benchmarks.measure.change')}
          caption={<bdi lang={item.language}>{item.name}</bdi>}
          lead={t('benchmarks.measure.again')}
        />
        {await MeasureForm({ ctx, entry, base: draft.revision, indicatorId: item.indicatorId, key: `benchmark-${itemId}`, item })}
      </>,
      { breadcrumbs: deskCrumbs(ctx, comparison) },
    );
  },
  submit: async (ctx, { params: { id, item } }, { base, year, caveat }) => {
    const { draft } = await draftIn(ctx, id);
    const { indicatorId: of } = measureIn(draft.content, 'indicator', item);
    const measure = await takeMeasure(ctx.trx, { indicatorId: of, year, caveat, peers: draft.content.peers });
    const change = (content: Content) => putItem(content, 'measures', item, measure);
    await changeDraft(ctx.trx, accountOf(ctx), id, { base, change }, ctx.now);
    return redirect(`${deskAt(id)}#item-${item}`, 'benchmarks.notice.taken');
  },
});

export const measureRoutes = [addRoute, changeRoute];

interface MeasureFormProps {
  ctx: Context;
  entry: FormEntry;
  base: number;
  indicatorId: IndicatorId;
  key: string;
  item: IndicatorMeasure | null;
}

async function MeasureForm({ ctx, entry, base, indicatorId: of, key, item }: MeasureFormProps) {
  const { t } = ctx;
  const [indicator] = await indicatorVersions(ctx.trx, of);
  const read = indicator && (await indicatorFigures(ctx.trx, indicator));
  const years = [...new Set((read?.places ?? []).flatMap(({ series }) => series.periods))].toSorted().toReversed();
  return (
    <Form entry={entry} draft={key} draftRemote>
      <input type="hidden" name="base" value={base} />
      {!item && <input type="hidden" name="indicator" value={of} />}
      <SelectField
        name="year"
        label={t('benchmarks.measure.year')}
        hint={t('benchmarks.measure.year-hint')}
        emptyLabel={t('benchmarks.measure.newest')}
        options={years.map((value) => ({ value, label: value }))}
        value={item ? (item.year ?? '') : (years[0] ?? '')}
        optional
      />
      <TextArea
        name="caveat"
        label={t('benchmarks.measure.caveat')}
        hint={t('benchmarks.measure.caveat-hint')}
        value={item?.caveat}
        maxLength={2_000}
        rows={4}
        required
      />
      <Button>{t('benchmarks.measure.button')}</Button>
    </Form>
  );
}

/** Indicators with an official source, to choose from. */
async function Indicators({ ctx, at }: { ctx: Context; at: string }) {
  const { t } = ctx;
  const official = (await listIndicators(ctx.trx)).filter(({ datasetId }) => datasetId !== null);
  return (
    <Table<Indicator>
      caption={t('observatory.indicators.title')}
      rows={official}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          header: t('observatory.indicator.name'),
          cell: ({ id, name, language }) => (
            <Link href={`${at}?indicator=${id}`}>
              <bdi lang={language}>{name}</bdi>
            </Link>
          ),
        },
        { key: 'unit', header: t('observatory.field.unit'), cell: ({ unit, language }) => <bdi lang={language}>{unit}</bdi> },
      ]}
      empty={<EmptyState title={t('observatory.indicators.none')} />}
    />
  );
}
