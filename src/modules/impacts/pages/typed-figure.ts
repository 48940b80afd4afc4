import type { Context } from '#kernel/http';
import { readFigure } from '#kernel/text';
import { refuse } from '../refusals.ts';

/** The sign before decimals in the reader's language. */
const decimalSign = ({ format }: Context) => format.number(0.5).replaceAll(/\d/g, '');

/** A figure as typed in the reader's language. Refusal: `figure-wrong`, also for what two readers could take for two figures. */
export function figureFrom(ctx: Context, typed: string, field: string): string {
  const figure = readFigure(typed, decimalSign(ctx));
  if (figure === null) throw refuse('figure-wrong', { field });
  return figure;
}

/** A kept figure as a field shows it. */
export const typedFigure = (ctx: Context, figure: string | undefined): string => figure?.replace('.', decimalSign(ctx)) ?? '';
