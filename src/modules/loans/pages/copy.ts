import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import type { PersonId } from '#modules/people';
import { sumOf } from '../instalment-state.ts';
import { guaranteeOf } from '../guaranteed.ts';
import { loanOf, pastDueDays } from '../loan.ts';
import { readStanding } from '../standing.ts';
import { toldOf } from './guarantee-view.tsx';
import { sumIn } from './offer-view.tsx';
import { todayOf } from './read-fields.ts';
import { readApplications } from './applications.tsx';

/** An application in words, and the loan that came of it, for the copy that the person may ask for. */
export interface LoanCopy {
  readonly title: string;
  readonly records: [string, string][][];
}

const isFilled = (entry: [string, string | null]): entry is [string, string] => entry[1] !== null;

/** Every application of a person, with what was answered and what is due when. */
export async function copyOfLoans(ctx: Context, personId: PersonId): Promise<LoanCopy[]> {
  const { t, format } = ctx;
  const { rows, products, lenders } = await readApplications(ctx, [personId]);
  const copies: LoanCopy[] = [];
  for (const one of rows) {
    const product = products.get(one.productId);
    const loan = await loanOf(ctx.trx, one.id);
    const sum = sumIn(ctx, product?.currency ?? loan?.currency ?? 'EUR');
    const record: [string, string | null][] = [
      [t('loans.field.name'), product ? textIn(product.name, ctx.lang).text : null],
      [t('loans.field.lender'), lenders.get(one.organisationId) ?? null],
      [t('loans.field.state'), t(`loans.state.${one.state}`)],
      [t('loans.field.amount'), sum(one.amountMinor)],
      [t('loans.field.instalments'), format.number(one.instalments)],
      [t('loans.field.purpose'), one.purpose],
      [t('loans.field.sent'), format.instant(one.sentAt, 'short')],
      [t('loans.field.opinion'), one.opinion],
      [t('loans.field.question'), one.question],
      [t('loans.field.answer'), one.answer],
      [t('loans.field.agreed'), one.agreedMinor === null ? null : sum(one.agreedMinor)],
      [t('loans.field.agreed-instalments'), one.agreedInstalments === null ? null : format.number(one.agreedInstalments)],
      [t('loans.field.conditions'), one.conditions],
      [t('loans.field.reason'), one.reason],
      [t('loans.field.signed'), one.signedOn && format.date(one.signedOn)],
      [t('loans.field.paid-out'), one.paidOutOn && format.date(one.paidOutOn)],
      [t('loans.field.reference'), loan?.reference ?? null],
      [t('loans.field.balance'), loan && sum(loan.balanceMinor)],
      [t('loans.field.past-due'), loan && t('loans.loan.days', { count: pastDueDays(loan, todayOf(ctx)) })],
    ];
    const standing = loan ? await readStanding(ctx.trx, loan) : null;
    const guarantee = await guaranteeOf(ctx.trx, one.id);
    if (guarantee)
      record.push(
        [t('loans.guarantee.fund'), guarantee.fundName],
        [t('loans.guarantee.title'), t(`loans.guarantee.is.${toldOf(guarantee.state)}`)],
        [t('loans.guarantee.part'), sum(guarantee.guaranteedMinor)],
      );
    const schedule = (standing?.instalments ?? []).map((row): [string, string][] => [
      [t('loans.offer.due'), format.date(row.due, 'short')],
      [t('loans.offer.pay'), sum(sumOf(row.owed))],
      [t('loans.loan.paid'), sum(sumOf(row.paid))],
    ]);
    const payments = (standing?.payments ?? []).map((row): [string, string][] => [
      [t('loans.payment.day'), format.date(row.paidOn, 'short')],
      [t('loans.payment.amount'), sum(row.amountMinor)],
      [t('loans.payment.reference'), row.reference],
      ...(row.reversed ? [[t('loans.payment.taken-back'), row.reversed.why] as [string, string]] : []),
    ]);
    const changes = (standing?.changes ?? []).map((row): [string, string][] => [
      [t('loans.change.kind'), t(`loans.change.${row.kind}`)],
      [t('loans.change.day'), format.date(row.onDay, 'short')],
      [t('loans.change.owed'), sum(row.principalMinor + row.chargesMinor)],
      [t('loans.change.reason'), row.reason],
    ]);
    copies.push({ title: t('loans.application.title'), records: [record.filter(isFilled), ...schedule, ...payments, ...changes] });
  }
  return copies;
}
