import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  CheckboxesField,
  ComboboxField,
  DateField,
  ErrorSummary,
  Form,
  PageHeading,
  SelectField,
  TextField,
} from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { findPlaceByCode, type PlaceId } from '#modules/places';
import { readSide } from '#modules/places/pages';
import { addCorridor, corridorsOf, removeCorridor } from '../corridors.ts';
import { addPartner, changePartner, partnersOf } from '../partners.ts';
import type { Corridor } from '../project.ts';
import { refuse } from '../refusals.ts';
import { corridorNames } from './parts.tsx';
import { crumbs, ledProject, namesOf, officeOptions, projectAt, staff } from './reach.ts';

const params = z.object({ id: idOf<'projects.projects'>() });

/** Adds a partner office. */
export const partnerRoute = formRoute({
  path: '/desk/projects/:id/partner',
  who: staff,
  params,
  body: z.object({ office: fields.text(40).pipe(idOf<'offices.offices'>()), task: fields.optionalText(300) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const project = await ledProject(ctx, id);
    return page(
      t('projects.partner.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.partner.title')} lead={t('projects.partner.lead')} />
        <Form entry={entry}>
          <SelectField name="office" label={t('projects.field.office')} options={await officeOptions(ctx)} required />
          <TextField name="task" label={t('projects.field.task')} hint={t('projects.partner.task-hint')} maxLength={300} optional />
          <Button>{t('projects.partner.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id } }, { office, task }) => {
    await ledProject(ctx, id);
    await addPartner(ctx.trx, id, office, task);
    return redirect(projectAt(id), 'projects.notice.added');
  },
});

/** Changes what a partner does, or ends its part. */
export const changePartnerRoute = formRoute({
  path: '/desk/projects/:id/partner/:item',
  who: staff,
  params: params.extend({ item: idOf<'offices.offices'>() }),
  body: z.object({ task: fields.optionalText(300), leftOn: fields.optionalDay() }),
  view: async (ctx, { params: { id, item } }, entry) => {
    const { t } = ctx;
    const project = await ledProject(ctx, id);
    const one = (await partnersOf(ctx.trx, id)).find(({ officeId }) => officeId === item);
    if (!one) throw refuseHttp('not-found');
    return page(
      t('projects.partner.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('projects.partner.change')}
          caption={(await namesOf(ctx, [item])).get(item)}
          lead={t('projects.partner.change-lead')}
        />
        <Form entry={entry}>
          <TextField
            name="task"
            label={t('projects.field.task')}
            hint={t('projects.partner.task-hint')}
            value={one.task ?? ''}
            maxLength={300}
            optional
          />
          {item !== project.leadId && (
            <DateField
              name="leftOn"
              label={t('projects.field.left')}
              hint={t('projects.partner.left-hint')}
              value={one.leftOn ?? ''}
              optional
            />
          )}
          <Button>{t('projects.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id, item } }, given) => {
    await ledProject(ctx, id);
    await changePartner(ctx.trx, id, item, given);
    return redirect(projectAt(id, '#partners'), 'projects.notice.kept');
  },
});

const keyOf = ({ originId, destinationId }: Corridor) => `${originId}.${destinationId}`;
const code = fields.optionalText(80);

/** Corridors that a project serves: unticked, one goes; two places named, one is added. */
export const corridorsRoute = formRoute({
  path: '/desk/projects/:id/corridors',
  who: staff,
  params,
  body: z.object({
    keep: z.preprocess((value) => (Array.isArray(value) ? value : value ? [value] : []), z.array(z.string().max(80)).max(200)),
    origin: fields.optionalText(100),
    originCode: code,
    destination: fields.optionalText(100),
    destinationCode: code,
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const project = await ledProject(ctx, id);
    const known = await corridorsOf(ctx.trx, id);
    const names = await corridorNames(ctx, known);
    const choices = known.map((one, at) => ({ value: keyOf(one), label: names[at] ?? '' }));
    const source = `/api/v1/places?lang=${ctx.lang}`;
    return page(
      t('projects.corridors.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.corridors.title')} caption={<Bdi>{project.acronym}</Bdi>} lead={t('projects.corridors.lead')} />
        <Form entry={entry}>
          {choices.length > 0 && (
            <CheckboxesField
              name="keep"
              label={t('projects.corridors.keep')}
              choices={choices}
              values={choices.map(({ value }) => value)}
              optional
            />
          )}
          <ComboboxField name="origin" valueName="originCode" label={t('projects.corridors.origin')} source={source} optional />
          <ComboboxField
            name="destination"
            valueName="destinationCode"
            label={t('projects.corridors.destination')}
            source={source}
            optional
          />
          <Button>{t('projects.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id } }, { keep, origin, originCode, destination, destinationCode }) => {
    await ledProject(ctx, id);
    const pair = [
      await placeMeant(ctx, 'origin', origin, originCode),
      await placeMeant(ctx, 'destination', destination, destinationCode),
    ] as const;
    if ((pair[0] === null) !== (pair[1] === null))
      throw refuse('place-unclear', { field: pair[0] ? 'destination' : 'origin', values: { typed: '' } });
    for (const one of await corridorsOf(ctx.trx, id)) if (!keep.includes(keyOf(one))) await removeCorridor(ctx.trx, id, one);
    if (pair[0] && pair[1]) await addCorridor(ctx.trx, id, { originId: pair[0], destinationId: pair[1] });
    return redirect(projectAt(id), 'projects.notice.kept');
  },
});

/** The place that was typed; null where nothing was. Refusal: `place-unclear`. */
async function placeMeant(ctx: Context, field: string, typed: string | null, given: string | null): Promise<PlaceId | null> {
  if (!typed) return null;
  const read = await readSide(ctx.trx, { typed, code: given ?? '', choice: '' }, ctx.lang);
  const place = read.kind === 'one' ? await findPlaceByCode(ctx.trx, read.code) : null;
  if (!place) throw refuse('place-unclear', { field, values: { typed } });
  return place.id;
}
