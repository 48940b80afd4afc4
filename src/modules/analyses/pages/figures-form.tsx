import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  ComboboxField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  PageHeading,
  SelectField,
  Table,
  TextArea,
  type FormEntry,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import {
  indicatorFigures,
  indicatorVersions,
  listIndicators,
  type Indicator,
  type IndicatorFigures,
  type IndicatorId,
} from '#modules/observatory';
import { placeName, widerPlaces, type Place } from '#modules/places';
import type { Analysis, Draft } from '../analysis.ts';
import { addBlock, changeBlock, type Section as Part } from '../content.ts';
import { takeFigures } from '../newest-figures.ts';
import { changeDraft } from '../write-analysis.ts';
import { blockOfDraft, ofBlock, partField, partIn } from './block-form.tsx';
import { deskAt, deskCrumbs, draftIn, ofAnalysis, writers } from './reach.ts';

const WORDS = 2_000;
const indicatorId = idOf<'observatory.indicators'>();
const base = { base: fields.whole(1, 1_000_000_000) };

/** Takes figures into a draft: first by which indicator, then of which place and which years. */
const addFiguresRoute = formRoute({
  path: '/desk/analyses/:id/add-figures',
  who: writers,
  params: ofAnalysis,
  body: z.object({
    ...base,
    ...partField,
    indicator: fields.text(60).pipe(indicatorId),
    place: fields.text(500),
    from: fields.text(40),
    to: fields.text(40),
    words: fields.optionalLongText(WORDS),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { analysis, draft } = await draftIn(ctx, id);
    const part = partIn(ctx, entry, 'figures');
    // The address still names the indicator where the form does not: what was typed stays in the form.
    const named = [entry.value('indicator'), ctx.query.get('indicator')]
      .map((one) => indicatorId.safeParse(one))
      .find(({ success }) => success);
    const [indicator] = named?.data ? await indicatorVersions(ctx.trx, named.data) : [];
    const read = indicator && (await indicatorFigures(ctx.trx, indicator));
    return page(
      t('analyses.add.figures'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('analyses.add.figures')}
          caption={indicator ? <bdi lang={indicator.language}>{indicator.name}</bdi> : t(`analyses.section.${part}`)}
          lead={t(indicator ? 'analyses.figures.which-place' : 'analyses.figures.which-indicator')}
        />
        {named?.data && indicator && read && read.places.length > 0 ? (
          <>
            {await Choosing({ ctx, entry, analysis, draft, part, indicatorId: named.data, read })}
            <p>
              <Link href={`${deskAt(id)}/add-figures?part=${part}`}>{t('analyses.figures.other')}</Link>
            </p>
          </>
        ) : (
          await Indicators({ ctx, at: `${deskAt(id)}/add-figures?part=${part}` })
        )}
      </>,
      { breadcrumbs: deskCrumbs(ctx, analysis) },
    );
  },
  submit: async (ctx, { params: { id } }, { base: revision, part, indicator, place, from, to, words }) => {
    await draftIn(ctx, id);
    const block = await takeFigures(ctx.trx, { indicatorId: indicator, placeCode: place, from, to, words });
    await changeDraft(ctx.trx, accountOf(ctx), id, { base: revision, change: (content) => addBlock(content, part, block) }, ctx.now);
    return redirect(`${deskAt(id)}#${part}`, 'analyses.notice.saved');
  },
});

/** Indicators with an official source, to choose from. */
async function Indicators({ ctx, at }: { ctx: Context; at: string }) {
  const { t } = ctx;
  const official = (await listIndicators(ctx.trx)).filter(({ datasetId }) => datasetId !== null);
  return (
    <>
      <Table<Indicator>
        caption={t('observatory.indicators.title')}
        rows={official}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            header: t('observatory.indicator.name'),
            cell: ({ id, name, language }) => (
              <Link href={`${at}&indicator=${id}`}>
                <bdi lang={language}>{name}</bdi>
              </Link>
            ),
          },
          { key: 'unit', header: t('observatory.field.unit'), cell: ({ unit, language }) => <bdi lang={language}>{unit}</bdi> },
        ]}
        empty={<EmptyState title={t('observatory.indicators.none')} />}
      />
      <p>
        <Link href="/indicators">{t('observatory.indicators.title')}</Link>
      </p>
    </>
  );
}

interface ChoosingProps {
  ctx: Context;
  entry: FormEntry;
  analysis: Analysis;
  draft: Draft;
  part: Part;
  indicatorId: IndicatorId;
  read: IndicatorFigures;
}

async function Choosing({ ctx, entry, analysis, draft, part, indicatorId: id, read }: ChoosingProps) {
  const { t } = ctx;
  const periods = [...new Set(read.places.flatMap(({ series }) => series.periods))].toSorted();
  const options = periods.map((value) => ({ value, label: value }));
  const [first] = part === 'trends' ? periods : periods.slice(-1);
  return (
    <Form entry={entry} draft={`analysis-${analysis.id}-figures-${part}`}>
      <input type="hidden" name="base" value={draft.revision} />
      <input type="hidden" name="part" value={part} />
      <input type="hidden" name="indicator" value={id} />
      <ComboboxField
        name="place"
        label={t('observatory.indicator.place')}
        hint={t('analyses.figures.place-hint', { place: placeName(analysis.place, ctx.lang) })}
        options={read.places.map(({ place }) => ({
          value: place.code,
          label: place.label === place.code ? place.code : `${place.label} (${place.code})`,
        }))}
        value={await codeFor(ctx, analysis.place, read)}
        required
      />
      <SelectField name="from" label={t('analyses.figures.from')} options={options} value={first ?? ''} required />
      <SelectField
        name="to"
        label={t('analyses.figures.to')}
        hint={t('analyses.figures.to-hint')}
        options={options}
        value={periods.at(-1) ?? ''}
        required
      />
      <TextArea
        name="words"
        label={t('analyses.figures.words')}
        hint={t('analyses.figures.words-hint')}
        maxLength={WORDS}
        rows={4}
        optional
      />
      <Button>{t('analyses.figures.button')}</Button>
    </Form>
  );
}

/** The code of the place among those of the source: its own, or that of the nearest wider place that has figures. */
async function codeFor(ctx: Context, place: Place, { places }: IndicatorFigures): Promise<string> {
  const known = new Set(places.map((one) => one.place.code));
  const wider = await widerPlaces(ctx.trx, place.id);
  const codes = [place, ...wider].flatMap(({ nuts, iso }) => [nuts, iso]);
  return codes.find((code) => code !== null && known.has(code)) ?? '';
}

/** Changes the words beside figures; the figures are the publisher's and change by taking them anew. */
const changeFiguresRoute = formRoute({
  path: '/desk/analyses/:id/figures/:block',
  who: writers,
  params: ofBlock,
  body: z.object({ ...base, words: fields.optionalLongText(WORDS) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { analysis, draft, block } = await blockOfDraft(ctx, params, 'figures');
    return page(
      t('analyses.change.figures'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('analyses.change.figures')}
          caption={<bdi lang={block.language}>{`${block.name}, ${block.placeLabel}`}</bdi>}
          lead={t('analyses.figures.fixed')}
        />
        <Form entry={entry} draft={`analysis-${params.block}`} draftRemote>
          <input type="hidden" name="base" value={draft.revision} />
          <TextArea
            name="words"
            label={t('analyses.figures.words')}
            hint={t('analyses.figures.words-hint')}
            value={block.words ?? ''}
            maxLength={WORDS}
            rows={4}
            optional
          />
          <Button>{t('analyses.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, analysis) },
    );
  },
  submit: async (ctx, { params }, { base: revision, words }) => {
    const { block } = await blockOfDraft(ctx, params, 'figures');
    const change = { base: revision, change: (content: Draft['content']) => changeBlock(content, params.block, { ...block, words }) };
    await changeDraft(ctx.trx, accountOf(ctx), params.id, change, ctx.now);
    return redirect(`${deskAt(params.id)}#block-${params.block}`, 'analyses.notice.saved');
  },
});

export const figuresRoutes = [addFiguresRoute, changeFiguresRoute];
