import { CheckboxesField, CheckboxField, RadioField, type Choice } from '../forms/choice-fields.tsx';
import { ComboboxField } from '../forms/combobox-field.tsx';
import { ErrorSummary } from '../forms/error-summary.tsx';
import { Fieldset } from '../forms/fieldset.tsx';
import { FileField } from '../forms/file-field.tsx';
import type { FieldError, FormEntry } from '../forms/form-context.ts';
import { Form } from '../forms/form.tsx';
import { MoneyField } from '../forms/money-field.tsx';
import { SelectField } from '../forms/select-field.tsx';
import { TextArea } from '../forms/text-area.tsx';
import { CodeField, DateField, EmailField, NumberField, PasswordField, PhoneField, TextField, TimeField } from '../forms/text-field.tsx';
import { Button, ButtonGroup, ButtonLink } from '../text/button.tsx';
import { PageHeading, Section } from '../text/heading.tsx';
import { useUi } from '../ui.ts';
import type { SampleText } from './sample-text.ts';

const towns = ['Bologna', 'Cartaya', 'Craiova', 'Durrës', 'Kaolack', 'Kenitra', 'Padova', 'Shkodër', 'Venezia'];

function wheres(text: SampleText): Choice[] {
  return [
    { value: 'here', label: text.here },
    { value: 'there', label: text.there, reveals: <TextField name="place" label={text.thereWhich} size="medium" /> },
    { value: 'both', label: text.both, hint: text.bothHint },
  ];
}

function blockers(text: SampleText): Choice[] {
  return [
    { value: 'permit', label: text.blockerPermit },
    { value: 'diploma', label: text.blockerDiploma },
    { value: 'money', label: text.blockerMoney },
    { value: 'language', label: text.blockerLanguage, disabled: true },
  ];
}

function sectors(text: SampleText) {
  return [
    {
      label: text.groupTrade,
      options: [
        { value: 'bakery', label: text.sectorBakery },
        { value: 'repair', label: text.sectorRepair },
        { value: 'care', label: text.sectorCare },
      ],
    },
    { label: text.groupLand, options: [{ value: 'farm', label: text.sectorFarm }] },
  ];
}

/** Every field as it is first shown. */
export function FormSamples({ text }: { text: SampleText }) {
  const { to } = useUi();
  const also = { text: 'Nome e cognome', lang: 'it', dir: 'ltr' } as const;
  return (
    <Form action={to('/styleguide')} draft="styleguide" multipart label={text.partForms}>
      <p>{text.formLead}</p>
      <TextField name="name" label={text.name} labelAlso={also} hint={text.nameHint} autocomplete="name" required />
      <EmailField name="email" label={text.email} optional />
      <PhoneField name="phone" label={text.phone} hint={text.phoneHint} />
      <PasswordField name="password" label={text.password} size="medium" />
      <CodeField name="code" label={text.code} />
      <DateField name="birth" label={text.birth} hint={text.birthHint} max="2026-12-31" />
      <TimeField name="time" label={text.time} value="10:30" stepMinutes={15} />
      <NumberField name="people" label={text.people} value="3" />
      <MoneyField
        name="own"
        label={text.money}
        hint={text.moneyHint}
        currencies={['EUR', 'ALL', 'MAD', 'RON', 'XOF']}
        currency="EUR"
        value="2 500"
      />
      <MoneyField name="price" label={text.price} currency="EUR" />
      <TextArea name="idea" label={text.idea} hint={text.ideaHint} maxLength={500} />
      <SelectField name="sector" label={text.sector} options={sectors(text)} />
      <ComboboxField name="town" label={text.town} hint={text.townHint} options={towns.map((town) => ({ value: town, label: town }))} />
      <RadioField name="where" label={text.where} choices={wheres(text)} value="there" />
      <RadioField
        name="gender"
        label={text.state}
        inline
        choices={[
          { value: 'women', label: text.women },
          { value: 'men', label: text.men },
        ]}
      />
      <CheckboxesField name="blockers" label={text.blockers} choices={blockers(text)} values={['permit', 'money']} />
      <CheckboxField name="agree" label={text.agree} hint={text.agreeHint} />
      <FileField name="document" label={text.document} accept=".pdf,image/*" maxMegabytes={10} optional />
      <Fieldset label={text.address}>
        <TextField name="street" label={text.street} autocomplete="street-address" />
        <TextField name="postcode" label={text.postcode} size="short" dir="ltr" disabled />
      </Fieldset>
      <ButtonGroup>
        <Button>{text.save}</Button>
        <ButtonLink href={to('/styleguide')} kind="quiet">
          {text.cancel}
        </ButtonLink>
      </ButtonGroup>
    </Form>
  );
}

function refused(typed: Record<string, string>, errors: FieldError[]): FormEntry {
  return {
    sent: true,
    errors,
    value: (field) => typed[field] ?? '',
    values: (field) => (typed[field] ? [typed[field]] : []),
    error: (field) => errors.find((error) => error.field === field)?.message,
  };
}

/** A form that the server refused: what was typed is there, and each error stands before its field. */
export function FormWithErrors({ text }: { text: SampleText }) {
  const { to } = useUi();
  const entry = refused({ email: 'amina@sample', birth: '2031-01-01', idea: '<b>Bread & cakes</b>' }, [
    { field: '', message: text.errorForm },
    { field: 'name', message: text.errorName },
    { field: 'email', message: text.errorEmail },
    { field: 'birth', message: text.errorBirth },
    { field: 'where', message: text.errorWhere },
    { field: 'blockers', message: text.errorBlockers },
    { field: 'agree', message: text.errorAgree },
  ]);
  return (
    <Section title={text.partErrors} level={2}>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={text.book} />
      <Form id="refused" action={to('/styleguide')} entry={entry}>
        <TextField name="name" label={text.name} hint={text.nameHint} />
        <EmailField name="email" label={text.email} />
        <DateField name="birth" label={text.birth} hint={text.birthHint} />
        <TextArea name="idea" label={text.idea} />
        <RadioField name="where" label={text.where} choices={wheres(text)} />
        <CheckboxesField name="blockers" label={text.blockers} choices={blockers(text)} />
        <CheckboxField name="agree" label={text.agree} hint={text.agreeHint} />
        <Button>{text.save}</Button>
      </Form>
    </Section>
  );
}
