import { z } from 'zod';
import { apiRoute, everyone, type ApiRoute } from '#kernel/http';
import { allot } from '#kernel/money';
import { loanSchedule, termsSchema } from '#modules/loans';
import { totalCostPercent } from '#modules/remittances';
import { refuse } from './refusals.ts';

const money = z.string().describe('Decimal with a point');

const loanSchedules = apiRoute({
  method: 'POST',
  path: '/loan-schedules',
  summary: 'Work out the instalments of a loan by one of two conventions',
  tag: 'calculators',
  who: everyone,
  body: termsSchema,
  answers: z.object({
    rows: z.array(
      z.object({
        n: z.number().int(),
        due: z.string().describe('YYYY-MM-DD'),
        principal: money,
        interest: money,
        total: money,
        balanceAfter: money.describe('Principal still owed after it'),
      }),
    ),
    totals: z.object({ principal: money, interest: money, total: money }),
  }),
  handle: async (_ctx, { body }) => await Promise.resolve(loanSchedule(body)),
});

const allotments = apiRoute({
  method: 'POST',
  path: '/allotments',
  summary: 'Divide an amount of minor units by shares, losing nothing',
  tag: 'calculators',
  who: everyone,
  body: z.object({
    amountMinor: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    shares: z.array(z.string().max(30)).max(1_000).describe('Fractions such as "1/4"; one may be "remaining"'),
  }),
  answers: z.object({ minor: z.array(z.number().int()) }),
  handle: async (_ctx, { body }) => {
    const found = allot(BigInt(body.amountMinor), body.shares);
    if (!found.ok) throw refuse(found.reason);
    return await Promise.resolve({ minor: found.minor.map(Number) });
  },
});

const decimal = (sign: '' | '-?') => z.string().regex(new RegExp(`^${sign}\\d{1,12}(?:\\.\\d{1,6})?$`), 'A decimal with a point');

const remittanceCost = apiRoute({
  method: 'POST',
  path: '/remittance-cost',
  summary: 'Total cost of sending money, in per cent of what is sent',
  tag: 'calculators',
  who: everyone,
  body: z.object({ sendAmount: decimal(''), fee: decimal(''), fxMarginPercent: decimal('-?') }),
  answers: z.object({ totalCostPercent: z.string().describe('Two decimals, half to even') }),
  handle: async (_ctx, { body }) => {
    if (Number(body.sendAmount) === 0) throw refuse('nothing-sent');
    return await Promise.resolve({ totalCostPercent: totalCostPercent(body) });
  },
});

export const apiRoutes: readonly ApiRoute[] = [loanSchedules, allotments, remittanceCost];
