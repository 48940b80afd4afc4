import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, DateField, ErrorSummary, Form, PageHeading, SelectField, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { localeOf } from '#kernel/i18n';
import { basicsText } from '../basics-text.ts';
import { saveBasics } from '../change-plan.ts';
import { readPlan } from '../read-plan.ts';
import { planMonth } from '../sales.ts';
import { checkSeen, holdPlan, seenOfBasics } from '../seen.ts';
import { crumbs, openVenture, stands, type Stand } from './desk-or-own.ts';
import { Meanwhile, Seen, seenField } from './meanwhile.tsx';

/** Currencies of the places at the ends of known corridors, and a few that travel; anything more makes the list useless on a phone. */
const currencies = [
  'EUR',
  'ALL',
  'BAM',
  'BDT',
  'BRL',
  'CNY',
  'COP',
  'DZD',
  'EGP',
  'GBP',
  'GHS',
  'INR',
  'LKR',
  'MAD',
  'MDL',
  'MXN',
  'NGN',
  'PEN',
  'PHP',
  'PKR',
  'RON',
  'RSD',
  'TND',
  'TRY',
  'UAH',
  'USD',
  'XAF',
  'XOF',
] as const;
const MONTHS_AHEAD = 24;

const body = z.object({
  currency: fields.choice(currencies),
  other: fields.optionalChoice(currencies),
  rate: fields.optionalText(20),
  rateOn: fields.optionalDay(),
  rateSource: fields.optionalText(200),
  startsIn: fields.text(7).pipe(z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'http.field.choose')),
  opensAfter: fields.whole(0, 24),
  ...seenField,
});

function currencyOptions(lang: string) {
  const names = new Intl.DisplayNames(localeOf(lang), { type: 'currency' });
  return currencies.map((value) => ({ value, label: `${value} – ${names.of(value) ?? value}` }));
}

/** The months that may be the first: around now, and the one chosen before. */
function startOptions(ctx: Context, chosen: string | undefined) {
  const now = ctx.now.toISOString().slice(0, 7);
  const months = new Set([...(chosen ? [chosen] : []), ...Array.from({ length: MONTHS_AHEAD }, (_, index) => planMonth(now, index))]);
  return [...months].toSorted().map((value) => ({ value, label: ctx.format.date(`${value}-01`, 'month') }));
}

const basicsRoute = (stand: Stand) =>
  formRoute({
    path: `${stand.base}/basics`,
    who: stand.who,
    params: z.object({ id: idOf<'ventures.ventures'>() }),
    body,
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const venture = await openVenture(ctx, stand, params.id);
      const plan = await readPlan(ctx.trx, params.id);
      const now = seenOfBasics(plan);
      return page(
        t('businessplans.section.basics'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('businessplans.section.basics')} lead={t('businessplans.basics.lead')} />
          <Meanwhile entry={entry} now={now}>
            {plan && basicsText(ctx, plan).map((line) => <p key={line}>{line}</p>)}
          </Meanwhile>
          <Form entry={entry} draft={`plan-basics-${venture.id}`} draftRemote>
            <Seen now={now} />
            <SelectField
              name="startsIn"
              label={t('businessplans.basics.starts-in')}
              options={startOptions(ctx, plan?.startsIn)}
              value={plan?.startsIn}
              required
            />
            <TextField
              name="opensAfter"
              label={t('businessplans.basics.opens-after')}
              hint={t('businessplans.basics.opens-after-hint')}
              value={String(plan?.opensAfterMonths ?? 0)}
              size="short"
              dir="ltr"
              required
            />
            <SelectField
              name="currency"
              label={t('businessplans.basics.currency')}
              options={currencyOptions(ctx.lang)}
              value={plan?.currency ?? 'EUR'}
              required
            />
            <SelectField
              name="other"
              label={t('businessplans.basics.other')}
              hint={t('businessplans.basics.other-hint')}
              options={currencyOptions(ctx.lang)}
              value={plan?.otherCurrency ?? ''}
              optional
            />
            <TextField
              name="rate"
              label={t('businessplans.basics.rate')}
              hint={t('businessplans.basics.rate-hint')}
              value={plan?.rate ?? ''}
              size="short"
              dir="ltr"
              optional
            />
            <DateField name="rateOn" label={t('businessplans.basics.rate-on')} value={plan?.rateOn ?? ''} optional />
            <TextField name="rateSource" label={t('businessplans.basics.rate-source')} value={plan?.rateSource ?? ''} optional />
            <Button>{t('businessplans.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: crumbs(ctx, stand, venture) },
      );
    },
    submit: async (ctx, { params }, form) => {
      const venture = await openVenture(ctx, stand, params.id);
      const { other, rateSource, opensAfter, seen, ...rest } = form;
      const before = await holdPlan(ctx.trx, params.id);
      checkSeen(seen, seenOfBasics(before));
      await saveBasics(
        ctx.trx,
        accountOf(ctx),
        venture,
        { ...rest, otherCurrency: other, rateSource: rateSource ?? '', opensAfterMonths: opensAfter },
        before,
      );
      return redirect(stand.at(params.id), 'businessplans.notice.saved');
    },
  });

export const basicsRoutes = stands.map(basicsRoute);
