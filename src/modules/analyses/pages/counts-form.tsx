import { z } from 'zod';
import { Button, EmptyState, ErrorSummary, Form, PageHeading, SelectField, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context, type Route } from '#kernel/http';
import { isLanguage, type Language } from '#kernel/i18n';
import type { FrozenQuarter } from '#modules/counts';
import type { Analysis } from '../analysis.ts';
import { addBlock, changeBlock, type CountsBlock } from '../content.ts';
import { quarterText } from '../quarter-text.ts';
import { refuse } from '../refusals.ts';
import { changeDraft } from '../write-analysis.ts';
import { blockOfDraft, ofBlock, partField, partIn } from './block-form.tsx';
import { deskAt, deskCrumbs, draftIn, ofAnalysis, writers } from './reach.ts';

const WORDS = 2_000;
const base = { base: fields.whole(1, 1_000_000_000) };

interface Choice {
  quarter: string;
  area: string;
  figure: string;
  split: string;
}

/** Where own counts come from: the shell knows what is counted and what it is called. */
export interface CountsSource {
  /** What the actor may take; no areas where they may take none. */
  offer: (ctx: Context) => Promise<{
    quarters: readonly FrozenQuarter[];
    areas: readonly { key: string; name: string }[];
    figures: readonly { key: string; name: string }[];
    splits: readonly { key: string; name: string }[];
  }>;
  /** The frozen counts in the words of a language; null where there are none that the actor may take. */
  take: (ctx: Context, lang: Language, choice: Choice) => Promise<Omit<CountsBlock, 'id' | 'words'> | null>;
}

const languageOf = ({ lang }: Analysis, ctx: Context): Language => (isLanguage(lang) ? lang : ctx.lang);

const WordsField = ({ ctx, value }: { ctx: Context; value: string }) => (
  <TextArea
    name="words"
    label={ctx.t('analyses.figures.words')}
    hint={ctx.t('analyses.figures.words-hint')}
    value={value}
    maxLength={WORDS}
    rows={4}
    optional
  />
);

/** The pages that take own counts into a draft, and change the quarter of what was taken and the words beside it. */
export function countsRoutes(source: CountsSource): readonly Route[] {
  const adding = formRoute({
    path: '/desk/analyses/:id/add-counts',
    who: writers,
    params: ofAnalysis,
    body: z.object({
      ...base,
      ...partField,
      quarter: fields.text(10),
      area: fields.text(200),
      figure: fields.text(60),
      split: fields.text(20),
      words: fields.optionalLongText(WORDS),
    }),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const { analysis, draft } = await draftIn(ctx, id);
      const part = partIn(ctx, entry, 'counts');
      const { quarters, areas, figures, splits } = await source.offer(ctx);
      const named = (list: readonly { key: string; name: string }[]) => list.map(({ key, name }) => ({ value: key, label: name }));
      return page(
        t('analyses.add.counts'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('analyses.add.counts')} caption={t(`analyses.section.${part}`)} lead={t('analyses.counts.lead')} />
          {areas.length === 0 ? (
            <EmptyState title={t('analyses.counts.none')} />
          ) : (
            <Form entry={entry} draft={`analysis-${id}-counts-${part}`} draftRemote>
              <input type="hidden" name="base" value={draft.revision} />
              <input type="hidden" name="part" value={part} />
              <SelectField name="figure" label={t('analyses.counts.figure')} options={named(figures)} required />
              <SelectField
                name="area"
                label={t('analyses.counts.area')}
                hint={t('analyses.counts.area-hint')}
                options={named(areas)}
                value={areas.length === 1 ? (areas[0]?.key ?? '') : ''}
                required
              />
              <SelectField
                name="quarter"
                label={t('analyses.counts.quarter')}
                options={quarters.map((one) => ({ value: one.key, label: quarterText(ctx.format, one) }))}
                value={quarters[0]?.key ?? ''}
                required
              />
              <SelectField name="split" label={t('analyses.counts.split')} options={named(splits)} value={splits[0]?.key ?? ''} required />
              <WordsField ctx={ctx} value="" />
              <Button>{t('analyses.counts.button')}</Button>
            </Form>
          )}
        </>,
        { breadcrumbs: deskCrumbs(ctx, analysis) },
      );
    },
    submit: async (ctx, { params: { id } }, { base: revision, part, words, ...choice }) => {
      const { analysis } = await draftIn(ctx, id);
      const taken = await source.take(ctx, languageOf(analysis, ctx), choice);
      if (!taken) throw refuse('no-counts', { field: 'figure' });
      const change = { base: revision, change: (content: Parameters<typeof addBlock>[0]) => addBlock(content, part, { ...taken, words }) };
      await changeDraft(ctx.trx, accountOf(ctx), id, change, ctx.now);
      return redirect(`${deskAt(id)}#${part}`, 'analyses.notice.saved');
    },
  });

  const changing = formRoute({
    path: '/desk/analyses/:id/counts/:block',
    who: writers,
    params: ofBlock,
    body: z.object({ ...base, quarter: fields.text(10), words: fields.optionalLongText(WORDS) }),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const { analysis, draft, block } = await blockOfDraft(ctx, params, 'counts');
      const { quarters, areas } = await source.offer(ctx);
      const mayTake = areas.some(({ key }) => key === block.area);
      const others = quarters.filter(({ key }) => mayTake && key !== block.quarter);
      return page(
        t('analyses.change.counts'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading
            title={t('analyses.change.counts')}
            caption={<bdi lang={block.language}>{`${block.name}, ${block.areaLabel}`}</bdi>}
            lead={t('analyses.counts.fixed')}
          />
          <Form entry={entry} draft={`analysis-${params.block}`} draftRemote>
            <input type="hidden" name="base" value={draft.revision} />
            <SelectField
              name="quarter"
              label={t('analyses.counts.quarter')}
              options={[block, ...others]
                .map((one) => ({ value: 'key' in one ? one.key : one.quarter, label: quarterText(ctx.format, one) }))
                .toSorted((a, b) => (a.value < b.value ? 1 : -1))}
              value={block.quarter}
              required
            />
            <WordsField ctx={ctx} value={block.words ?? ''} />
            <Button>{t('analyses.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: deskCrumbs(ctx, analysis) },
      );
    },
    submit: async (ctx, { params }, { base: revision, quarter, words }) => {
      const { analysis, block } = await blockOfDraft(ctx, params, 'counts');
      const { area, figure, split } = block;
      const taken = quarter === block.quarter ? block : await source.take(ctx, languageOf(analysis, ctx), { quarter, area, figure, split });
      if (!taken) throw refuse('no-counts', { field: 'quarter' });
      const change = (content: Parameters<typeof changeBlock>[0]) => changeBlock(content, params.block, { ...taken, words });
      await changeDraft(ctx.trx, accountOf(ctx), params.id, { base: revision, change }, ctx.now);
      return redirect(`${deskAt(params.id)}#block-${params.block}`, 'analyses.notice.saved');
    },
  });
  return [adding, changing];
}
