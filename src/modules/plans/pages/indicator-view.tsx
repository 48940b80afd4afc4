import { EmptyState, Link, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import { ageText, TranslatedText } from '#modules/places/pages';
import type { Content, Indicator } from '../plan-content.ts';
import { shown } from './plan-text.ts';
import type { Pointed } from './pointed.ts';

/** A figure with its day; "not known" where there is none. */
export function figureText(ctx: Context, figure: Indicator['baseline'], unit?: Indicator['unit']): string {
  if (!figure) return ctx.t('plans.not-known');
  // As text, which Intl formats exactly.
  const value = ctx.format.number(figure.value as unknown as number, { maximumFractionDigits: 6 });
  const words = { value: unit ? `${value} ${shown(ctx, unit)}` : value, when: ageText(figure.on, ctx.format) };
  return ctx.t('plans.indicator.figure', words);
}

/** What an indicator measures: the whole plan, or one of its parts. */
export function partName(ctx: Context, { objectives, measures, actions }: Content, of: string | null): string {
  const part = [...objectives, ...measures, ...actions].find(({ id }) => id === of);
  return part ? shown(ctx, part.title) : ctx.t('plans.whole');
}

/** By which one sees whether the plan works: baseline, target, and what cannot be measured and why. */
export function IndicatorTable({ ctx, content, pointed }: { ctx: Context; content: Content; pointed: Pointed }) {
  const { t } = ctx;
  return (
    <Table<Indicator>
      caption={t('plans.view.indicators')}
      hideCaption
      rows={content.indicators}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          header: t('plans.indicator.indicator'),
          cell: (one) => {
            const library = pointed.indicator(one);
            return (
              <>
                <TranslatedText value={one.name} />
                {library && (
                  <div>
                    <Link href={library.href}>{t('plans.indicator.library', { name: library.name })}</Link>
                  </div>
                )}
              </>
            );
          },
        },
        { key: 'of', header: t('plans.indicator.of'), cell: ({ of }) => partName(ctx, content, of) },
        {
          key: 'baseline',
          header: t('plans.indicator.baseline'),
          cell: (one) => (one.notMeasurable ? t('plans.indicator.not-measurable') : figureText(ctx, one.baseline, one.unit)),
        },
        {
          key: 'target',
          header: t('plans.indicator.target'),
          cell: (one) => (one.notMeasurable ? <TranslatedText value={one.notMeasurable} /> : figureText(ctx, one.target, one.unit)),
        },
        { key: 'better', header: t('plans.indicator.direction'), cell: ({ direction }) => t(`plans.direction.${direction}`) },
        {
          key: 'source',
          header: t('plans.indicator.source'),
          cell: ({ source }) => (source ? <TranslatedText value={source} /> : t('plans.not-known')),
        },
      ]}
      empty={<EmptyState title={t('plans.view.nothing')} />}
    />
  );
}
