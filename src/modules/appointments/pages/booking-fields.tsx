import { z } from 'zod';
import { EmailField, PhoneField, RadioField, SelectField, TextField } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import { parsePhone } from '#kernel/text';
import type { Day, Instant } from '#kernel/time';
import type { Office } from '#modules/offices';
import { languageField, spokenLanguages } from '#modules/people/pages';
import { widerPlaces } from '#modules/places';
import { termChoices, termCodes } from '#modules/vocabulary';
import { refuse } from '../refusals.ts';
import type { Slot } from '../slots.ts';
import { VisitorTime } from './both-times.tsx';
import type { VisitorZone } from './visitor-zone.ts';

/** The fields of a booking, by the visitor or at the desk. */
export const bookingBody = z.object({
  slot: fields.text(40),
  name: fields.optionalText(120),
  phone: fields.optionalText(40),
  email: fields.optionalEmail(),
  topic: fields.choice(termCodes('contactTopics')),
  spoken: languageField,
  zone: fields.optionalText(60),
});

/** What is known of the visitor before they type. */
export interface Known {
  name?: string;
  phone?: string | null;
  email?: string | null;
  spokenLanguage?: string;
}

/** The times of a day as radio buttons: when one is taken in the meantime, another can be chosen without typing again. */
export function SlotField({
  ctx,
  office,
  day,
  slots,
  chosen,
  visitor,
}: {
  ctx: Context;
  office: Office;
  day: Day;
  slots: Slot[];
  chosen: Instant;
  visitor: VisitorZone;
}) {
  const { t, lang, format } = ctx;
  const clock = formatters(lang, office.timeZone);
  return (
    <RadioField
      name="slot"
      label={t('appointments.slots.on', { day: format.date(day, 'weekday') })}
      hint={t('appointments.slots.office-hours', { zone: clock.zoneName(chosen) })}
      value={chosen}
      choices={slots.map((slot) => ({
        value: slot.startsAt,
        label: slot.womenOnly ? `${clock.time(slot.startsAt)} (${t('appointments.slots.women')})` : clock.time(slot.startsAt),
        hint: <VisitorTime ctx={ctx} office={office} startsAt={slot.startsAt} visitor={visitor} />,
      }))}
    />
  );
}

/** Name, phone and e-mail: one way to reach the visitor is enough. */
export function ContactFields({ ctx, known, atDesk = false }: { ctx: Context; known: Known; atDesk?: boolean }) {
  const { t } = ctx;
  return (
    <>
      <TextField
        name="name"
        label={t(atDesk ? 'appointments.field.visitor' : 'appointments.field.name')}
        hint={t('appointments.field.name-hint')}
        value={known.name}
        autocomplete="name"
        optional
      />
      <PhoneField name="phone" label={t('appointments.field.phone')} hint={t('appointments.field.phone-hint')} value={known.phone ?? ''} />
      <EmailField name="email" label={t('appointments.field.email')} value={known.email ?? ''} />
    </>
  );
}

/** What the office prepares for. */
export function TopicFields({ ctx, known }: { ctx: Context; known: Known }) {
  const { t, lang, format } = ctx;
  return (
    <>
      <SelectField name="topic" label={t('appointments.field.topic')} options={termChoices('contactTopics', lang)} required />
      <SelectField
        name="spoken"
        label={t('appointments.field.spoken')}
        value={known.spokenLanguage ?? lang}
        emptyLabel={false}
        options={spokenLanguages.map((value) => ({ value, label: format.languageName(value) }))}
      />
    </>
  );
}

/** A phone number as typed; without prefix it is one of the office's country. Refusals: phone-wrong. */
export async function readPhoneAt(ctx: Context, office: Office, typed: string | null): Promise<string | null> {
  if (!typed) return null;
  const country = (await widerPlaces(ctx.trx, office.placeId)).find(({ level }) => level === 'country')?.iso;
  const phone = parsePhone(typed, country ?? ctx.profile.country ?? '');
  if (!phone) throw refuse('phone-wrong', { field: 'phone' });
  return phone;
}
