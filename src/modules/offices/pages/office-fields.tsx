import { z } from 'zod';
import {
  CheckboxesField,
  CheckboxField,
  ComboboxField,
  EmailField,
  Inset,
  NumberField,
  PhoneField,
  TextArea,
  TextField,
  useUi,
} from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import { formatPhone } from '#kernel/text';
import { readSide } from '#modules/places/pages';
import type { OfficeDetails } from '../change-office.ts';
import { refuse } from '../refusals.ts';

/** Languages that offices at both ends of today's corridors speak; a language that an office has besides stays on its list. */
const COMMON = [
  'en',
  'it',
  'fr',
  'ro',
  'es',
  'ar',
  'sq',
  'wo',
  'ff',
  'zgh',
  'pt',
  'de',
  'el',
  'tr',
  'uk',
  'ru',
  'sr',
  'pl',
  'hu',
  'sk',
  'bn',
  'ur',
  'hi',
  'fa',
  'zh',
  'so',
  'ti',
  'am',
  'ka',
  'tl',
] as const;

const tag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

export const officeBody = {
  name: fields.text(200),
  about: fields.optionalLongText(2_000),
  howToFind: fields.optionalLongText(1_000),
  place: fields.text(200),
  placeCode: fields.searchText(),
  languages: z.preprocess(
    (value) => (Array.isArray(value) ? value : value ? [value] : []),
    z.array(z.string().regex(tag, 'http.field.choose')).max(60),
  ),
  timeZone: fields.text(60),
  address: fields.text(500),
  phone: fields.optionalText(50),
  email: fields.optionalEmail(),
  slotMinutes: fields.whole(5, 240),
  seatsPerSlot: fields.whole(1, 50),
  active: fields.tick(),
};

export type OfficeBody = z.output<z.ZodObject<typeof officeBody>>;

/** What was typed, with the place that is meant. Refusals: `unknown-place`, `unclear-place`. */
export async function readDetails(ctx: Context, { place, placeCode, ...body }: OfficeBody): Promise<OfficeDetails> {
  const side = await readSide(ctx.trx, { typed: place, code: placeCode, choice: '' }, ctx.lang);
  if (side.kind === 'several') throw refuse('unclear-place', { field: 'place', values: { typed: side.typed } });
  if (side.kind !== 'one') throw refuse('unknown-place', { field: 'place' });
  return { ...body, placeCode: side.code, lang: ctx.lang };
}

export type OfficeFieldsProps = {
  /** What is stored; nothing for a new office. */
  stored?: Omit<OfficeDetails, 'lang'> & { place: string };
};

/** The fields that describe an office; texts are those of the page's language. */
export function OfficeFields({ stored }: OfficeFieldsProps) {
  const { t, lang, timeZone } = useUi();
  const format = formatters(lang, timeZone);
  const languages = [...new Set([...COMMON, ...(stored?.languages ?? [])])];
  return (
    <>
      <Inset>{t('offices.admin.language-note', { language: format.languageName(lang) })}</Inset>
      <TextField name="name" label={t('offices.field.name')} value={stored?.name} required />
      <TextArea name="about" label={t('offices.field.about')} hint={t('offices.admin.about-hint')} value={stored?.about ?? ''} optional />
      <ComboboxField
        name="place"
        valueName="placeCode"
        label={t('offices.field.place')}
        source={`/api/v1/places?lang=${lang}`}
        value={stored?.place}
        chosen={stored?.placeCode}
        required
      />
      <TextField name="address" label={t('offices.field.address')} value={stored?.address} required />
      <TextArea
        name="howToFind"
        label={t('offices.field.how-to-find')}
        hint={t('offices.admin.way-hint')}
        value={stored?.howToFind ?? ''}
        optional
      />
      <PhoneField name="phone" label={t('offices.field.phone')} value={stored?.phone ? formatPhone(stored.phone) : ''} optional />
      <EmailField name="email" label={t('offices.field.email')} value={stored?.email ?? ''} optional />
      <CheckboxesField
        name="languages"
        label={t('offices.field.languages')}
        inline
        values={stored?.languages ?? []}
        choices={languages.map((value) => ({ value, label: format.languageName(value) }))}
      />
      <ComboboxField
        name="timeZone"
        label={t('offices.field.time-zone')}
        value={stored?.timeZone ?? timeZone}
        options={Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
      />
      <NumberField name="slotMinutes" label={t('offices.field.slot-minutes')} value={String(stored?.slotMinutes ?? 30)} required />
      <NumberField
        name="seatsPerSlot"
        label={t('offices.field.seats')}
        hint={t('offices.admin.seats-hint')}
        value={String(stored?.seatsPerSlot ?? 1)}
        required
      />
      <CheckboxField
        name="active"
        label={t('offices.field.active')}
        hint={t('offices.admin.active-hint')}
        checked={stored?.active ?? true}
      />
    </>
  );
}
