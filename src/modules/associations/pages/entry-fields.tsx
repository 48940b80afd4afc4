import { z } from 'zod';
import {
  Button,
  CheckboxesField,
  ComboboxField,
  DateField,
  EmailField,
  Fieldset,
  Form,
  NumberField,
  PhoneField,
  SelectField,
  TextArea,
  TextField,
  type FormEntry,
} from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { parsePhone } from '#kernel/text';
import { findPlaceByCode, placesById, placeName } from '#modules/places';
import { readSide } from '#modules/places/pages';
import {
  activities,
  financeSizes,
  financeSources,
  legalForms,
  sides,
  type Association,
  type AssociationText,
  type PlacesOf,
} from '../association.ts';
import { refuse } from '../refusals.ts';
import { MOST_PLACES } from '../write-association.ts';

const typedPlace = fields.optionalText(100);
const code = fields.optionalText(80);

/** What an association says of itself, as a form sends it. */
export const entryBody = z.object({
  name: fields.text(160),
  about: fields.optionalLongText(2_000),
  origin1: fields.text(100),
  origin1Code: code,
  origin2: typedPlace,
  origin2Code: code,
  destination1: fields.text(100),
  destination1Code: code,
  destination2: typedPlace,
  destination2Code: code,
  founded: fields.optionalText(10),
  legalForm: fields.choice(legalForms),
  members: fields.optionalWhole(0, 10_000_000),
  membersOn: fields.optionalDay(),
  membersBy: fields.optionalText(160),
  activities: fields.choices(activities),
  lastActivity: fields.optionalText(300),
  lastActivityOn: fields.optionalDay(),
  financeSize: fields.optionalChoice(financeSizes),
  financeSources: fields.choices(financeSources),
  boardSize: fields.optionalWhole(0, 500),
  boardWomen: fields.optionalWhole(0, 500),
  boardYoung: fields.optionalWhole(0, 500),
  electedOn: fields.optionalDay(),
  email: fields.optionalEmail(),
  phone: fields.optionalText(40),
  website: fields.optionalText(300),
});
export type EntryForm = z.output<typeof entryBody>;

/** Reads the form: places by name, a number in international form. Refusals: `place-unclear`, `website-wrong`, a phone that is none. */
export async function readEntry(ctx: Context, form: EntryForm): Promise<{ text: AssociationText; places: PlacesOf }> {
  const places: PlacesOf = { origin: [], destination: [] };
  for (const side of sides)
    for (let number = 1; number <= MOST_PLACES; number += 1) {
      const field = `${side}${number as 1 | 2}` as const; // counts to MOST_PLACES, which is 2
      const given = { typed: form[field] ?? '', code: form[`${field}Code`] ?? '', choice: '' };
      const read = given.typed ? await readSide(ctx.trx, given, ctx.lang) : ({ kind: 'empty' } as const);
      if (read.kind === 'none' || read.kind === 'several') throw refuse('place-unclear', { field, values: { typed: read.typed } });
      const place = read.kind === 'one' ? await findPlaceByCode(ctx.trx, read.code) : null;
      if (place) places[side].push(place.id);
    }
  if (form.website && !/^https?:\/\/[^\s/]+\.[^\s]+$/.test(form.website)) throw refuse('website-wrong', { field: 'website' });
  const { about, founded, legalForm, members, membersOn, membersBy, lastActivity, lastActivityOn, financeSize } = form;
  const { boardSize, boardWomen, boardYoung, electedOn, email, website } = form;
  const phone = readNumber(ctx, form.phone);
  const lists = { activities: form.activities, financeSources: form.financeSources };
  const rest = { members, membersOn, membersBy, lastActivity, lastActivityOn, financeSize, boardSize, boardWomen, boardYoung, electedOn };
  return { text: { name: form.name, about, founded, legalForm, ...rest, ...lists, email, phone, website }, places };
}

/** A phone number in international form. Refusals: `phone-wrong`. */
export function readNumber(ctx: Context, typed: string | null): string | null {
  if (!typed) return null;
  const read = parsePhone(typed, ctx.profile.country ?? '');
  if (!read) throw refuse('phone-wrong', { field: 'phone' });
  return read;
}

interface Known {
  entry: Association;
  places: PlacesOf;
}

/** Names of the places that are known, in the order of the fields. */
export async function knownPlaces(ctx: Context, known: Known | null): Promise<Record<string, { name: string; code: string }>> {
  if (!known) return {};
  const found = await placesById(ctx.trx, [...known.places.origin, ...known.places.destination]);
  return Object.fromEntries(
    sides.flatMap((side) =>
      known.places[side].map((id, index) => {
        const place = found.get(id);
        return [`${side}${index + 1}`, { name: place ? placeName(place, ctx.lang) : '', code: place?.code ?? '' }] as const;
      }),
    ),
  );
}

interface FieldsProps {
  ctx: Context;
  entry: FormEntry;
  known: Known | null;
  places: Record<string, { name: string; code: string }>;
  draft: string;
  /** Asks for the address to which the link is sent. */
  asksAddress?: boolean;
}

/** The form about an association, empty or filled in. */
export function EntryFields({ ctx, entry, known, places, draft, asksAddress = false }: FieldsProps) {
  const { t, lang } = ctx;
  const was = known?.entry;
  const place = (field: string, label: string, optional: boolean) => (
    <ComboboxField
      name={field}
      valueName={`${field}Code`}
      label={label}
      source={`/api/v1/places?lang=${lang}`}
      value={places[field]?.name ?? ''}
      chosen={places[field]?.code}
      {...(optional ? { optional: true } : { required: true })}
    />
  );
  const choicesOf = <T extends string>(codes: readonly T[], label: (code: T) => string) =>
    codes.map((value) => ({ value, label: label(value) }));
  return (
    <Form entry={entry} draft={draft}>
      {was && <input type="hidden" name="revision" value={was.revision} />}
      <TextField name="name" label={t('associations.field.name')} value={was?.name ?? ''} maxLength={160} required />
      <TextArea
        name="about"
        label={t('associations.field.about')}
        hint={t('associations.hint.about')}
        value={was?.about ?? ''}
        rows={4}
        optional
      />
      <Fieldset label={t('associations.part.places')}>
        {place('origin1', t('associations.field.origin1'), false)}
        {place('origin2', t('associations.field.origin2'), true)}
        {place('destination1', t('associations.field.destination1'), false)}
        {place('destination2', t('associations.field.destination2'), true)}
      </Fieldset>
      <Fieldset label={t('associations.part.nature')}>
        <SelectField
          name="legalForm"
          label={t('associations.field.form')}
          value={was?.legalForm ?? ''}
          options={choicesOf(legalForms, (one) => t(`associations.form.${one}`))}
          required
        />
        <TextField
          name="founded"
          label={t('associations.field.founded')}
          hint={t('associations.hint.founded')}
          value={was?.founded ?? ''}
          maxLength={10}
          dir="ltr"
          optional
        />
        <CheckboxesField
          name="activities"
          label={t('associations.field.activities')}
          values={was?.activities ?? []}
          choices={choicesOf(activities, (one) => t(`associations.activity.${one}`))}
        />
        <TextField
          name="lastActivity"
          label={t('associations.field.last-activity')}
          hint={t('associations.hint.last-activity')}
          value={was?.lastActivity ?? ''}
          maxLength={300}
          optional
        />
        <DateField name="lastActivityOn" label={t('associations.field.last-activity-on')} value={was?.lastActivityOn ?? ''} optional />
      </Fieldset>
      <Fieldset label={t('associations.part.members')}>
        <NumberField
          name="members"
          label={t('associations.field.members')}
          hint={t('associations.hint.members')}
          value={numberText(was?.members)}
          optional
        />
        <DateField name="membersOn" label={t('associations.field.members-on')} value={was?.membersOn ?? ''} optional />
        <TextField
          name="membersBy"
          label={t('associations.field.members-by')}
          hint={t('associations.hint.members-by')}
          value={was?.membersBy ?? ''}
          maxLength={160}
          optional
        />
        <NumberField name="boardSize" label={t('associations.field.board')} value={numberText(was?.boardSize)} optional />
        <NumberField name="boardWomen" label={t('associations.field.board-women')} value={numberText(was?.boardWomen)} optional />
        <NumberField name="boardYoung" label={t('associations.field.board-young')} value={numberText(was?.boardYoung)} optional />
        <DateField name="electedOn" label={t('associations.field.elected')} value={was?.electedOn ?? ''} optional />
      </Fieldset>
      <Fieldset label={t('associations.part.money')}>
        <SelectField
          name="financeSize"
          label={t('associations.field.finance-size')}
          emptyLabel={t('associations.unsaid')}
          value={was?.financeSize ?? ''}
          options={choicesOf(financeSizes, (one) => t(`associations.size.${one}`))}
          optional
        />
        <CheckboxesField
          name="financeSources"
          label={t('associations.field.finance-sources')}
          values={was?.financeSources ?? []}
          choices={choicesOf(financeSources, (one) => t(`associations.money.${one}`))}
        />
      </Fieldset>
      <Fieldset label={t('associations.part.contact')}>
        <EmailField
          name="email"
          label={t('associations.field.email')}
          hint={t('associations.hint.public')}
          value={was?.email ?? ''}
          optional
        />
        <PhoneField name="phone" label={t('associations.field.phone')} value={was?.phone ?? ''} optional />
        <TextField
          name="website"
          label={t('associations.field.website')}
          hint={t('associations.hint.website')}
          value={was?.website ?? ''}
          maxLength={300}
          dir="ltr"
          optional
        />
      </Fieldset>
      {asksAddress && (
        <Fieldset label={t('associations.part.you')}>
          <EmailField name="keeper" label={t('associations.field.keeper')} hint={t('associations.hint.keeper')} required />
        </Fieldset>
      )}
      <Button>{t(was ? 'associations.edit.button' : 'associations.register.button')}</Button>
    </Form>
  );
}

const numberText = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));
