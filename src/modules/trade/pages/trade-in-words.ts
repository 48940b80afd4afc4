import type { Context } from '#kernel/http';
import { isCurrency } from '#kernel/money';
import type { TradeCopy } from '../copy-of-trade.ts';
import { stateOf } from '../interest.ts';
import type { ContactOf } from '../offer.ts';
import { bothClocks, fairTitle } from './fair-parts.tsx';
import { amountText, subjectText } from './offer-facts.tsx';

type Pairs = [label: string, value: string | null][];

/** A founder's trade in the words of their copy: offers with photos, contacts with what became of them, fairs. */
export function tradeInWords(ctx: Context, copy: TradeCopy): { title: string; records: Pairs[] }[] {
  const { t } = ctx;
  return [
    { title: t('trade.mine.offers'), records: copy.offers.map((one) => offerInWords(ctx, one)) },
    { title: t('trade.interest.title'), records: copy.interests.map((one) => interestInWords(ctx, one)) },
    { title: t('trade.fairs.title'), records: copy.fairs.map((one) => fairInWords(ctx, one)) },
  ];
}

function contactInWords({ t, format }: Context, contact: ContactOf | null): Pairs {
  if (!contact) return [];
  const words = [contact.name, contact.phone, contact.email].filter((one) => one !== null);
  return [[t('trade.contact.title'), format.list(words)]];
}

function offerInWords(ctx: Context, one: TradeCopy['offers'][number]): Pairs {
  const { t, format } = ctx;
  return [
    [t('trade.field.title'), one.title],
    [t('trade.field.kind'), t(`trade.kind.${one.kind}`)],
    [t(`trade.what.${one.what}`), subjectText(ctx, one)],
    [t('trade.field.description'), one.description],
    [t('trade.field.quantity'), amountText(ctx, one)],
    [t('trade.field.incoterm'), one.incoterm && `${one.incoterm} ${one.termPlace ?? ''}`],
    [t('trade.field.languages'), format.list(one.languages.map((code) => format.languageName(code)))],
    [t('trade.field.valid'), format.date(one.validUntil)],
    [t('trade.field.state'), t(`trade.state.${one.state}`)],
    ...contactInWords(ctx, one.contact),
    ...one.pictures.map((photo): Pairs[number] => [t('trade.photos.file'), photo.words]),
  ];
}

function interestInWords(ctx: Context, one: TradeCopy['interests'][number]): Pairs {
  const { t, format } = ctx;
  return [
    [t('trade.interest.who'), one.who],
    [t('trade.interest.message'), one.message],
    [t('trade.interest.when'), format.instant(one.askedAt, 'short')],
    [t('trade.field.state'), t(`trade.interest.${stateOf(one)}`)],
    ...contactInWords(ctx, one.contact),
    ...one.followUps.flatMap(({ answer }): Pairs => {
      if (!answer) return [];
      const { quantity, unit, valueMinor, currency } = answer;
      return [
        [t('trade.follow-up.met'), t(`trade.met.${answer.met}`)],
        [t('trade.follow-up.contract'), t(`trade.contract.${answer.contract}`)],
        [
          t('trade.follow-up.quantity'),
          quantity === null || unit === null ? null : `${format.number(quantity)} ${t(`trade.unit.${unit}`)}`,
        ],
        [
          t('trade.follow-up.value'),
          valueMinor !== null && currency !== null && isCurrency(currency) ? format.money({ amountMinor: valueMinor, currency }) : null,
        ],
        [t('trade.follow-up.again'), answer.again && t(`trade.again.${answer.again}`)],
        [
          t('trade.follow-up.obstacles'),
          answer.obstacles.length > 0 ? format.list(answer.obstacles.map((code) => t(`trade.obstacle.${code}`))) : null,
        ],
        [t('trade.follow-up.note'), answer.note],
      ];
    }),
  ];
}

function fairInWords(ctx: Context, { participant, fair, wishes, busy, meetings }: TradeCopy['fairs'][number]): Pairs {
  const { t, format } = ctx;
  if (!fair) return [];
  return [
    [t('trade.fair.title'), fairTitle(ctx, fair)],
    [t('trade.fair.place'), fair.place],
    [t('trade.fair.who'), participant.who],
    [t('trade.field.state'), t(`trade.guest-state.${participant.state}`)],
    [t('trade.fair.wishes'), format.number(wishes.length)],
    ...busy.map((at): Pairs[number] => [t('trade.fair.busy'), bothClocks(ctx, fair, at)]),
    ...meetings.map((one): Pairs[number] => [t('trade.fair.meeting'), bothClocks(ctx, fair, one.startsAt)]),
  ];
}
