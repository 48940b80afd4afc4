import type { Translate } from '#kernel/i18n';
import { factSpec } from './facts.ts';
import type { Measure, Shown } from './measure.ts';

export interface MeasureText {
  name: string;
  unit: string;
  definition: string;
  /** What more or less of it means; null where the indicator says it. */
  direction: string | null;
  /** Language of these; null where they are the reader's. */
  lang: string | null;
}

/** What a measure is called and means: in the words of its indicator or its writer, or in the reader's for a fact of the network. */
export function measureText(t: Translate, measure: Measure, lang: string): MeasureText {
  if (measure.kind === 'fact')
    return {
      name: t(`benchmarks.fact.${measure.fact}.name`),
      unit: t(`benchmarks.unit.${factSpec(measure.fact).unit}`),
      definition: t(`benchmarks.fact.${measure.fact}.definition`),
      direction: t(`benchmarks.fact.${measure.fact}.direction`),
      lang: null,
    };
  const { name, unit, definition } = measure;
  return measure.kind === 'indicator'
    ? { name, unit, definition, direction: null, lang: measure.language }
    : { name, unit, definition, direction: measure.direction, lang };
}

/** The answer of a fact that is no number; null for a number. */
export function answerText(t: Translate, measure: Measure, { value }: Shown): string | null {
  if (measure.kind !== 'fact' || value === null) return null;
  const answer = (['free', 'paid', 'every', 'some', 'none'] as const).find((one) => one === value);
  return answer && factSpec(measure.fact).answers ? t(`benchmarks.answer.${answer}`) : null;
}

/** Whether its figures are numbers: a fact may be answered in words. */
export const isNumber = (measure: Measure): boolean => measure.kind !== 'fact' || !factSpec(measure.fact).answers;
