import type { Formatters, Translate } from '#kernel/i18n';
import type { Content, Effect } from './content.ts';
import { decimalOf, type Exact } from './exact.ts';
import { rangeOf } from './foresee.ts';

interface Words {
  t: Translate;
  format: Formatters;
}

type Chain = Extract<Effect['result'], { kind: 'chain' }>;

/** Words of somebody inside a sentence of ours: isolated, so that each keeps its own direction (Unicode FSI … PDI). */
export const isolated = (words: string): string => `\u2068${words}\u2069`;

// As text, which Intl formats exactly: a number would lose digits.
const written = (format: Formatters, decimal: string) => format.number(decimal as unknown as number, { maximumFractionDigits: 18 });

/** A number that was worked out, rounded for reading. */
export const exactText = ({ format }: Words, number: Exact): string => written(format, decimalOf(number).text);

/** A figure as somebody typed it, with all its digits. */
export const figureText = ({ format }: Words, figure: string): string => written(format, figure);

/** How an effect is worked out, in words: "Founders, times share who go on, divided by years". */
export function formulaWords({ t }: Words, { factors }: Chain, { assumptions }: Content): string {
  return factors
    .map(({ assumptionId, how }, at) => {
      const name = isolated(assumptions.find(({ id }) => id === assumptionId)?.name ?? '–');
      return at === 0 ? name : t(`impacts.formula.${how}`, { name });
    })
    .join(t('impacts.formula.then'));
}

/** The same with the likely figures: `120 × 0.2 ÷ 3 = 8`; `≈` where the result was rounded. Read from left to right in every language. */
export function formulaFigures(words: Words, { factors }: Chain, { assumptions }: Content): string {
  const signs = { times: ' × ', by: ' ÷ ' } as const;
  const chain = factors.map(({ assumptionId, how }, at) => {
    const likely = assumptions.find(({ id }) => id === assumptionId)?.likely ?? '0';
    return `${at === 0 ? '' : signs[how]}${figureText(words, likely)}`;
  });
  const { likely } = rangeOf(factors, assumptions);
  return `${chain.join('')} ${decimalOf(likely).rounded ? '≈' : '='} ${exactText(words, likely)}`;
}
