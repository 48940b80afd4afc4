import { z } from 'zod';
import { Button, CheckboxField, ErrorSummary, Form, NumberField, PageHeading, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { readFigure } from '#kernel/text';
import { toLocal } from '#kernel/time';
import { declareFigure, itemIn, measureIn } from '../content.ts';
import { refuse } from '../refusals.ts';
import { changeDraft } from '../write-comparison.ts';
import { deskAt, deskCrumbs, draftIn, ofComparison, writers } from './reach.ts';

const decimalSign = ({ format }: Context) => format.number(0.5).replaceAll(/\d/g, '');

/** Writes what a document says of one office, or that it does not say it. */
export const figureRoute = formRoute({
  path: '/desk/benchmarks/:id/declared/:item/:peer',
  who: writers,
  params: ofComparison.extend({ item: z.uuid(), peer: z.uuid() }),
  body: z.object({
    figure: fields.optionalText(40),
    unknown: fields.tick(),
    period: fields.text(40),
    source: fields.text(500),
    address: fields.optionalText(500).refine((url) => url === null || /^https?:\/\/\S+$/.test(url), 'benchmarks.problem.address'),
    saidBy: fields.text(200),
    base: fields.whole(1, 1_000_000_000),
  }),
  view: async (ctx, { params: { id, item, peer: peerId } }, entry) => {
    const { t } = ctx;
    const { comparison, draft } = await draftIn(ctx, id);
    const measure = measureIn(draft.content, 'declared', item);
    const peer = itemIn(draft.content, 'peers', peerId);
    const cell = measure.cells.find((one) => one.peerId === peerId);
    const title = t('benchmarks.figure.title');
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} caption={<bdi lang={comparison.lang}>{peer.name}</bdi>} lead={t('benchmarks.figure.lead')} />
        <p lang={comparison.lang} dir="auto">
          {`${measure.name} (${measure.unit})`}
        </p>
        <Form entry={entry} draft={`benchmark-${item}-${peerId}`} draftRemote>
          <input type="hidden" name="base" value={draft.revision} />
          <NumberField
            name="figure"
            label={t('benchmarks.column.figure')}
            hint={t('benchmarks.figure.figure-hint')}
            value={cell?.value?.replace('.', decimalSign(ctx))}
            maxLength={40}
            decimal
            optional
          />
          <CheckboxField name="unknown" label={t('benchmarks.figure.unknown')} checked={cell?.missing === 'not-known'} />
          <TextField
            name="period"
            label={t('benchmarks.declared.period')}
            hint={t('benchmarks.figure.period-hint')}
            value={cell?.period}
            maxLength={40}
            required
          />
          <TextField
            name="source"
            label={t('benchmarks.figure.source')}
            hint={t('benchmarks.figure.source-hint')}
            value={cell?.source}
            maxLength={500}
            required
          />
          <TextField
            name="address"
            label={t('benchmarks.figure.address')}
            hint={t('benchmarks.figure.address-hint')}
            value={cell?.address ?? undefined}
            maxLength={500}
            dir="ltr"
            optional
          />
          <TextField
            name="saidBy"
            label={t('benchmarks.column.said-by')}
            hint={t('benchmarks.figure.said-by-hint')}
            value={cell?.saidBy}
            maxLength={200}
            required
          />
          <Button>{t('benchmarks.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, comparison) },
    );
  },
  submit: async (ctx, { params: { id, item, peer: peerId } }, { base, figure, unknown, ...form }) => {
    await draftIn(ctx, id);
    const value = figure === null ? null : readFigure(figure, decimalSign(ctx));
    // Either a figure, or the word that there is none.
    if (unknown ? figure !== null : value === null) throw refuse('no-figure', { field: 'figure' });
    const cell = { ...form, peerId, value, missing: unknown ? ('not-known' as const) : null };
    const writtenOn = toLocal(ctx.now.toISOString(), ctx.timeZone).day;
    const change = (content: Parameters<typeof declareFigure>[0]) => declareFigure(content, item, { ...cell, writtenOn });
    await changeDraft(ctx.trx, accountOf(ctx), id, { base, change }, ctx.now);
    return redirect(`${deskAt(id)}#item-${item}`, 'benchmarks.notice.saved');
  },
});
