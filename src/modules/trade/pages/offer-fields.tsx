import { z } from 'zod';
import {
  Button,
  CheckboxesField,
  DateField,
  EmailField,
  Fieldset,
  Form,
  NumberField,
  PhoneField,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '#kernel/html';
import { fields, type Context, type FormEntry } from '#kernel/http';
import { parsePhone } from '#kernel/text';
import { toLocal } from '#kernel/time';
import { termChoices, termCodes } from '#modules/vocabulary';
import { goodsChoices, readGoodsCode } from '../goods.ts';
import {
  certificates,
  ends,
  incoterms,
  kinds,
  periods,
  subjects,
  units,
  type Certificate,
  type ContactOf,
  type Offer,
  type OfferText,
} from '../offer.ts';
import { refuse } from '../refusals.ts';
import { lastDay } from '../write-offer.ts';
import { corridorName, monthName, type Corridors } from './offer-facts.tsx';

/** Languages in which people trade along today's corridors. */
export const tradeLanguages = ['it', 'en', 'fr', 'es', 'ro', 'ar', 'sq', 'wo', 'pt', 'de', 'uk', 'sr'] as const;

const monthCodes = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

export const contactFields = {
  contactName: fields.text(120),
  contactPhone: fields.optionalText(40),
  contactEmail: fields.optionalEmail(),
};

export const offerBody = z.object({
  kind: fields.choice(kinds),
  what: fields.choice(subjects),
  goods: fields.optionalText(8),
  goodsCode: fields.optionalText(12),
  sector: fields.optionalChoice(termCodes('sectors') as [string, ...string[]]),
  title: fields.text(120),
  description: fields.longText(2_000),
  quantity: fields.optionalWhole(1, 1_000_000_000),
  unit: fields.optionalChoice(units),
  per: fields.optionalChoice(periods),
  months: fields.choices(monthCodes),
  incoterm: fields.optionalChoice(incoterms),
  termPlace: fields.optionalText(120),
  certificates: fields.choices(certificates),
  languages: fields.choices(tradeLanguages),
  corridor: fields.text(40),
  atEnd: fields.choice(ends),
  validUntil: fields.day(),
  ...contactFields,
});
export type OfferForm = z.output<typeof offerBody>;

/** The day on which all of them begin and end, so that six months are the same for everybody: that of UTC, as the table counts. */
export function todayOf(ctx: Context): string {
  return toLocal(ctx.now.toISOString(), 'UTC').day;
}

/** The offer of a form. Refusals: no such corridor, no goods. */
export function textOf(corridors: Corridors, form: OfferForm): OfferText {
  const corridor = [...corridors.values()].find(({ id }) => id === form.corridor);
  if (!corridor) throw refuse('no-such-corridor', { field: 'corridor' });
  const product = form.what === 'product';
  const amount = form.quantity !== null;
  return {
    kind: form.kind,
    what: form.what,
    hsCode: product ? readGoodsCode(form.goodsCode ?? form.goods ?? '') || null : null,
    sector: product ? null : form.sector,
    title: form.title,
    description: form.description,
    quantity: form.quantity === null ? null : BigInt(form.quantity),
    unit: amount ? form.unit : null,
    per: amount ? form.per : null,
    months: form.months.map(Number).toSorted((a, b) => a - b),
    incoterm: form.incoterm,
    termPlace: form.termPlace,
    certificates: form.certificates as Certificate[], // the schema has just compared them with the list
    languages: form.languages.length > 0 ? form.languages : ['en'],
    corridorId: corridor.id,
    atEnd: form.atEnd,
    validUntil: form.validUntil,
  };
}

/** The contact of a form. Refusals: a number without its country, neither number nor address. */
export function contactIn(form: { contactName: string; contactPhone: string | null; contactEmail: string | null }): ContactOf {
  const phone = form.contactPhone ? parsePhone(form.contactPhone, '') : null;
  if (phone === undefined) throw refuse('phone-wrong', { field: 'contactPhone' });
  if (!phone && !form.contactEmail) throw refuse('reach-missing', { field: 'contactPhone' });
  return { name: form.contactName, phone, email: form.contactEmail };
}

export function ContactFields({ ctx, contact }: { ctx: Context; contact: ContactOf | null }) {
  const { t } = ctx;
  return (
    <Fieldset label={t('trade.contact.title')} hint={t('trade.contact.hint')}>
      <TextField name="contactName" label={t('trade.contact.name')} value={contact?.name} required />
      <PhoneField
        name="contactPhone"
        label={t('trade.contact.phone')}
        hint={t('trade.contact.phone-hint')}
        value={contact?.phone ?? ''}
        optional
      />
      <EmailField name="contactEmail" label={t('trade.contact.email')} value={contact?.email ?? ''} optional />
    </Fieldset>
  );
}

interface Props {
  ctx: Context;
  entry: FormEntry;
  offer: Offer | null;
  contact: ContactOf | null;
  corridors: Corridors;
  draft: string;
}

/** What is offered or asked for, on what terms, for how long, and whom to ring up. */
export function OfferFields({ ctx, entry, offer, contact, corridors, draft }: Props) {
  const { t } = ctx;
  return (
    <Form entry={entry} draft={draft} draftRemote>
      <RadioField
        name="kind"
        label={t('trade.field.kind')}
        choices={kinds.map((value) => ({ value, label: t(`trade.kind.${value}-long`) }))}
        value={offer?.kind}
      />
      <Goods ctx={ctx} offer={offer} />
      <TextField name="title" label={t('trade.field.title')} hint={t('trade.field.title-hint')} value={offer?.title} required />
      <TextArea
        name="description"
        label={t('trade.field.description')}
        hint={t('trade.field.description-hint')}
        value={offer?.description}
        required
      />
      <Where ctx={ctx} offer={offer} corridors={corridors} />
      <Amount ctx={ctx} offer={offer} />
      <Terms ctx={ctx} offer={offer} />
      <ContactFields ctx={ctx} contact={contact} />
      <Button>{t('trade.form.save')}</Button>
    </Form>
  );
}

type Part = { ctx: Context; offer: Offer | null };

function Goods({ ctx, offer }: Part) {
  const { t, lang } = ctx;
  const named = goodsChoices(lang);
  const known = named.some(({ options }) => options.some(({ value }) => value === offer?.hsCode));
  return (
    <>
      <RadioField
        name="what"
        label={t('trade.field.what')}
        value={offer?.what}
        choices={[
          {
            value: 'product',
            label: t('trade.what.product'),
            reveals: (
              <>
                <SelectField
                  name="goods"
                  label={t('trade.field.goods')}
                  options={named}
                  value={known ? (offer?.hsCode ?? '') : ''}
                  optional
                />
                <TextField
                  name="goodsCode"
                  label={t('trade.field.goods-code')}
                  hint={t('trade.field.goods-code-hint')}
                  value={known ? '' : (offer?.hsCode ?? '')}
                  size="short"
                  optional
                />
              </>
            ),
          },
          {
            value: 'service',
            label: t('trade.what.service'),
            reveals: (
              <SelectField
                name="sector"
                label={t('trade.field.sector')}
                options={termChoices('sectors', lang)}
                value={offer?.sector ?? ''}
                optional
              />
            ),
          },
        ]}
      />
    </>
  );
}

function Where({ ctx, offer, corridors }: Part & { corridors: Corridors }) {
  const { t, format } = ctx;
  const today = todayOf(ctx);
  return (
    <>
      <SelectField
        name="corridor"
        label={t('trade.field.corridor')}
        options={[...corridors.values()].map((one) => ({ value: one.id, label: corridorName(ctx, one) }))}
        value={offer?.corridorId}
        required
      />
      <RadioField
        name="atEnd"
        label={t('trade.field.end')}
        choices={ends.map((value) => ({ value, label: t(`trade.end-of.${value}`) }))}
        value={offer?.atEnd}
      />
      <CheckboxesField
        name="languages"
        label={t('trade.field.languages')}
        choices={tradeLanguages.map((value) => ({ value, label: format.languageName(value) }))}
        values={offer?.languages ?? []}
        inline
        optional
      />
      <DateField
        name="validUntil"
        label={t('trade.field.valid')}
        hint={t('trade.field.valid-hint')}
        min={today}
        max={lastDay(today)}
        value={offer && offer.validUntil >= today ? offer.validUntil : lastDay(today)}
        required
      />
    </>
  );
}

function Amount({ ctx, offer }: Part) {
  const { t } = ctx;
  return (
    <>
      <NumberField name="quantity" label={t('trade.field.quantity')} value={offer?.quantity?.toString() ?? ''} size="short" optional />
      <SelectField
        name="unit"
        label={t('trade.field.unit')}
        options={units.map((value) => ({ value, label: t(`trade.unit.${value}`) }))}
        value={offer?.unit ?? ''}
        optional
      />
      <SelectField
        name="per"
        label={t('trade.field.per')}
        options={periods.map((value) => ({ value, label: t(`trade.per.${value}`) }))}
        value={offer?.per ?? ''}
        optional
      />
      <CheckboxesField
        name="months"
        label={t('trade.field.months')}
        hint={t('trade.field.months-hint')}
        choices={monthCodes.map((value) => ({ value, label: monthName(ctx, Number(value)) }))}
        values={offer?.months.map(String) ?? []}
        inline
        optional
      />
    </>
  );
}

function Terms({ ctx, offer }: Part) {
  const { t } = ctx;
  return (
    <>
      <SelectField
        name="incoterm"
        label={t('trade.field.incoterm')}
        hint={t('trade.field.incoterm-hint')}
        options={incoterms.map((value) => ({ value, label: `${value}: ${t(`trade.incoterm.${value}`)}` }))}
        value={offer?.incoterm ?? ''}
        optional
      />
      <TextField
        name="termPlace"
        label={t('trade.field.term-place')}
        hint={t('trade.field.term-place-hint')}
        value={offer?.termPlace ?? ''}
        optional
      />
      <CheckboxesField
        name="certificates"
        label={t('trade.field.certificates')}
        choices={certificates.map((value) => ({ value, label: t(`trade.certificate.${value}`) }))}
        values={offer?.certificates ?? []}
        optional
      />
    </>
  );
}
