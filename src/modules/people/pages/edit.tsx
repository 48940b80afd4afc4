import { z } from 'zod';
import {
  Button,
  CheckboxField,
  EmailField,
  ErrorSummary,
  Form,
  NumberField,
  PageHeading,
  PhoneField,
  RadioField,
  SelectField,
  TextField,
} from '#kernel/html';
import { desk, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { idOf, type Id } from '#kernel/db';
import { placeName, placesById } from '#modules/places';
import { changeFile } from '../change-file.ts';
import { getPerson } from '../get-person.ts';
import { fullName, genders, reachBy, type Person, type PersonId } from '../person.ts';
import { contactFields, genderField, identityFields, languageField, reachByField, readPhone, spokenLanguages } from './file-fields.ts';
import { readPlace } from './read-place.ts';

const params = z.object({ id: idOf<'access.subjects'>() });

const body = z.object({
  ...identityFields,
  ...contactFields,
  nameInOtherScript: fields.optionalText(240),
  gender: genderField,
  language: languageField,
  reachBy: reachByField,
  contactNote: fields.optionalText(500),
  origin: fields.optionalText(120),
  residence: fields.optionalText(120),
  minor: fields.choice(['0', '1']).transform((value) => value === '1'),
  guardian: fields.optionalText(240),
  informed: fields.tick(),
});

async function personInCustody(ctx: Context, id: PersonId): Promise<Person> {
  const person = await getPerson(ctx.trx, id);
  if (!person?.identity || !person.contact || !person.profile) throw refuseHttp('not-found');
  return person;
}

/** Changes who the person is, how to reach them, and what the office counts. */
export const editPersonRoute = formRoute({
  path: '/desk/people/:id/edit',
  who: desk,
  params,
  body,
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const person = await personInCustody(ctx, input.params.id);
    const { identity, contact, profile } = person;
    const places = await placesById(
      ctx.trx,
      [profile?.originPlaceId, profile?.residencePlaceId].filter((id) => id !== null && id !== undefined),
    );
    const nameOf = (id: Id<'places.places'> | null | undefined) => {
      const place = id ? places.get(id) : undefined;
      return place ? placeName(place, ctx.lang) : '';
    };
    return page(
      t('people.edit.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('people.edit.title')} caption={identity ? fullName(identity) : ''} />
        <Form entry={entry} draft={`person-${person.id}`} draftRemote>
          <TextField name="givenName" label={t('people.field.given-name')} value={identity?.givenName} required />
          <TextField name="familyName" label={t('people.field.family-name')} value={identity?.familyName} optional />
          <TextField name="nameInOtherScript" label={t('people.field.other-script')} value={identity?.nameInOtherScript ?? ''} optional />
          <NumberField
            name="birthYear"
            label={t('people.field.birth-year')}
            value={identity?.birthYear ? String(identity.birthYear) : ''}
            optional
          />
          <RadioField
            name="gender"
            label={t('people.field.gender')}
            value={profile?.gender ?? ''}
            optional
            inline
            choices={genders.map((value) => ({ value, label: t(`people.gender.${value}`) }))}
          />
          <SelectField
            name="language"
            label={t('people.field.language')}
            value={person.language}
            options={spokenLanguages.map((value) => ({ value, label: ctx.format.languageName(value) }))}
          />
          <PhoneField name="phone" label={t('people.field.phone')} value={contact?.phone ?? ''} optional />
          <EmailField name="email" label={t('people.field.email')} value={contact?.email ?? ''} optional />
          <RadioField
            name="reachBy"
            label={t('people.field.reach-by')}
            value={contact?.reachBy}
            inline
            choices={reachBy.map((value) => ({ value, label: t(`people.reach.${value}`) }))}
          />
          <TextField
            name="contactNote"
            label={t('people.field.contact-note')}
            hint={t('people.field.contact-note-hint')}
            value={contact?.note ?? ''}
            optional
          />
          <TextField name="origin" label={t('people.field.origin')} value={nameOf(profile?.originPlaceId)} optional />
          <TextField name="residence" label={t('people.field.residence')} value={nameOf(profile?.residencePlaceId)} optional />
          <RadioField
            name="minor"
            label={t('people.field.minor')}
            value={profile?.minor ? '1' : '0'}
            inline
            choices={[
              { value: '0', label: t('people.answer.no') },
              { value: '1', label: t('people.answer.yes') },
            ]}
          />
          <TextField name="guardian" label={t('people.field.guardian')} value={profile?.guardian ?? ''} optional />
          {!person.informedOn && <CheckboxField name="informed" label={t('people.field.informed-now')} />}
          <Button>{t('people.edit.save')}</Button>
        </Form>
      </>,
      {
        breadcrumbs: [
          { label: t('people.list.title'), href: '/desk/people' },
          { label: person.reference, href: `/desk/people/${person.id}` },
        ],
      },
    );
  },
  submit: async (ctx, input, form) => {
    const person = await personInCustody(ctx, input.params.id);
    await changeFile(ctx.trx, ctx.network.keyring, person.id, {
      language: form.language,
      informed: form.informed,
      identity: {
        givenName: form.givenName,
        familyName: form.familyName ?? '',
        nameInOtherScript: form.nameInOtherScript,
        birthYear: form.birthYear,
      },
      contact: { phone: readPhone(ctx, form.phone), email: form.email, reachBy: form.reachBy, note: form.contactNote },
      profile: {
        gender: form.gender,
        originPlaceId: await readPlace(ctx, ctx.trx, 'origin', form.origin),
        residencePlaceId: await readPlace(ctx, ctx.trx, 'residence', form.residence),
        languages: person.profile?.languages ?? [],
        minor: form.minor,
        guardian: form.guardian,
      },
    });
    return redirect(`/desk/people/${person.id}`, 'people.notice.changed');
  },
});
