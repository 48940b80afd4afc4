import {
  CheckboxesField,
  CheckboxField,
  ComboboxField,
  EmailField,
  Fieldset,
  Inset,
  MoneyField,
  NumberField,
  PhoneField,
  RadioField,
  Section,
  SelectField,
  TextArea,
  TextField,
  useUi,
} from '#kernel/html';
import { formatters, isLanguage, type Language } from '#kernel/i18n';
import { currencyDecimals } from '#kernel/money';
import { formatPhone } from '#kernel/text';
import { termChoices } from '#modules/vocabulary';
import { writeSpans } from '../hours.ts';
import { costs, statuses, type Service } from '../service.ts';
import { weekdayNames } from './hours-text.tsx';
import { spokenLanguages } from './languages.ts';
import { currencies } from './service-body.ts';
import { documentLines, textFor, useSourceHint } from './text-in-form.tsx';

export type ServiceFieldsProps = { stored: Service | null; place: { text: string; code: string } };

/** The fields that describe a service, in the order in which somebody tells of it. */
export function ServiceFields({ stored, place }: ServiceFieldsProps) {
  const { t, lang, timeZone } = useUi();
  return (
    <>
      <Inset>{t('directory.form.language-note', { language: formatters(lang, timeZone).languageName(lang) })}</Inset>
      <What stored={stored} />
      <Getting stored={stored} />
      <WhereAndWhen stored={stored} place={place} />
      <Contact stored={stored} />
      <State stored={stored} />
    </>
  );
}

type Part = { stored: Service | null };

function What({ stored }: Part) {
  const { t, lang } = useUi();
  const hint = useSourceHint();
  const shown: Language = isLanguage(lang) ? lang : 'en';
  return (
    <Section title={t('directory.form.what')}>
      <TextField
        name="name"
        label={t('directory.form.name')}
        hint={hint(stored?.name)}
        value={textFor(stored?.name, lang)}
        maxLength={200}
        required
      />
      <TextArea
        name="description"
        label={t('directory.form.description')}
        hint={hint(stored?.description, t('directory.form.description-hint'))}
        value={textFor(stored?.description, lang)}
        required
      />
      <CheckboxesField
        name="categories"
        label={t('directory.form.categories')}
        inline
        values={stored?.categories ?? []}
        choices={termChoices('serviceCategories', shown)}
      />
      <CheckboxesField
        name="audiences"
        label={t('directory.form.audiences')}
        inline
        values={stored?.audiences ?? []}
        choices={termChoices('audiences', shown)}
      />
      <TextArea
        name="eligibility"
        label={t('directory.form.eligibility')}
        hint={hint(stored?.eligibility)}
        rows={3}
        value={textFor(stored?.eligibility, lang)}
        optional
      />
      <NumberField name="minimumAge" label={t('directory.form.minimum-age')} value={String(stored?.minimumAge ?? '')} optional />
      <NumberField name="maximumAge" label={t('directory.form.maximum-age')} value={String(stored?.maximumAge ?? '')} optional />
    </Section>
  );
}

// uses messages: directory.cost.*
function Getting({ stored }: Part) {
  const { t, lang } = useUi();
  const hint = useSourceHint();
  const price = stored?.prices.find(({ amountMinor }) => amountMinor !== null);
  return (
    <Section title={t('directory.form.getting')}>
      <TextArea
        name="application"
        label={t('directory.form.application')}
        hint={hint(stored?.application)}
        rows={3}
        value={textFor(stored?.application, lang)}
        optional
      />
      <TextArea
        name="documents"
        label={t('directory.form.documents')}
        hint={t('directory.form.documents-hint')}
        rows={3}
        value={documentLines(stored, lang)}
        optional
      />
      <RadioField
        name="cost"
        label={t('directory.form.cost')}
        value={stored?.cost ?? 'unknown'}
        choices={costs.map((value) => ({ value, label: t(`directory.cost.${value}`) }))}
        required
      />
      <MoneyField
        name="price"
        label={t('directory.form.price')}
        hint={t('directory.form.price-hint')}
        value={price?.amountMinor ? decimalText(price.amountMinor, price.currency ?? 'EUR') : ''}
        currency={price?.currency ?? 'EUR'}
        currencies={currencies}
        optional
      />
      <TextArea
        name="fees"
        label={t('directory.form.fees')}
        hint={hint(stored?.fees)}
        rows={2}
        value={textFor(stored?.fees, lang)}
        optional
      />
      <TextField
        name="waitTime"
        label={t('directory.form.wait-time')}
        hint={hint(stored?.waitTime)}
        value={textFor(stored?.waitTime, lang)}
        optional
      />
    </Section>
  );
}

/** 1250 in a currency of two decimals is "12.50". */
function decimalText(amountMinor: string, currency: string): string {
  const decimals = currencyDecimals(currency);
  if (decimals === 0) return amountMinor;
  const digits = amountMinor.padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function WhereAndWhen({ stored, place }: ServiceFieldsProps) {
  const { t, lang } = useUi();
  const hint = useSourceHint();
  const location = stored?.locations[0];
  return (
    <Section title={t('directory.form.where')}>
      <ComboboxField
        name="place"
        valueName="placeCode"
        label={t('directory.form.place')}
        source={`/api/v1/places?lang=${lang}`}
        value={place.text}
        chosen={place.code}
        required
      />
      <TextField
        name="address"
        label={t('directory.form.address')}
        hint={t('directory.form.address-hint')}
        value={location?.address1 ?? ''}
        optional
      />
      <TextField name="postalCode" label={t('directory.form.postal-code')} size="short" value={location?.postalCode ?? ''} optional />
      <TextField
        name="accessibility"
        label={t('directory.form.accessibility')}
        hint={hint(location?.accessibility, t('directory.form.accessibility-hint'))}
        value={textFor(location?.accessibility, lang)}
        optional
      />
      <Fieldset label={t('directory.service.hours')} hint={t('directory.form.hours-hint')}>
        {weekdayNames(lang, 'long').map((day, index) => (
          <TextField
            key={day}
            name={`hours${index + 1}`}
            label={t('directory.form.hours', { day })}
            value={writeSpans(stored?.hours ?? [], index + 1)}
            dir="ltr"
            size="medium"
            optional
          />
        ))}
      </Fieldset>
    </Section>
  );
}

function Contact({ stored }: Part) {
  const { t, lang, timeZone } = useUi();
  const format = formatters(lang, timeZone);
  const phone = stored?.phones[0]?.number;
  const offered = [...new Set([...spokenLanguages, ...(stored?.languages ?? [])])];
  return (
    <Section title={t('directory.form.contact')}>
      <PhoneField name="phone" label={t('directory.form.phone')} value={phone ? formatPhone(phone) : ''} autocomplete="off" optional />
      <EmailField
        name="email"
        label={t('directory.form.email')}
        hint={t('directory.form.email-hint')}
        value={stored?.email ?? ''}
        autocomplete="off"
        optional
      />
      <TextField name="url" label={t('directory.form.website')} value={stored?.url ?? ''} dir="ltr" spellcheck={false} optional />
      <CheckboxesField
        name="languages"
        label={t('directory.form.languages')}
        inline
        values={stored?.languages ?? []}
        choices={offered.map((value) => ({ value, label: format.languageName(value) }))}
      />
      <TextField name="interpretation" label={t('directory.form.interpretation')} value={stored?.interpretation ?? ''} optional />
    </Section>
  );
}

// uses messages: directory.status.*
function State({ stored }: Part) {
  const { t, lang } = useUi();
  const hint = useSourceHint();
  return (
    <Section title={t('directory.form.state')}>
      <SelectField
        name="status"
        label={t('directory.form.status')}
        emptyLabel={false}
        value={stored?.status ?? 'active'}
        options={statuses.map((value) => ({ value, label: t(`directory.status.${value.replace(' ', '-')}`) }))}
      />
      <TextField name="alert" label={t('directory.form.alert')} hint={hint(stored?.alert)} value={textFor(stored?.alert, lang)} optional />
      <CheckboxField name="checked" label={t('directory.form.checked')} hint={t('directory.form.checked-needed')} />
    </Section>
  );
}
