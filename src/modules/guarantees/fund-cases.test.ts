import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#kernel/i18n';
import { claimParts, recoveryDue } from './claim.ts';
import { guaranteedOf, owedAfter } from './coverage.ts';
import { upFrontFee, yearlyFee, type FeeBase } from './fee.ts';
import type { DayCount } from './day-count.ts';
import { counterGuarantee, shareLoss } from './loss.ts';
import { portfolioCap } from './portfolio-cap.ts';

interface Case {
  id: string;
  input: Record<string, string> & { equalPrincipalInstalments: number; paidInstalments: number };
  expected: Record<string, string | boolean>;
}
const { guarantee_fund_cases: cases } = JSON.parse(readFileSync(join(projectRoot(), 'test/data/fund-cases.json'), 'utf8')) as {
  guarantee_fund_cases: Case[];
};
const given = (id: string): Case => {
  const found = cases.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is not among the cases`);
  return found;
};
const cents = (text: string | undefined): bigint => BigInt((text ?? '').replace('.', ''));
const text = (minor: bigint): string => minor.toString().replace(/(\d\d)$/, '.$1');

test('no case is left out', () => {
  expect(cases.map(({ id }) => id)).toEqual(['GF-CLAIM-1', 'GF-CAP-1', 'GF-FEE-1']);
});

test('GF-CLAIM-1: a claim in two parts, recoveries shared, and the counter-guarantor', () => {
  const { input, expected } = given('GF-CLAIM-1');
  const owedMinor = owedAfter(cents(input['loan']), input.equalPrincipalInstalments, input.paidInstalments);
  const coveragePercent = input['coveragePercent'] ?? '';
  const parts = claimParts(guaranteedOf(owedMinor, coveragePercent), input['firstClaimPercent'] ?? '');
  const shares = shareLoss({ owedMinor, coveragePercent, sharing: 'pro-rata', recoveredMinor: cents(input['bankRecoveries']) });
  const counter = counterGuarantee(shares.fundLossMinor, input['counterGuaranteePercentOfNetLoss'] ?? '');
  expect({
    outstandingAtDefault: text(owedMinor),
    guaranteedOutstanding: text(shares.guaranteedMinor),
    firstInstalment: text(parts.firstMinor),
    secondInstalment: text(parts.restMinor),
    fundShareOfRecoveries: text(recoveryDue(shares.fundRecoveryMinor, 0n, shares.guaranteedMinor)),
    fundNetLoss: text(shares.fundLossMinor),
    bankNetLoss: text(shares.lenderLossMinor),
    totalNetLoss: text(shares.lossMinor),
    counterGuarantorPays: text(counter.paysMinor),
    fundFinalLoss: text(counter.staysMinor),
  }).toEqual(expected);
});

test('GF-CAP-1: a portfolio is paid up to its cap', () => {
  const { input, expected } = given('GF-CAP-1');
  const found = portfolioCap({
    volumeMinor: cents(input['portfolioVolume']),
    guaranteeRatePercent: input['guaranteeRatePercent'] ?? '',
    capRatePercent: input['capRatePercent'] ?? '',
    lossesMinor: cents(input['lossesToDate']),
  });
  expect({
    capAmount: text(found.capMinor),
    multiplier: found.multiplier,
    uncappedPayable: text(found.uncappedMinor),
    payable: text(found.payableMinor),
    capReached: found.capReached,
  }).toEqual(expected);
});

test('GF-FEE-1: fees at the start and each year, of the opening and of the mean amount', () => {
  const { input, expected } = given('GF-FEE-1');
  const yearly = (base: FeeBase) =>
    yearlyFee({
      ratePercent: input['annualPercent'] ?? '',
      base,
      dayCount: input['dayCount'] as DayCount, // the case names one of ours
      from: '2026-01-01',
      until: '2027-01-01',
      balances: [
        { from: '2026-01-01', amountMinor: cents(input['openingGuaranteed']) },
        { from: '2027-01-01', amountMinor: cents(input['closingGuaranteed']) },
      ],
    });
  expect({
    upfront: text(upFrontFee(cents(input['guaranteed']), input['upfrontPercent'] ?? '')),
    annualOnOpening: text(yearly('opening')),
    annualOnAverage: text(yearly('average')),
  }).toEqual(expected);
});
