import { z } from 'zod';
import { Button, CheckboxesField, ErrorSummary, Form, PageHeading, RadioField, SelectField, TextArea, TextField } from '#kernel/html';
import { desk, fields, formRoute, page, redirect, refuseHttp, type Context, type FormEntry } from '#kernel/http';
import { idOf } from '#kernel/db';
import { accountOf } from '#kernel/http';
import { getPerson } from '#modules/people';
import { readPlace } from '#modules/people/pages';
import { placeName, placesById } from '#modules/places';
import { termChoices, termCodes } from '#modules/vocabulary';
import { changeVenture } from '../change-venture.ts';
import { createVenture } from '../create-venture.ts';
import { getVenture } from '../get-venture.ts';
import { locations, stages, type Venture, type VentureText } from '../venture.ts';

const body = z.object({
  title: fields.text(160),
  summary: fields.optionalLongText(4_000),
  sector: fields.choice(termCodes('sectors')),
  stage: fields.choice(stages),
  location: fields.choice(locations),
  here: fields.optionalText(120),
  there: fields.optionalText(120),
  needs: fields.choices(termCodes('ventureNeeds')),
});

async function textOf(ctx: Context, form: z.output<typeof body>): Promise<VentureText> {
  return {
    title: form.title,
    summary: form.summary ?? '',
    sector: form.sector,
    stage: form.stage,
    location: form.location,
    herePlaceId: await readPlace(ctx, ctx.trx, 'here', form.here),
    therePlaceId: await readPlace(ctx, ctx.trx, 'there', form.there),
    needs: form.needs,
  };
}

interface FormFieldsProps {
  ctx: Context;
  entry: FormEntry;
  venture: Venture | null;
  names: { here: string; there: string };
  draft: string;
}

function VentureForm({ ctx, entry, venture, names, draft }: FormFieldsProps) {
  const { t, lang } = ctx;
  return (
    <Form entry={entry} draft={draft} draftRemote>
      <TextField name="title" label={t('ventures.field.title')} hint={t('ventures.field.title-hint')} value={venture?.title} required />
      <TextArea
        name="summary"
        label={t('ventures.field.summary')}
        hint={t('ventures.field.summary-hint')}
        value={venture?.summary}
        optional
      />
      <SelectField
        name="sector"
        label={t('ventures.field.sector')}
        options={termChoices('sectors', lang)}
        value={venture?.sector}
        required
      />
      <RadioField
        name="stage"
        label={t('ventures.field.stage')}
        choices={termChoices('ventureStages', lang)}
        value={venture?.stage ?? 'idea'}
      />
      <RadioField
        name="location"
        label={t('ventures.field.location')}
        choices={termChoices('ventureWhere', lang)}
        value={venture?.location}
        inline
      />
      <TextField name="here" label={t('ventures.field.here')} value={names.here} optional />
      <TextField name="there" label={t('ventures.field.there')} value={names.there} optional />
      <CheckboxesField
        name="needs"
        label={t('ventures.field.needs')}
        choices={termChoices('ventureNeeds', lang)}
        values={venture?.needs ?? []}
        optional
      />
      <Button>{t('ventures.form.save')}</Button>
    </Form>
  );
}

async function placeNames(ctx: Context, venture: Venture | null): Promise<{ here: string; there: string }> {
  const ids = [venture?.herePlaceId, venture?.therePlaceId].filter((id) => id !== null && id !== undefined);
  const places = await placesById(ctx.trx, ids);
  const nameOf = (id: Venture['herePlaceId'] | undefined) => {
    const place = id ? places.get(id) : undefined;
    return place ? placeName(place, ctx.lang) : '';
  };
  return { here: nameOf(venture?.herePlaceId), there: nameOf(venture?.therePlaceId) };
}

/** Writes down a founder's idea. */
export const newVentureRoute = formRoute({
  path: '/desk/people/:id/ventures/new',
  who: desk,
  params: z.object({ id: idOf<'access.subjects'>() }),
  body,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const person = await getPerson(ctx.trx, params.id);
    if (!person?.identity) throw refuseHttp('not-found');
    return page(
      t('ventures.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('ventures.new.title')} lead={t('ventures.new.lead')} />
        <VentureForm ctx={ctx} entry={entry} venture={null} names={{ here: '', there: '' }} draft={`venture-new-${params.id}`} />
      </>,
      { breadcrumbs: [{ label: person.reference, href: `/desk/people/${person.id}` }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const person = await getPerson(ctx.trx, params.id);
    if (!person) throw refuseHttp('not-found');
    await createVenture(ctx.trx, accountOf(ctx), { personId: person.id, officeId: person.officeId }, await textOf(ctx, form));
    return redirect(`/desk/people/${person.id}`, 'ventures.notice.created');
  },
});

/** Changes the idea as it grows. */
export const editVentureRoute = formRoute({
  path: '/desk/ventures/:id/edit',
  who: desk,
  params: z.object({ id: idOf<'ventures.ventures'>() }),
  body,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const venture = await getVenture(ctx.trx, params.id);
    if (!venture) throw refuseHttp('not-found');
    return page(
      t('ventures.edit.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('ventures.edit.title')} caption={venture.title} />
        <VentureForm ctx={ctx} entry={entry} venture={venture} names={await placeNames(ctx, venture)} draft={`venture-${venture.id}`} />
      </>,
      { breadcrumbs: [{ label: venture.title, href: `/desk/ventures/${venture.id}` }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    await changeVenture(ctx.trx, accountOf(ctx), params.id, await textOf(ctx, form));
    return redirect(`/desk/ventures/${params.id}`, 'ventures.notice.changed');
  },
});
