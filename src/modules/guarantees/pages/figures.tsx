import { DescriptionList } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { GuaranteeFund } from '../fund.ts';
import type { PublicFigures } from '../report.ts';
import { sumIn } from './guarantee-reach.ts';

/** What a window did since it began, in numbers. */
export function FiguresList({ ctx, fund, figures }: { ctx: Context; fund: GuaranteeFund; figures: PublicFigures }) {
  const { t, format } = ctx;
  const count = (key: 'filed' | 'approved' | 'active' | 'repaid' | 'claims' | 'lenders') => ({
    key,
    label: t(`guarantees.disclosure.${key}`),
    value: format.number(figures[key]),
  });
  const sum = (key: 'paid' | 'recovered', minor: bigint) => ({
    key,
    label: t(`guarantees.disclosure.${key}`),
    value: sumIn(ctx, minor, fund.currency),
  });
  return (
    <DescriptionList
      facts={[
        count('filed'),
        count('approved'),
        count('active'),
        count('repaid'),
        count('claims'),
        sum('paid', figures.paidMinor),
        sum('recovered', figures.recoveredMinor),
        count('lenders'),
      ]}
    />
  );
}
