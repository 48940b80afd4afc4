import {
  Button,
  ButtonGroup,
  CheckboxesField,
  EmailField,
  ErrorSummary,
  Fieldset,
  Form,
  PageHeading,
  PasswordField,
  PhoneField,
  RadioField,
  Section,
  SelectField,
  TextArea,
  TextField,
  TimeField,
  useUi,
} from '#kernel/html';
import type { FormEntry } from '#kernel/http';
import { formatters, languages } from '#kernel/i18n';
import { spokenLanguages } from '#modules/people/pages';
import type { PlaceFound } from '#modules/places';
import { PlaceDescribed } from '#modules/places/pages';
import { NetworkNameFields } from './network-fields.tsx';
import { MOST_OFFICES, officeField } from './setup-body.ts';

interface SetupPageProps {
  entry: FormEntry;
  /** How many offices the form asks for. */
  offices: number;
  /** Places to choose from, by the number of the office whose place was not clear. */
  places: ReadonlyMap<number, readonly PlaceFound[]>;
}

/** The set-up assistant: one page, five questions; nothing is kept until all of it is right. */
export function SetupPage({ entry, offices, places }: SetupPageProps) {
  const { t, lang } = useUi();
  return (
    <>
      <ErrorSummary errors={[...entry.errors]} />
      <PageHeading title={t('app.setup.title')} lead={t('app.setup.lead')} />
      <Form entry={entry} draft="set-up">
        <TextField
          name="code"
          label={t('app.setup.code')}
          hint={t('app.setup.code-hint')}
          dir="ltr"
          size="medium"
          spellcheck={false}
          autocomplete="off"
          required
        />
        <Section title={t('app.setup.step.network')}>
          <NetworkNameFields />
        </Section>
        <Section title={t('app.setup.step.controller')}>
          <p>{t('app.setup.controller.hint')}</p>
          <TextField name="controllerName" label={t('app.setup.controller.name')} required />
          <TextArea name="controllerAddress" label={t('app.setup.controller.address')} required />
          <EmailField name="controllerEmail" label={t('app.setup.controller.email')} autocomplete="off" required />
          <TextField name="officer" label={t('app.privacy.officer')} hint={t('app.setup.controller.officer-hint')} required />
        </Section>
        <Section title={t('app.setup.step.offices')}>
          <p>{t('app.setup.offices.hint')}</p>
          <input type="hidden" name="offices" value={String(offices)} />
          {Array.from({ length: offices }, (_, index) => (
            <OfficeFields
              key={index}
              number={index + 1}
              places={places.get(index + 1)}
              typedPlace={entry.value(officeField(index + 1, 'place'))}
            />
          ))}
          {offices < MOST_OFFICES && (
            <ButtonGroup>
              <Button kind="secondary" name="more" value="yes">
                {t('app.setup.offices.more')}
              </Button>
            </ButtonGroup>
          )}
        </Section>
        <Section title={t('app.setup.step.mail')}>
          <EmailField name="mailFrom" label={t('app.setup.mail.from')} hint={t('app.setup.mail.from-hint')} autocomplete="off" optional />
        </Section>
        <Section title={t('app.setup.step.administrator')}>
          <p>{t('app.setup.administrator.hint')}</p>
          <TextField name="adminName" label={t('app.account.name')} autocomplete="name" required />
          <EmailField name="adminEmail" label={t('app.account.email')} required />
          <SelectField
            name="adminLanguage"
            label={t('app.account.language')}
            emptyLabel={false}
            value={lang}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <PasswordField name="password" label={t('app.staff.password')} hint={t('app.set-password.hint')} isNew required />
        </Section>
        <Button>{t('app.setup.finish')}</Button>
      </Form>
    </>
  );
}

function OfficeFields({ number, places, typedPlace }: { number: number; places: readonly PlaceFound[] | undefined; typedPlace: string }) {
  const { t, lang } = useUi();
  const format = formatters(lang, 'UTC');
  const name = (field: string) => officeField(number, field);
  return (
    <Fieldset label={t('app.setup.office', { number })}>
      <TextField name={name('name')} label={t('app.setup.office.name')} required />
      <TextField name={name('place')} label={t('app.setup.office.place')} hint={t('app.setup.office.place-hint')} required />
      {places && (
        <>
          <input type="hidden" name={name('placeFor')} value={typedPlace} />
          <RadioField
            name={name('placeCode')}
            label={t('app.setup.office.which-place')}
            choices={places.map((place) => ({ value: place.code, label: place.name, hint: <PlaceDescribed place={place} /> }))}
          />
        </>
      )}
      <TextField name={name('address')} label={t('app.privacy.address')} autocomplete="off" required />
      <PhoneField name={name('phone')} label={t('app.account.phone')} autocomplete="off" optional />
      <EmailField name={name('email')} label={t('app.account.email')} autocomplete="off" optional />
      <CheckboxesField
        name={name('languages')}
        label={t('app.setup.office.languages')}
        inline
        choices={spokenLanguages.map((value) => ({ value, label: format.languageName(value) }))}
      />
      <CheckboxesField
        name={name('days')}
        label={t('app.setup.office.days')}
        hint={t('app.setup.office.days-hint')}
        inline
        values={['1', '2', '3', '4', '5']}
        choices={['1', '2', '3', '4', '5', '6', '7'].map((value) => ({ value, label: weekdayName(lang, Number(value)) }))}
      />
      <TimeField name={name('opens')} label={t('app.setup.office.opens')} value="09:00" required />
      <TimeField name={name('closes')} label={t('app.setup.office.closes')} value="13:00" required />
    </Fieldset>
  );
}

/** 1 January 2024 was a Monday. */
function weekdayName(lang: string, weekday: number): string {
  return new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)));
}
