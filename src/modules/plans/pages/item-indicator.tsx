import { z } from 'zod';
import { RadioField, SelectField, TextArea, TextField } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { readFigure } from '#kernel/text';
import { listIndicators } from '#modules/observatory';
import { reworded, type Content, type Indicator } from '../plan-content.ts';
import { refuse } from '../refusals.ts';
import { directions } from '../terms.ts';
import { age } from './draft-about.tsx';
import { itemRoute } from './item-form.tsx';
import { titleOf } from './item-parts.tsx';
import { own, shown } from './plan-text.ts';

const body = z.object({
  title: fields.text(300),
  of: fields.optionalText(60),
  unit: fields.optionalText(100),
  direction: fields.choice(directions),
  library: fields.optionalText(60),
  baseline: fields.optionalText(40),
  baselineOn: age,
  target: fields.optionalText(40),
  targetOn: age,
  source: fields.optionalText(300),
  notMeasurable: fields.optionalLongText(1_000),
});

const decimalSign = ({ format }: Context) => format.number(0.5).replaceAll(/\d/g, '');

/** A figure with its day as typed; both or neither. */
export function figureFrom(
  ctx: Context,
  typed: { value: string | null; on: string | null },
  field: { value: string; on: string },
): Indicator['baseline'] {
  if (!typed.value) return null;
  const value = readFigure(typed.value, decimalSign(ctx));
  if (value === null) throw refuse('figure-wrong', { field: field.value });
  if (!typed.on) throw refuse('date-missing', { field: field.on });
  return { value, on: typed.on };
}

/** A kept figure as the reader's language writes it in a field. */
export const figureTyped = (ctx: Context, figure: Indicator['baseline']) => figure?.value.replace('.', decimalSign(ctx)) ?? '';

/** Objectives, measures and actions, as an indicator or a link may belong to one of them. */
export function OfSelect({ ctx, content, value, label }: { ctx: Context; content: Content; value: string; label: string }) {
  const { t } = ctx;
  const group = (label_: string, parts: readonly { id: string; title: Content['title'] }[]) => ({
    label: label_,
    options: parts.map((one) => ({ value: one.id, label: shown(ctx, one.title) })),
  });
  return (
    <SelectField
      name="of"
      label={label}
      emptyLabel={t('plans.whole')}
      options={[
        group(t('plans.view.objectives'), content.objectives),
        group(t('plans.view.measures'), content.measures),
        group(t('plans.view.actions'), content.actions),
      ]}
      value={value}
      optional
    />
  );
}

/** The part that a form names. Refusals: `not-found`. */
export function partIn({ objectives, measures, actions }: Content, of: string | null): string | null {
  if (of && ![...objectives, ...measures, ...actions].some(({ id }) => id === of)) throw refuse('no-such-part', { field: 'of' });
  return of;
}

/** An indicator of the plan's own, or one of the observatory's library. */
export const indicatorRoute = itemRoute({
  kind: 'indicators',
  body,
  fields: async ({ ctx, item, draft, under }) => {
    const { t } = ctx;
    const dated = { hint: t('plans.field.date-hint'), size: 'short', dir: 'ltr', optional: true } as const;
    const library = await listIndicators(ctx.trx);
    return (
      <>
        <TextField name="title" label={t('plans.indicator.name')} value={own(item?.name)} maxLength={300} required />
        <OfSelect ctx={ctx} content={draft.content} value={item?.of ?? under ?? ''} label={t('plans.indicator.of')} />
        <TextField
          name="unit"
          label={t('plans.indicator.unit')}
          hint={t('plans.indicator.unit-hint')}
          value={own(item?.unit)}
          maxLength={100}
          optional
        />
        <RadioField
          name="direction"
          label={t('plans.indicator.direction')}
          value={item?.direction ?? 'higher'}
          choices={directions.map((value) => ({ value, label: t(`plans.direction.${value}`) }))}
          required
        />
        <SelectField
          name="library"
          label={t('plans.indicator.from-library')}
          emptyLabel={t('plans.indicator.own')}
          options={library.map(({ id, name }) => ({ value: id, label: name }))}
          value={item?.observatoryId ?? ''}
          optional
        />
        <TextField
          name="baseline"
          label={t('plans.indicator.baseline')}
          hint={t('plans.indicator.empty-hint')}
          value={figureTyped(ctx, item?.baseline ?? null)}
          size="short"
          dir="ltr"
          optional
        />
        <TextField name="baselineOn" label={t('plans.indicator.baseline-on')} value={item?.baseline?.on ?? ''} {...dated} />
        <TextField
          name="target"
          label={t('plans.indicator.target')}
          hint={t('plans.indicator.empty-hint')}
          value={figureTyped(ctx, item?.target ?? null)}
          size="short"
          dir="ltr"
          optional
        />
        <TextField name="targetOn" label={t('plans.indicator.target-on')} value={item?.target?.on ?? ''} {...dated} />
        <TextField
          name="source"
          label={t('plans.indicator.source')}
          hint={t('plans.indicator.source-hint')}
          value={own(item?.source)}
          maxLength={300}
          optional
        />
        <TextArea
          name="notMeasurable"
          label={t('plans.indicator.not-measurable-why')}
          hint={t('plans.indicator.not-measurable-hint')}
          value={own(item?.notMeasurable)}
          maxLength={1_000}
          rows={2}
          optional
        />
      </>
    );
  },
  read: async ({ ctx, id, item, draft, author }, form): Promise<Indicator> => {
    const { lang, content } = draft;
    const known =
      !form.library || form.library === item?.observatoryId || (await listIndicators(ctx.trx)).some((one) => one.id === form.library);
    if (!known) throw refuse('no-such-part', { field: 'library' });
    const name = titleOf(item && { title: item.name }, form.title, lang, author);
    const baseline = figureFrom(ctx, { value: form.baseline, on: form.baselineOn }, { value: 'baseline', on: 'baselineOn' });
    const target = figureFrom(ctx, { value: form.target, on: form.targetOn }, { value: 'target', on: 'targetOn' });
    return {
      id,
      name,
      baseline,
      target,
      of: partIn(content, form.of),
      unit: reworded(item?.unit ?? null, form.unit, lang, author),
      direction: form.direction,
      observatoryId: form.library,
      source: reworded(item?.source ?? null, form.source, lang, author),
      notMeasurable: reworded(item?.notMeasurable ?? null, form.notMeasurable, lang, author),
    };
  },
});
