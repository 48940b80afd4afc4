import { z } from 'zod';
import {
  Button,
  CheckboxField,
  EmailField,
  ErrorSummary,
  Form,
  Inset,
  Link,
  NumberField,
  PageHeading,
  PhoneField,
  RadioField,
  SelectField,
  TextField,
  type OtherLanguageText,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, scopesOf, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { directionOf, languages, sourceHash, translator, type AnyTranslate, type Language } from '#kernel/i18n';
import { appointmentBecameFile, getAppointment } from '#modules/appointments';
import { openCase } from '#modules/cases';
import { contactBecameFile, getContact, getQuestion, questionBecameFile } from '#modules/messages';
import { officeNames } from '#modules/offices';
import { genders, openFile, searchPeople, type PersonFound } from '#modules/people';
import {
  contactFields,
  contactOf,
  genderField,
  identityFields,
  identityOf,
  languageField,
  readPhone,
  readPlace,
  secondLanguage,
  spokenLanguages,
} from '#modules/people/pages';
import { termLabel } from '#modules/vocabulary';
import { refuse } from './refusals.ts';

/** What is typed comes back before it is checked: more than a name is not searched for. */
const LONGEST_NAME = 240;

/** Eleven fields, so that a file is open in five minutes; the office is asked only where the officer sits at several. */
export const intakeBody = z.object({
  office: fields.optionalText(40),
  ...identityFields,
  gender: genderField,
  language: languageField,
  ...contactFields,
  origin: fields.optionalText(120),
  residence: fields.optionalText(120),
  reason: fields.optionalText(300),
  informed: fields.tick(),
  /** Only where the desk has people of a similar name: the officer looked, and it is none of them. */
  none: fields.tick(),
  nearTo: fields.optionalText(LONGEST_NAME),
});

const query = z.object({
  name: fields.searchText(),
  contact: fields.maybe(idOf<'messages.contacts'>()),
  question: fields.maybe(idOf<'messages.questions'>()),
  appointment: fields.maybe(idOf<'appointments.appointments'>()),
});

type From = z.output<typeof query>;

/** People of the officer's desks with a name like this one. */
async function nearNames(ctx: Context, name: string): Promise<PersonFound[]> {
  if (!name.trim()) return [];
  const officeIds = scopesOf(ctx, 'counsellor', 'office-manager');
  return (await searchPeople(ctx.trx, { words: name, officeIds, sort: 'newest', page: 1, pageSize: 5 })).rows;
}

const fullTyped = (given: string, family: string | null) => `${given} ${family ?? ''}`.trim().slice(0, LONGEST_NAME);

/** What is typed for one person must not come back over the next: the draft belongs to what is being taken in. */
function draftOf(ctx: Context, from: From): string {
  const about = from.contact ?? from.question ?? from.appointment ?? (from.name ? `name-${sourceHash(from.name)}` : null);
  return ['intake', accountOf(ctx), ...(about ? [about] : [])].join('-');
}

/** A label in the second language of a counter, from `?with=ar`. */
function alsoIn(ctx: Context): (key: string) => OtherLanguageText | undefined {
  const lang = secondLanguage(ctx);
  if (!lang) return () => undefined;
  const t = translator(ctx.network.catalogue, lang as Language) as AnyTranslate; // secondLanguage has checked it
  return (key) => ({ text: t(key), lang, dir: directionOf(lang) });
}

/** Opens a file: search first, then a short intake, in two languages side by side where that helps. */
export const intakeRoute = formRoute({
  path: '/desk/people/new',
  who: desk,
  query,
  body: intakeBody,
  view: async (ctx, { query: from }, entry) => {
    const { t, lang, format } = ctx;
    const also = alsoIn(ctx);
    const offices = scopesOf(ctx, 'counsellor', 'office-manager');
    const names = await officeNames(ctx.trx, offices, lang);
    const contact = from.contact ? await getContact(ctx.trx, from.contact) : null;
    const question = from.question ? await getQuestion(ctx.trx, ctx.network.keyring, from.question) : null;
    const appointment = from.appointment ? await getAppointment(ctx.trx, from.appointment) : null;
    const fromName = from.name || appointment?.name || '';
    if (contact?.personId && !entry.sent) return redirect(`/desk/people/${contact.personId}`);
    const typedName = entry.sent ? fullTyped(entry.value('givenName'), entry.value('familyName')) : fromName.slice(0, LONGEST_NAME);
    const near = await nearNames(ctx, typedName);
    const topic = contact?.topic ?? appointment?.topic;
    const [given = '', ...family] = fromName.split(' ');
    return page(
      t('app.intake.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.intake.title')} lead={t('app.intake.lead')} />
        <SecondLanguage ctx={ctx} from={from} />
        <Form entry={entry} draft={draftOf(ctx, from)} draftRemote>
          {near.length > 0 && <NearNames near={near} name={typedName} question={t('app.intake.near')} none={t('app.intake.none')} />}
          {offices.length > 1 && (
            <SelectField
              name="office"
              label={t('app.intake.office')}
              emptyLabel={false}
              options={offices.map((id) => ({ value: id, label: names.get(id) ?? id }))}
            />
          )}
          <TextField
            name="givenName"
            label={t('people.field.given-name')}
            labelAlso={also('people.field.given-name')}
            value={given}
            required
          />
          <TextField
            name="familyName"
            label={t('people.field.family-name')}
            labelAlso={also('people.field.family-name')}
            value={family.join(' ')}
            optional
          />
          <NumberField name="birthYear" label={t('people.field.birth-year')} labelAlso={also('people.field.birth-year')} optional />
          <RadioField
            name="gender"
            label={t('people.field.gender')}
            labelAlso={also('people.field.gender')}
            inline
            optional
            choices={genders.map((value) => ({ value, label: t(`people.gender.${value}`), labelAlso: also(`people.gender.${value}`) }))}
          />
          <SelectField
            name="language"
            label={t('people.field.language')}
            labelAlso={also('people.field.language')}
            value={question?.language ?? appointment?.language ?? contact?.language ?? secondLanguage(ctx) ?? lang}
            options={spokenLanguages.map((value) => ({ value, label: format.languageName(value) }))}
          />
          <PhoneField
            name="phone"
            label={t('people.field.phone')}
            labelAlso={also('people.field.phone')}
            value={question?.phone ?? appointment?.phone ?? ''}
            optional
          />
          <EmailField
            name="email"
            label={t('people.field.email')}
            labelAlso={also('people.field.email')}
            value={question?.email ?? appointment?.email ?? ''}
            optional
          />
          <TextField name="origin" label={t('people.field.origin')} labelAlso={also('people.field.origin')} optional />
          <TextField name="residence" label={t('people.field.residence')} labelAlso={also('people.field.residence')} optional />
          <TextField
            name="reason"
            label={t('app.intake.reason')}
            labelAlso={also('app.intake.reason')}
            value={question?.text.slice(0, 300) ?? (topic ? termLabel('contactTopics', topic, lang) : '')}
            optional
          />
          <Inset>
            <p>{t('app.intake.law')}</p>
            <p {...languageOfAlso(also('app.intake.law'))}>{also('app.intake.law')?.text}</p>
          </Inset>
          <CheckboxField name="informed" label={t('app.intake.informed')} labelAlso={also('app.intake.informed')} />
          <Button>{t('app.intake.open')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('people.list.title'), href: '/desk/people' }] },
    );
  },
  submit: async (ctx, { query: from }, form) => {
    const offices = scopesOf(ctx, 'counsellor', 'office-manager');
    const officeId = offices.find((id) => id === form.office) ?? offices[0] ?? '';
    const name = fullTyped(form.givenName, form.familyName);
    const looked = form.none && form.nearTo === name;
    if (!looked && (await nearNames(ctx, name)).length > 0) throw refuse('near-names', { field: 'none' });
    const personId = await openFile(ctx.trx, ctx.network.keyring, accountOf(ctx), {
      officeId,
      language: form.language,
      identity: identityOf(form),
      contact: contactOf(readPhone(ctx, form.phone), form.email),
      profile: {
        gender: form.gender,
        originPlaceId: await readPlace(ctx, ctx.trx, 'origin', form.origin),
        residencePlaceId: await readPlace(ctx, ctx.trx, 'residence', form.residence),
        languages: [form.language],
        minor: false,
        guardian: null,
      },
      informed: form.informed,
      controllers: [ctx.profile.controller.name],
    });
    if (from.contact) await contactBecameFile(ctx.trx, from.contact, personId);
    if (from.question) await questionBecameFile(ctx.trx, from.question, personId);
    if (from.appointment) await appointmentBecameFile(ctx.trx, from.appointment, personId);
    await openCase(ctx.trx, accountOf(ctx), { personId, officeId, reason: form.reason ?? '' });
    return redirect(`/desk/people/${personId}`, 'people.notice.opened');
  },
});

function languageOfAlso(also: OtherLanguageText | undefined): { lang?: string; dir?: 'ltr' | 'rtl' } {
  return also ? { lang: also.lang, dir: also.dir } : {};
}

/** People of the desk with a similar name, and the tick that it is none of them. */
function NearNames({ near, name, question, none }: { near: readonly PersonFound[]; name: string; question: string; none: string }) {
  return (
    <Inset>
      <p>{question}</p>
      <ul>
        {near.map((row) => (
          <li key={row.id}>
            <Link href={`/desk/people/${row.id}`}>
              <bdi>{row.name}</bdi>
            </Link>{' '}
            ({[row.reference, row.birthYear].filter(Boolean).join(', ')})
          </li>
        ))}
      </ul>
      <input type="hidden" name="nearTo" value={name} />
      <CheckboxField name="none" label={none} />
    </Inset>
  );
}

/** Links that show the form in a second language beside the officer's; what is being taken in stays. */
function SecondLanguage({ ctx, from }: { ctx: Context; from: From }) {
  const chosen = secondLanguage(ctx);
  const others = languages.filter(({ code }) => code !== ctx.lang && ctx.profile.languages.includes(code));
  const kept = Object.entries(from).flatMap(([key, value]): [string, string][] => (value ? [[key, value]] : []));
  const hrefIn = (code: string) => `/desk/people/new?${new URLSearchParams([...kept, ['with', code]]).toString()}`;
  return (
    <p>
      {ctx.t('app.intake.second-language')}{' '}
      {others.map(({ code, name, dir }) => (
        <span key={code}>
          <Link href={hrefIn(code)} current={code === chosen ? 'true' : undefined}>
            <bdi lang={code} dir={dir}>
              {name}
            </bdi>
          </Link>{' '}
        </span>
      ))}
    </p>
  );
}
