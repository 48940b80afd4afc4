import { z } from 'zod';
import { Button, ErrorSummary, Fieldset, Form, PageHeading, SelectField, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { languages, textIn } from '#kernel/i18n';
import { listOffices, type OfficeAtPlace, type OfficeId } from '#modules/offices';
import { placeName, resolvePlace, type PlaceId } from '#modules/places';
import { refuse } from '../refusals.ts';
import { beginPlan } from '../write-plan.ts';
import { crumbs, deskAt, officesToWriteFor, planners } from './reach.ts';

/** Addresses below /plans that are no plan. */
const RESERVED = ['new', 'versions', 'drafts'];

const code = fields.text(80).pipe(
  z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'plans.problem.code')
    .refine((text) => !RESERVED.includes(text), 'plans.problem.code'),
);

const body = z.object({
  title: fields.text(300),
  code,
  place: fields.text(200),
  office: fields.text(60),
  otherPlace: fields.optionalText(200),
  otherOffice: fields.optionalText(60),
  lang: fields.choice(languages.map(({ code: one }) => one)),
  reason: fields.longText(2_000),
});

/** Begins a plan of a place, or of a corridor with an office at each end. */
export const newRoute = formRoute({
  path: '/desk/plans/new',
  who: planners,
  body,
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const offices = await officesToWriteFor(ctx);
    const all = await listOffices(ctx.trx, { lang: ctx.lang });
    return page(
      t('plans.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('plans.new.title')} lead={t('plans.new.lead')} />
        <Form entry={entry}>
          <TextField name="title" label={t('plans.field.title')} maxLength={300} required />
          <TextField name="code" label={t('plans.new.code')} hint={t('plans.new.code-hint')} maxLength={80} dir="ltr" required />
          <TextField name="place" label={t('plans.new.place')} hint={t('plans.new.place-hint')} maxLength={200} required />
          <SelectField name="office" label={t('plans.new.office')} options={choices(ctx, offices)} required />
          <Fieldset id="corridor" label={t('plans.new.corridor')} hint={t('plans.new.corridor-hint')}>
            <TextField name="otherPlace" label={t('plans.new.other-place')} maxLength={200} optional />
            <SelectField name="otherOffice" label={t('plans.new.other-office')} options={choices(ctx, all)} optional />
          </Fieldset>
          <SelectField
            name="lang"
            label={t('plans.new.lang')}
            hint={t('plans.new.lang-hint')}
            options={languages.map(({ code: value, name }) => ({ value, label: name }))}
            value={ctx.lang}
            required
          />
          <TextArea name="reason" label={t('plans.new.reason')} hint={t('plans.new.reason-hint')} maxLength={2_000} rows={3} required />
          <Button>{t('plans.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { place, office, otherPlace, otherOffice, ...form }) => {
    if ((otherPlace === null) !== (otherOffice === null)) throw refuse('no-office', { field: otherPlace ? 'otherOffice' : 'otherPlace' });
    const placeId = await placeNamed(ctx, place, 'place');
    const otherPlaceId = otherPlace ? await placeNamed(ctx, otherPlace, 'otherPlace') : null;
    const officeId = officeIn(await officesToWriteFor(ctx), office, 'office');
    const otherOfficeId = otherOffice ? officeIn(await listOffices(ctx.trx, { lang: ctx.lang }), otherOffice, 'otherOffice') : null;
    if (otherPlaceId === placeId) throw refuse('no-such-place', { field: 'otherPlace' });
    if (otherOfficeId === officeId) throw refuse('no-office', { field: 'otherOffice' });
    const given = { ...form, placeId, officeId, otherPlaceId, otherOfficeId, demonstration: false };
    const id = await beginPlan(ctx.trx, accountOf(ctx), given, ctx.now);
    return redirect(deskAt(id), 'plans.notice.begun');
  },
});

const choices = (ctx: Context, offices: readonly OfficeAtPlace[]) =>
  offices.map(({ id, name, place }) => ({ value: id, label: `${textIn(name, ctx.lang).text} (${placeName(place, ctx.lang)})` }));

function officeIn(offices: readonly OfficeAtPlace[], id: string, field: string): OfficeId {
  const found = offices.find((office) => office.id === id);
  if (!found) throw refuse('no-office', { field });
  return found.id;
}

/** The place that a typed name means. Refusals: `no-such-place`, `several-places`. */
async function placeNamed(ctx: Context, typed: string, field: string): Promise<PlaceId> {
  const found = await resolvePlace(ctx.trx, typed, ctx.lang);
  if (found.kind === 'one') return found.place.id;
  if (found.kind === 'none') throw refuse('no-such-place', { field });
  const names = found.places.slice(0, 5).map(({ name, within }) => [name, within[0]].filter(Boolean).join(', '));
  throw refuse('several-places', { field, values: { places: names.join(' · ') } });
}
