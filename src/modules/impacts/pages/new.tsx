import { z } from 'zod';
import { Button, ComboboxField, ErrorSummary, Form, PageHeading, SelectField, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { languages, textIn } from '#kernel/i18n';
import { listOffices, type OfficeId } from '#modules/offices';
import { findPlaceByCode, type PlaceId } from '#modules/places';
import { readSide } from '#modules/places/pages';
import { refuse } from '../refusals.ts';
import { beginImpact } from '../write-impact.ts';
import { authoritiesOf, authorityNames, deskAt, deskCrumbs, writers } from './reach.ts';

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Begins an impact analysis. */
export const newRoute = formRoute({
  path: '/desk/impacts/new',
  who: writers,
  body: z.object({
    title: fields.text(300),
    place: fields.text(100),
    placeCode: fields.optionalText(80),
    subject: fields.optionalText(60),
    code: fields.text(120).pipe(z.string().regex(CODE, 'impacts.problem.code')),
    lang: fields.choice(languages.map(({ code }) => code)),
    authority: fields.text(60),
  }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const all = authoritiesOf(ctx);
    const nameOf = await authorityNames(ctx, all);
    const offices = await listOffices(ctx.trx, { lang: ctx.lang });
    return page(
      t('impacts.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('impacts.new.title')} lead={t('impacts.new.lead')} />
        <Form entry={entry} draft="impact-new">
          <TextField name="title" label={t('impacts.field.title')} maxLength={300} required />
          <ComboboxField
            name="place"
            valueName="placeCode"
            label={t('impacts.field.place')}
            source={`/api/v1/places?lang=${ctx.lang}`}
            required
          />
          <SelectField
            name="subject"
            label={t('impacts.field.subject')}
            hint={t('impacts.new.subject-hint')}
            emptyLabel={t('impacts.new.no-subject')}
            options={offices.map(({ id, name }) => ({ value: id, label: textIn(name, ctx.lang).text }))}
            optional
          />
          <TextField name="code" label={t('impacts.new.code')} hint={t('impacts.new.code-hint')} maxLength={120} dir="ltr" required />
          <SelectField
            name="lang"
            label={t('impacts.field.lang')}
            hint={t('impacts.new.lang-hint')}
            options={languages.map(({ code, name }) => ({ value: code, label: name }))}
            value={ctx.lang}
            required
          />
          {all.length === 1 ? (
            <input type="hidden" name="authority" value={all[0] ?? 'network'} />
          ) : (
            <SelectField
              name="authority"
              label={t('impacts.field.authority')}
              options={all.map((office) => ({ value: office ?? 'network', label: nameOf(office) }))}
              required
            />
          )}
          <Button>{t('impacts.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: deskCrumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { authority, place, placeCode, subject, ...form }) => {
    const officeId = authoritiesOf(ctx).find((office) => (office ?? 'network') === authority);
    if (officeId === undefined) throw refuse('not-authority', { field: 'authority' });
    const placeId = await placeOf(ctx, place, placeCode ?? '');
    const given = { ...form, placeId, officeId, subjectOfficeId: await subjectOf(ctx, subject) };
    const id = await beginImpact(ctx.trx, accountOf(ctx), given, ctx.now);
    return redirect(deskAt(id), 'impacts.notice.begun');
  },
});

async function subjectOf(ctx: Context, id: string | null): Promise<OfficeId | null> {
  if (!id) return null;
  const found = (await listOffices(ctx.trx, { lang: ctx.lang })).find((office) => office.id === id);
  if (!found) throw refuse('no-office', { field: 'subject' });
  return found.id;
}

async function placeOf(ctx: Context, typed: string, code: string): Promise<PlaceId> {
  const side = await readSide(ctx.trx, { typed, code, choice: '' }, ctx.lang);
  if (side.kind === 'several') {
    const names = side.places.slice(0, 5).map(({ name, within }) => [name, within[0]].filter(Boolean).join(', '));
    throw refuse('several-places', { field: 'place', values: { places: names.join(' · ') } });
  }
  const place = side.kind === 'one' ? await findPlaceByCode(ctx.trx, side.code) : null;
  if (!place) throw refuse('no-place', { field: 'place' });
  return place.id;
}
