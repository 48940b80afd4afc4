import type { Context } from '#kernel/http';
import { money, toDecimalText, type Money } from '#kernel/money';
import { writeCsv } from '#kernel/text';
import type { Compared } from '../compare.ts';
import { plainMoney, wordFor } from './texts.tsx';

/** The comparison as a file: every service, also those that are not compared, with the reason. */
export function comparisonCsv(ctx: Context, rows: readonly Compared[], sent: Money | null): string {
  const { t } = ctx;
  return writeCsv(
    [
      t('remittances.field.provider'),
      t('remittances.field.sent'),
      t('remittances.field.fee'),
      t('remittances.field.rate'),
      t('remittances.field.margin'),
      t('remittances.field.arrives'),
      t('remittances.field.total'),
      t('remittances.field.pay-in'),
      t('remittances.field.pay-out'),
      t('remittances.field.speed'),
      t('remittances.field.seen'),
      t('remittances.field.source'),
      t('remittances.field.reference'),
      t('remittances.field.why-apart'),
    ],
    rows.map(({ offer, appliedRate, marginPercent, arrives, totalPercent, reference, apart }) => [
      offer.demonstration ? `${offer.provider} (${t('remittances.demonstration')})` : offer.provider,
      plainMoney(sent),
      toDecimalText(money(offer.feeMinor, offer.sendCurrency)),
      appliedRate ?? t('remittances.unknown'),
      marginPercent ?? t('remittances.unknown'),
      arrives ? plainMoney(arrives) : t('remittances.unknown'),
      totalPercent ?? t('remittances.unknown'),
      wordFor(ctx, 'pay-in', offer.payIn),
      wordFor(ctx, 'pay-out', offer.payOut),
      wordFor(ctx, 'speed', offer.speed),
      offer.observedOn,
      offer.sourceUrl ? `${offer.source}, ${offer.sourceUrl}` : offer.source,
      reference ? [reference.day, ...new Set(reference.legs.map(({ source }) => source))].join(', ') : '',
      apart ? wordFor(ctx, 'apart', apart) : '',
    ]),
  );
}
