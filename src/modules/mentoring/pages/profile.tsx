import { z } from 'zod';
import {
  Button,
  CheckboxesField,
  CheckboxField,
  EmailField,
  ErrorSummary,
  Fieldset,
  Form,
  Notice,
  NumberField,
  PageHeading,
  PhoneField,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { parsePhone } from '#kernel/text';
import { listOffices } from '#modules/offices';
import { spokenLanguages } from '#modules/people/pages';
import { placeName, placesById, resolvePlace, type PlaceId } from '#modules/places';
import { tracks } from '#modules/tracks';
import { trackChoices } from '#modules/tracks/pages';
import { termChoices, termCodes } from '#modules/vocabulary';
import { parseDayHours, writeDayHours, type WeekSpan } from '../hours.ts';
import { keepProfile } from '../keep-profile.ts';
import { backgrounds, MOST_MENTEES, type Mentor } from '../mentor.ts';
import { ownMentor } from '../read-mentors.ts';
import { refuse } from '../refusals.ts';
import { gateOf, homeCrumb } from './sides.ts';
import { weekdayName, weekdays } from './words.tsx';

const dayField = fields.optionalText(120);
const body = z.object({
  name: fields.text(120),
  about: fields.optionalLongText(1_000),
  background: fields.choice(backgrounds),
  office: idOf<'offices.offices'>(),
  place: fields.text(120),
  languages: fields.choices(spokenLanguages),
  sectors: fields.choices(termCodes('sectors')),
  topics: fields.choices(termCodes('ventureNeeds')),
  stages: fields.choices(termCodes('ventureStages')),
  tracks: fields.choices(tracks),
  hours1: dayField,
  hours2: dayField,
  hours3: dayField,
  hours4: dayField,
  hours5: dayField,
  hours6: dayField,
  hours7: dayField,
  email: fields.optionalEmail(),
  phone: fields.optionalText(40),
  menteeLimit: fields.whole(1, MOST_MENTEES),
  paused: fields.tick(),
});
type Body = z.output<typeof body>;

/** A mentor says what they know, when they have time, and how many founders they take. */
export const profileRoute = formRoute({
  path: '/mentoring/profile',
  who: gateOf.mentor,
  body,
  view: async (ctx, _input, entry) => {
    const { t, lang } = ctx;
    const mentor = await ownMentor(ctx.trx, accountOf(ctx));
    const offices = await listOffices(ctx.trx, { lang });
    return page(
      t('mentoring.profile.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('mentoring.profile.title')} lead={t('mentoring.profile.lead')} />
        {mentor && !mentor.confirmedAt && <Notice>{t('mentoring.profile.waits')}</Notice>}
        <Form entry={entry} draft="mentor-profile" draftRemote>
          <TextField
            name="name"
            label={t('mentoring.field.name')}
            hint={t('mentoring.field.name-hint')}
            value={mentor?.name ?? ctx.session?.account.name}
            required
          />
          <TextArea
            name="about"
            label={t('mentoring.field.about')}
            hint={t('mentoring.field.about-hint')}
            value={mentor?.about}
            optional
            maxLength={1_000}
          />
          <RadioField
            name="background"
            label={t('mentoring.field.background')}
            choices={backgrounds.map((value) => ({ value, label: t(`mentoring.background.${value}`) }))}
            value={mentor?.background}
          />
          <SelectField
            name="office"
            label={t('mentoring.field.office')}
            hint={t('mentoring.field.office-hint')}
            options={offices.map((office) => ({ value: office.id, label: textIn(office.name, lang).text }))}
            value={mentor?.officeId}
            required
          />
          <TextField
            name="place"
            label={t('mentoring.field.place')}
            hint={t('mentoring.field.place-hint')}
            value={await placeNameOf(ctx, mentor)}
            required
          />
          <CheckboxesField
            name="languages"
            label={t('mentoring.field.languages')}
            choices={spokenLanguages.map((value) => ({ value, label: ctx.format.languageName(value) }))}
            values={mentor?.languages ?? [lang]}
          />
          <CheckboxesField
            name="sectors"
            label={t('mentoring.field.sectors')}
            choices={termChoices('sectors', lang)}
            values={mentor?.sectors ?? []}
            optional
          />
          <CheckboxesField
            name="topics"
            label={t('mentoring.field.topics')}
            choices={termChoices('ventureNeeds', lang)}
            values={mentor?.topics ?? []}
          />
          <CheckboxesField
            name="stages"
            label={t('mentoring.field.stages')}
            choices={termChoices('ventureStages', lang)}
            values={mentor?.stages ?? []}
            optional
          />
          <CheckboxesField
            name="tracks"
            label={t('mentoring.field.tracks')}
            hint={t('mentoring.field.tracks-hint')}
            choices={trackChoices(ctx)}
            values={mentor?.tracks ?? []}
            optional
          />
          <Fieldset label={t('mentoring.field.hours')} hint={t('mentoring.field.hours-hint')}>
            {weekdays.map((day) => (
              <TextField
                key={day}
                name={`hours${day}`}
                label={weekdayName(lang, day)}
                value={mentor ? writeDayHours(mentor.hours, day) : ''}
                size="medium"
                dir="ltr"
                optional
              />
            ))}
          </Fieldset>
          <EmailField
            name="email"
            label={t('mentoring.field.email')}
            hint={t('mentoring.field.email-hint')}
            value={mentor?.email ?? ''}
            optional
          />
          <PhoneField name="phone" label={t('mentoring.field.phone')} value={mentor?.phone ?? ''} optional />
          <NumberField
            name="menteeLimit"
            label={t('mentoring.field.limit')}
            hint={t('mentoring.field.limit-hint')}
            value={String(mentor?.menteeLimit ?? 2)}
            required
          />
          <CheckboxField
            name="paused"
            label={t('mentoring.field.paused')}
            hint={t('mentoring.field.paused-hint')}
            checked={mentor?.paused ?? false}
          />
          <Button>{t('mentoring.profile.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [homeCrumb(ctx, 'mentor')] },
    );
  },
  submit: async (ctx, _input, form) => {
    await keepProfile(ctx.trx, accountOf(ctx), {
      officeId: form.office,
      name: form.name,
      about: form.about ?? '',
      background: form.background,
      placeId: await readPlaceOf(ctx, form.place),
      sectors: form.sectors,
      topics: form.topics,
      stages: form.stages,
      tracks: form.tracks,
      languages: form.languages,
      hours: readWeek(form),
      email: form.email,
      phone: readPhone(ctx, form.phone),
      menteeLimit: form.menteeLimit,
      paused: form.paused,
    });
    return redirect('/mentoring', 'mentoring.notice.profile-kept');
  },
});

async function placeNameOf(ctx: Context, mentor: Mentor | null): Promise<string> {
  const place = mentor ? (await placesById(ctx.trx, [mentor.placeId])).get(mentor.placeId) : undefined;
  return place ? placeName(place, ctx.lang) : '';
}

/** The place that was typed. Refusals: `place-unknown`, `place-unclear`. */
async function readPlaceOf(ctx: Context, typed: string): Promise<PlaceId> {
  const found = await resolvePlace(ctx.trx, typed, ctx.lang);
  if (found.kind === 'one') return found.place.id;
  if (found.kind === 'none') throw refuse('place-unknown', { field: 'place', values: { typed } });
  const names = found.places.slice(0, 4).map((place) => [place.name, ...place.within].join(', '));
  throw refuse('place-unclear', { field: 'place', values: { names: ctx.format.list(names, 'disjunction') } });
}

/** The week that was typed. Refusals: `hours-wrong` beside the day. */
function readWeek(form: Body): WeekSpan[] {
  return weekdays.flatMap((day) => {
    const field = `hours${day}` as const;
    const spans = parseDayHours(day, form[field] ?? '');
    if (!spans) throw refuse('hours-wrong', { field });
    return spans;
  });
}

function readPhone(ctx: Context, typed: string | null): string | null {
  if (!typed) return null;
  const number = parsePhone(typed, ctx.profile.country ?? '');
  if (!number) throw refuse('phone-wrong', { field: 'phone' });
  return number;
}
