import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  CheckboxesField,
  ErrorSummary,
  Form,
  MoneyField,
  NumberField,
  PageHeading,
  RadioField,
  SelectField,
  TextArea,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, refuseHttp, signedIn, type Context, type Route } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { isCurrency, parseMoney, toDecimalText } from '#kernel/money';
import { answerFollowUp, followUpsOf } from '../answer-follow-up.ts';
import { againAnswers, contractAnswers, currencies, metAnswers, obstacles, type FollowUpAnswer } from '../follow-up.ts';
import { sides, type Side } from '../interest.ts';
import { units } from '../offer.ts';
import { refuse } from '../refusals.ts';
import { interestIn, type Place } from './reach.ts';

const gate = { me: signedIn, desk } as const;

const body = z.object({
  side: fields.choice(sides),
  met: fields.choice(metAnswers),
  contract: fields.choice(contractAnswers),
  quantity: fields.optionalWhole(1, 1_000_000_000),
  unit: fields.optionalChoice(units),
  value: fields.optionalText(30),
  valueCurrency: fields.optionalChoice(currencies),
  again: fields.optionalChoice(againAnswers),
  obstacles: fields.choices(obstacles),
  note: fields.optionalLongText(1_000),
});

/** The answer of a form: what hangs on a contract counts with a contract only. Refusals: a value that is no amount. */
function answerOf(ctx: Context, form: z.output<typeof body>): FollowUpAnswer {
  const { met, contract, note } = form;
  const signed = contract === 'yes';
  const currency = form.valueCurrency ?? 'EUR';
  const value = signed && form.value ? parseMoney(form.value, currency, localeOf(ctx.lang)) : null;
  if (value && (!value.ok || value.money.amountMinor < 0n)) throw refuse('value-unclear', { field: 'value' });
  return {
    met,
    contract,
    quantity: signed && form.quantity !== null ? BigInt(form.quantity) : null,
    unit: signed && form.quantity !== null ? form.unit : null,
    valueMinor: value?.ok ? value.money.amountMinor : null,
    currency: value?.ok ? currency : null,
    again: signed ? form.again : null,
    obstacles: form.obstacles,
    note,
  };
}

/** One side says what became of the contact; it may come back and put it right. */
export const answerRoute = (place: Place): Route =>
  formRoute({
    path: `/${place}/trade/interests/:id/follow-up`,
    who: gate[place],
    params: z.object({ id: idOf<'trade.interests'>() }),
    query: z.object({ side: fields.maybe(fields.choice(sides)) }),
    body,
    view: async (ctx, { params: { id }, query }, entry) => {
      const { t } = ctx;
      const { interest } = await interestIn(ctx, place, id);
      const own = await followUpsOf(ctx.trx, [id]);
      const wanted = entry.value('side') ?? query.side;
      const followUp = own.find(({ side }) => side === wanted) ?? own[0];
      if (!followUp || interest.endedAt) throw refuseHttp('not-found');
      return page(
        t('trade.follow-up.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading
            title={t('trade.follow-up.title')}
            lead={t('trade.follow-up.lead')}
            caption={<Bdi>{t(`trade.follow-up.title-${followUp.side}`)}</Bdi>}
          />
          <Form entry={entry} draft={`trade-follow-up-${id}-${followUp.side}`} draftRemote>
            <input type="hidden" name="side" value={followUp.side} />
            <Questions ctx={ctx} answer={followUp.answer} />
            <Button>{t('trade.follow-up.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: [{ label: t('trade.interest.title'), href: `/${place}/trade/interests/${id}` }] },
      );
    },
    submit: async (ctx, { params: { id } }, form) => {
      const { interest, sides: own } = await interestIn(ctx, place, id);
      const side: Side = own.includes(form.side) ? form.side : (own[0] ?? form.side);
      if (interest.endedAt) throw refuse('ended');
      await answerFollowUp(ctx.trx, accountOf(ctx), { interestId: id, side }, answerOf(ctx, form), ctx.now);
      return redirect(`/${place}/trade/interests/${id}`, 'trade.notice.followed-up');
    },
  });

function Questions({ ctx, answer }: { ctx: Context; answer: FollowUpAnswer | null }) {
  const { t } = ctx;
  const { valueMinor = null, currency = null } = answer ?? {};
  const value =
    valueMinor !== null && currency !== null && isCurrency(currency) ? toDecimalText({ amountMinor: valueMinor, currency }) : '';
  return (
    <>
      <RadioField
        name="met"
        label={t('trade.follow-up.met')}
        choices={metAnswers.map((one) => ({ value: one, label: t(`trade.met.${one}`) }))}
        value={answer?.met}
      />
      <RadioField
        name="contract"
        label={t('trade.follow-up.contract')}
        value={answer?.contract}
        choices={contractAnswers.map((one) => ({
          value: one,
          label: t(`trade.contract.${one}`),
          reveals:
            one === 'yes' ? (
              <>
                <NumberField
                  name="quantity"
                  label={t('trade.follow-up.quantity')}
                  hint={t('trade.follow-up.quantity-hint')}
                  value={answer?.quantity?.toString() ?? ''}
                  size="short"
                  optional
                />
                <SelectField
                  name="unit"
                  label={t('trade.field.unit')}
                  options={units.map((unit) => ({ value: unit, label: t(`trade.unit.${unit}`) }))}
                  value={answer?.unit ?? ''}
                  optional
                />
                <MoneyField
                  name="value"
                  label={t('trade.follow-up.value')}
                  hint={t('trade.follow-up.value-hint')}
                  value={value}
                  currency={currency ?? 'EUR'}
                  currencies={currencies}
                  currencyName="valueCurrency"
                  optional
                />
                <SelectField
                  name="again"
                  label={t('trade.follow-up.again')}
                  options={againAnswers.map((again) => ({ value: again, label: t(`trade.again.${again}`) }))}
                  value={answer?.again ?? ''}
                  optional
                />
              </>
            ) : undefined,
        }))}
      />
      <CheckboxesField
        name="obstacles"
        label={t('trade.follow-up.obstacles')}
        choices={obstacles.map((one) => ({ value: one, label: t(`trade.obstacle.${one}`) }))}
        values={answer?.obstacles ?? []}
        optional
      />
      <TextArea name="note" label={t('trade.follow-up.note')} value={answer?.note ?? ''} optional />
    </>
  );
}
