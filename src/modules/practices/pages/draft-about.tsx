import { z } from 'zod';
import { CheckboxesField, RadioField, SelectField, TextArea, TextField } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { textIn, type Translated } from '#kernel/i18n';
import { findPlaceByCode, placeName, resolvePlace } from '#modules/places';
import { termChoices, termCodes } from '#modules/vocabulary';
import { pairsFromText, pairsText } from '../corridor-text.ts';
import { refuse } from '../refusals.ts';
import { AGE, reworded, type Content } from '../sheet-content.ts';
import type { Draft } from '../write-sheet.ts';
import { authorshipOf } from './reach.ts';

const age = fields.optionalText(10).refine((value) => value === null || AGE.test(value), 'practices.problem.date');

/** Who, where and when. */
export const aboutBody = z.object({
  title: fields.text(300),
  summary: fields.optionalLongText(4_000),
  localAuthority: fields.optionalText(300),
  place: fields.optionalText(200),
  adminLevel: fields.optionalChoice(termCodes('adminLevels')),
  countries: fields.optionalText(300),
  corridors: fields.optionalLongText(4_000),
  themes: fields.choices(termCodes('themes')),
  starts: age,
  ends: age,
  ongoing: fields.choice(['unknown', 'yes', 'no']),
  website: fields.optionalText(2_000).refine((value) => value === null || z.url({ protocol: /^https?$/ }).safeParse(value).success, {
    error: 'practices.problem.website',
  }),
});

const own = (words: Translated | null) => (words ? textIn(words, words.source).text : '');

export async function AboutFields({ ctx, draft: { content } }: { ctx: Context; draft: Draft }) {
  const { t, lang } = ctx;
  const place = content.placeCode ? await findPlaceByCode(ctx.trx, content.placeCode) : null;
  const dated = { hint: t('practices.draft.date-hint'), size: 'short', dir: 'ltr', optional: true } as const;
  return (
    <>
      <TextField name="title" label={t('practices.field.title')} value={own(content.title)} maxLength={300} required />
      <TextArea
        name="summary"
        label={t('practices.field.summary')}
        hint={t('practices.draft.summary-hint')}
        value={own(content.summary)}
        maxLength={4_000}
        rows={8}
        optional
      />
      <TextField
        name="localAuthority"
        label={t('practices.field.localAuthority')}
        value={own(content.sheet.localAuthority)}
        maxLength={300}
        optional
      />
      <SelectField
        name="adminLevel"
        label={t('practices.field.admin-level')}
        options={termChoices('adminLevels', lang)}
        emptyLabel={t('practices.draft.not-said')}
        value={content.adminLevel ?? ''}
        optional
      />
      <TextField
        name="place"
        label={t('practices.field.place')}
        hint={t('practices.draft.place-hint')}
        value={place ? placeName(place, lang) : ''}
        maxLength={200}
        optional
      />
      <TextField
        name="countries"
        label={t('practices.field.countries')}
        hint={t('practices.draft.countries-hint')}
        value={content.countries.join(' ')}
        maxLength={300}
        dir="ltr"
        optional
      />
      <TextArea
        name="corridors"
        label={t('practices.sheet.corridors')}
        hint={t('practices.draft.corridors-hint')}
        value={pairsText(content.corridors)}
        rows={3}
        optional
      />
      <CheckboxesField name="themes" label={t('practices.field.themes')} choices={termChoices('themes', lang)} values={content.themes} />
      <TextField name="starts" label={t('practices.draft.starts')} value={content.starts ?? ''} {...dated} />
      <TextField name="ends" label={t('practices.draft.ends')} value={content.ends ?? ''} {...dated} />
      <RadioField
        name="ongoing"
        label={t('practices.draft.ongoing')}
        value={content.ongoing === null ? 'unknown' : content.ongoing ? 'yes' : 'no'}
        choices={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: t(`practices.draft.ongoing-${value}`) }))}
        required
      />
      <TextField name="website" label={t('practices.field.website')} value={content.website ?? ''} maxLength={2_000} dir="ltr" optional />
    </>
  );
}

/** Reads the form. Refusals: `no-such-place`, `several-places`, `countries-wrong`, `corridors-wrong`. */
export async function changeAbout(ctx: Context, form: z.output<typeof aboutBody>, { lang, content: before }: Draft) {
  const author = authorshipOf(ctx);
  const placeCode = await placeOf(ctx, form.place, before.placeCode);
  const countries = countriesFrom(form.countries);
  const corridors = pairsFromText(form.corridors ?? '');
  if (!corridors) throw refuse('corridors-wrong', { field: 'corridors' });
  const { adminLevel, themes, starts, ends, website } = form;
  const ongoing = { unknown: null, yes: true, no: false }[form.ongoing];
  const change = (content: Content): Content => ({
    ...content,
    adminLevel,
    themes,
    starts,
    ends,
    website,
    placeCode,
    countries,
    corridors,
    ongoing,
    title: reworded(content.title, form.title, lang, author) ?? content.title,
    summary: reworded(content.summary, form.summary, lang, author),
    sheet: { ...content.sheet, localAuthority: reworded(content.sheet.localAuthority, form.localAuthority, lang, author) },
  });
  return { change };
}

async function placeOf(ctx: Context, typed: string | null, before: string | null): Promise<string | null> {
  if (!typed) return null;
  // The name that the form itself wrote means the place that was there, though there may be several of that name.
  const same = before ? await findPlaceByCode(ctx.trx, before) : null;
  if (same && placeName(same, ctx.lang) === typed) return before;
  const found = await resolvePlace(ctx.trx, typed, ctx.lang);
  if (found.kind === 'one') return found.place.code;
  if (found.kind === 'none') throw refuse('no-such-place', { field: 'place' });
  const names = found.places.slice(0, 5).map(({ name, within }) => [name, within[0]].filter(Boolean).join(', '));
  throw refuse('several-places', { field: 'place', values: { places: names.join(' · ') } });
}

function countriesFrom(typed: string | null): string[] {
  const codes = (typed ?? '')
    .toUpperCase()
    .split(/[\s,;،]+/)
    .filter(Boolean);
  if (codes.some((code) => !/^[A-Z]{2}$/.test(code)) || codes.length > 60) throw refuse('countries-wrong', { field: 'countries' });
  return [...new Set(codes)];
}
