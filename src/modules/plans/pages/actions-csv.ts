import type { Context } from '#kernel/http';
import { toDecimalText } from '#kernel/money';
import { writeCsv } from '#kernel/text';
import { inOrder, moneyOf } from '../figures.ts';
import type { Content } from '../plan-content.ts';
import { shown } from './plan-text.ts';
import { sourcesText, unitName } from './plan-view.tsx';
import type { Pointed } from './pointed.ts';

/** The actions of a plan as CSV, in the order of the page; what is not known is an empty cell. */
export function actionsCsv(ctx: Context, content: Content, pointed: Pointed): string {
  const { t, format } = ctx;
  const headings = ['objective', 'measure', 'action', 'unit', 'with', 'partners', 'corridor', 'serves'] as const;
  return writeCsv(
    [
      ...headings.map((one) => t(`plans.action.${one}`)),
      t('plans.action.budget'),
      t('plans.action.currency'),
      t('plans.action.sources'),
      t('plans.action.starts'),
      t('plans.action.ends'),
    ],
    inOrder(content).map(({ objective, measure, action }) => {
      const amount = moneyOf(action.budget);
      return [
        shown(ctx, objective.title),
        shown(ctx, measure.title),
        shown(ctx, action.title),
        unitName(ctx, content, action.unitId),
        format.list(action.withUnits.flatMap((id) => unitName(ctx, content, id) ?? [])),
        format.list(action.partners),
        action.corridor && pointed.corridor(action.corridor),
        action.serves && t(`plans.aim.${action.serves}`),
        amount && toDecimalText(amount),
        amount && amount.currency,
        action.sources.length > 0 ? sourcesText(ctx, action) : null,
        action.starts,
        action.ends,
      ];
    }),
  );
}
