import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  CheckboxField,
  Details,
  ErrorSummary,
  Form,
  MoneyField,
  NumberField,
  PageHeading,
  SelectField,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { countryCodes, localeOf, type AnyTranslate } from '#kernel/i18n';
import { fileLoan } from '../file-loan.ts';
import { sectors, withoutIt } from '../filing.ts';
import { versionOn, type Version, type WindowId } from '../fund.ts';
import { refuse } from '../refusals.ts';
import { guaranteePath, lenders, lendersOf, readAmount } from './guarantee-reach.ts';
import { deskCrumbs, ofWindow, todayOf, windowAtDesk, windowPath, type OpenWindow } from './reach.ts';
import type { GuaranteeFund, LenderId } from '../fund.ts';
import { TermsView } from './terms-view.tsx';

const body = z.object({
  reference: fields.text(80),
  borrower: fields.text(80),
  group: fields.optionalText(80),
  country: fields.choice(countryCodes),
  sector: fields.choice(sectors),
  purpose: fields.text(500),
  amount: fields.text(30),
  months: fields.whole(1, 360),
  without: fields.choice(withoutIt),
  earlierAid: fields.optionalText(30),
  eligible: fields.tick(),
});

/** Countries by name in the reader's language. */
export const countryOptions = ({ format, lang }: Context) =>
  countryCodes
    .map((value) => ({ value, label: format.countryName(value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, localeOf(lang)));

/** A section of NACE in words, its letter first. */
export const sectorName = ({ t }: Context, code: string): string => `${code} – ${(t as AnyTranslate)(`guarantees.sector.${code}`)}`; // a closed list

/** A window to which the reader's organisation is admitted and whose terms are in force. Refusals: `not-found`, `terms-over`. */
export async function openWindow(
  ctx: Context,
  id: WindowId,
): Promise<OpenWindow & { fund: GuaranteeFund; terms: Version; lender: LenderId }> {
  const found = await windowAtDesk(ctx, id);
  const [lender] = await lendersOf(ctx, id);
  if (!lender) throw refuseHttp('not-found');
  const terms = versionOn(found.versions, todayOf(ctx));
  if (!terms) throw refuse('terms-over');
  return { ...found, terms, lender };
}

/** What the lender says to hold with its tick. */
export function Conditions({ ctx, fund, terms }: { ctx: Context; fund: GuaranteeFund; terms: Version }) {
  if (terms.conditions.length === 0) return null;
  return (
    <>
      <p>{ctx.t('guarantees.term.conditions')}</p>
      <ul>
        {terms.conditions.map(({ text }) => (
          <li key={text}>
            <Bdi lang={fund.language}>{text}</Bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A lender files one loan. */
export const fileRoute = formRoute({
  path: '/desk/guarantee-windows/:id/file',
  who: lenders,
  params: ofWindow,
  body,
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { fund, window, terms } = await openWindow(ctx, id);
    const { currency } = terms;
    return page(
      t('guarantees.file.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('guarantees.file.title')}
          caption={<Bdi lang={fund.language}>{window.name}</Bdi>}
          lead={t('guarantees.file.lead')}
          actions={
            <ButtonLink kind="secondary" href={windowPath(id, '/file-many')}>
              {t('guarantees.many.title')}
            </ButtonLink>
          }
        />
        <Details summary={t('guarantees.term.title')}>
          <TermsView ctx={ctx} fund={fund} terms={terms} />
        </Details>
        <Form entry={entry}>
          <TextField
            name="reference"
            label={t('guarantees.file.reference')}
            hint={t('guarantees.file.reference-hint')}
            maxLength={80}
            dir="ltr"
            spellcheck={false}
            required
          />
          <TextField
            name="borrower"
            label={t('guarantees.file.borrower')}
            hint={t('guarantees.file.borrower-hint')}
            maxLength={80}
            dir="ltr"
            spellcheck={false}
            required
          />
          <TextField
            name="group"
            label={t('guarantees.file.group')}
            hint={t('guarantees.file.group-hint')}
            maxLength={80}
            dir="ltr"
            spellcheck={false}
            optional
          />
          <SelectField name="country" label={t('guarantees.file.country')} options={countryOptions(ctx)} required />
          <SelectField
            name="sector"
            label={t('guarantees.file.sector')}
            options={sectors.map((value) => ({ value, label: sectorName(ctx, value) }))}
            required
          />
          <TextArea
            name="purpose"
            label={t('guarantees.file.purpose')}
            hint={t('guarantees.file.purpose-hint')}
            maxLength={500}
            rows={3}
            required
          />
          <MoneyField name="amount" label={t('guarantees.file.amount')} currency={currency} required />
          <NumberField
            name="months"
            label={t('guarantees.file.months')}
            hint={t('guarantees.file.months-hint', { most: terms.longestMonths })}
            maxLength={3}
            required
          />
          <SelectField
            name="without"
            label={t('guarantees.file.without')}
            hint={t('guarantees.file.without-hint')}
            options={withoutIt.map((value) => ({ value, label: t(`guarantees.without.${value}`) }))}
            required
          />
          <MoneyField
            name="earlierAid"
            label={t('guarantees.file.earlier-aid')}
            hint={t('guarantees.file.earlier-aid-hint')}
            currency="EUR"
            optional
          />
          <Conditions ctx={ctx} fund={fund} terms={terms} />
          <CheckboxField name="eligible" label={t('guarantees.file.eligible')} />
          <Button>{t('guarantees.file.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx, fund, window) },
    );
  },
  submit: async (ctx, { params: { id } }, form) => {
    const { fund, terms, lender } = await openWindow(ctx, id);
    if (!form.eligible) throw refuse('not-eligible', { field: 'eligible' });
    const filed = await fileLoan(ctx.trx, accountOf(ctx), fund.id, {
      windowId: id,
      versionId: terms.id,
      lenderId: lender,
      reference: form.reference,
      borrower: form.borrower,
      group: form.group,
      country: form.country,
      sector: form.sector,
      purpose: form.purpose,
      loanMinor: readAmount(ctx, form.amount, terms.currency, 'amount'),
      months: form.months,
      withoutIt: form.without,
      earlierAidMinor: form.earlierAid === null ? null : readAmount(ctx, form.earlierAid, 'EUR', 'earlierAid', 0n),
    });
    return redirect(guaranteePath(filed), 'guarantees.notice.filed');
  },
});
