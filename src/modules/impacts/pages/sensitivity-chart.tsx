import { SpanChart } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Content, Effect } from '../content.ts';
import { greatest, least, roughly } from '../exact.ts';
import { sensitivityOf, type Range } from '../foresee.ts';
import { exactText, isolated } from '../formula.ts';

/** Places along the axis of the picture. */
const LONG = 1_000;

interface ChartProps {
  ctx: Context;
  content: Content;
  lang: string;
  effect: Effect;
  result: Extract<Effect['result'], { kind: 'chain' }>;
  range: Range;
}

/** Which assumption moves an effect most: one bar each from its low to its high end, the longest first. The picture is its own table. */
export function SensitivityChart({ ctx, content, lang, effect, result, range }: ChartProps) {
  const { t } = ctx;
  const { factors } = result;
  const swings = sensitivityOf(factors, content.assumptions);
  const from = roughly(least(range.low, ...swings.flatMap(({ atLow, atHigh }) => [atLow, atHigh])));
  const to = roughly(greatest(range.high, ...swings.flatMap(({ atLow, atHigh }) => [atLow, atHigh])));
  const along = (value: number) => (to === from ? 0 : ((value - from) / (to - from)) * LONG);
  const text = (value: Parameters<typeof exactText>[1]) => isolated(exactText(ctx, value));
  return (
    <SpanChart
      title={t('impacts.sensitivity.title', { effect: isolated(effect.name) })}
      description={t('impacts.sensitivity.about')}
      labelHeader={t('impacts.sensitivity.assumption')}
      whenHeader={t('impacts.sensitivity.result')}
      from={0}
      to={LONG}
      ticks={[{ at: along(roughly(range.likely)), label: exactText(ctx, range.likely) }]}
      rows={swings.map(({ assumptionId, atLow, atHigh, swing }) => ({
        key: assumptionId,
        label: <bdi lang={lang}>{content.assumptions.find(({ id }) => id === assumptionId)?.name}</bdi>,
        span: [along(roughly(least(atLow, atHigh))), along(roughly(greatest(atLow, atHigh)))],
        when: t('impacts.sensitivity.from-to', { low: text(atLow), high: text(atHigh), swing: text(swing) }),
      }))}
    />
  );
}
