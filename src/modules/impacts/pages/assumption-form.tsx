import { z } from 'zod';
import { CheckboxField, DateField, NumberField, TextArea, TextField } from '#kernel/html';
import { fields } from '#kernel/http';
import { putAssumption } from '../content.ts';
import { refuse } from '../refusals.ts';
import { itemRoutes } from './item-form.tsx';
import { figureFrom, typedFigure } from './typed-figure.ts';

/** What is assumed: a figure with its range, and where it comes from. */
export const assumptionRoutes = itemRoutes({
  list: 'assumptions',
  body: z.object({
    name: fields.text(200),
    unit: fields.text(100),
    low: fields.text(40),
    likely: fields.text(40),
    high: fields.text(40),
    estimate: fields.tick(),
    source: fields.optionalText(500),
    sourceDate: fields.optionalDay(),
    note: fields.optionalLongText(2_000),
  }),
  fields: (ctx, _content, item) => {
    const { t } = ctx;
    return (
      <>
        <TextField
          name="name"
          label={t('impacts.assumption.name')}
          hint={t('impacts.assumption.name-hint')}
          value={item?.name}
          maxLength={200}
          required
        />
        <TextField
          name="unit"
          label={t('impacts.field.unit')}
          hint={t('impacts.assumption.unit-hint')}
          value={item?.unit}
          maxLength={100}
          required
        />
        <NumberField
          decimal
          name="low"
          label={t('impacts.field.low')}
          hint={t('impacts.assumption.low-hint')}
          value={typedFigure(ctx, item?.low)}
          required
        />
        <NumberField decimal name="likely" label={t('impacts.field.likely')} value={typedFigure(ctx, item?.likely)} required />
        <NumberField
          decimal
          name="high"
          label={t('impacts.field.high')}
          hint={t('impacts.assumption.high-hint')}
          value={typedFigure(ctx, item?.high)}
          required
        />
        <CheckboxField
          name="estimate"
          label={t('impacts.own-estimate')}
          hint={t('impacts.assumption.estimate-hint')}
          checked={item !== null && item.source === null}
        />
        <TextField
          name="source"
          label={t('impacts.assumption.source')}
          hint={t('impacts.assumption.source-hint')}
          value={item?.source?.name ?? ''}
          maxLength={500}
          optional
        />
        <DateField name="sourceDate" label={t('impacts.assumption.source-date')} value={item?.source?.date ?? ''} optional />
        <TextArea
          name="note"
          label={t('impacts.field.note')}
          hint={t('impacts.assumption.note-hint')}
          value={item?.note ?? ''}
          maxLength={2_000}
          rows={3}
          optional
        />
      </>
    );
  },
  change: (ctx, { estimate, source, sourceDate, low, likely, high, ...form }, itemId) => {
    if (estimate && (source || sourceDate)) throw refuse('two-sources', { field: 'source' });
    if (!estimate && !source) throw refuse('source-missing', { field: 'source' });
    if (!estimate && !sourceDate) throw refuse('source-missing', { field: 'sourceDate' });
    const figures = {
      low: figureFrom(ctx, low, 'low'),
      likely: figureFrom(ctx, likely, 'likely'),
      high: figureFrom(ctx, high, 'high'),
    };
    const named = source && sourceDate ? { name: source, date: sourceDate } : null;
    return (content) => putAssumption(content, itemId, { ...form, ...figures, source: named });
  },
});
