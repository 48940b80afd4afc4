import { z } from 'zod';
import { Button, ErrorSummary, Form, Link, PageHeading, PostButton, Section, SelectField } from '#kernel/html';
import { formRoute, page, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { findPlace, placeName } from '#modules/places';
import { findOrganisation } from '../find-organisation.ts';
import { findService } from '../find-service.ts';
import { listOrganisations } from '../list-organisations.ts';
import { listRevisions } from '../list-revisions.ts';
import { changeService, checkService, createService } from '../save-service.ts';
import type { Service } from '../service.ts';
import { keepers } from './desk-services.tsx';
import { EntryHistory } from './entry-history.tsx';
import { keepsDirectory, mayChange } from './may-change.ts';
import { readServiceDetails, serviceBody, todayOf } from './service-body.ts';
import { ServiceFields } from './service-fields.tsx';

const crumbs = ({ t }: Context) => [{ label: t('directory.desk.title'), href: '/desk/services' }];

const organisation = z.object({
  organisation: z.preprocess((value) => (value === '' ? undefined : value), idOf<'directory.organisations'>().optional()),
});

/** Organisations are chosen from so many at most; beyond, one opens the organisation and adds the service there. */
const mostOffered = 500;

/** A new service of an organisation that the actor keeps. */
export const newServiceRoute = formRoute({
  path: '/desk/services/new',
  who: keepers,
  query: organisation,
  body: z.object({ organisationId: z.preprocess((value) => value, idOf<'directory.organisations'>()), ...serviceBody }),
  view: async (ctx, { query }, entry) => {
    const { t, lang } = ctx;
    const { organisations } = await listOrganisations(ctx.trx, {
      lang,
      pageSize: mostOffered,
      ...(keepsDirectory(ctx) ? {} : { ids: scopesOf(ctx, 'provider') }),
    });
    const chosen = query.organisation ? await findOrganisation(ctx.trx, query.organisation) : null;
    const place = await placeField(ctx, chosen?.placeId ?? null);
    const options = organisations.map(({ id, name }) => ({ value: id as string, label: name.text }));
    const missing =
      chosen && !options.some(({ value }) => value === chosen.id)
        ? [{ value: chosen.id as string, label: textIn(chosen.name, lang).text }]
        : [];
    return page(
      t('directory.form.new-service'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('directory.form.new-service')} />
        <Form entry={entry} draft="directory-new-service">
          <SelectField
            name="organisationId"
            label={t('directory.desk.organisation')}
            value={chosen?.id ?? (options.length === 1 ? options[0]?.value : '')}
            options={[...missing, ...options]}
            required
          />
          <ServiceFields stored={null} place={place} />
          <Button>{t('directory.form.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { organisationId, ...body }) => {
    const details = await readServiceDetails(ctx, body, organisationId, null);
    const id = await createService(ctx.trx, ctx.actor, details, ctx.now);
    return redirect(`/desk/services/${id}`, 'directory.notice.created');
  },
});

const serviceId = z.object({ id: idOf<'directory.services'>() });

/** Changes a service, shows who changed what before, and takes the note that somebody checked it today. */
export const deskServiceRoute = formRoute({
  path: '/desk/services/:id',
  who: keepers,
  params: serviceId,
  body: z.object(serviceBody),
  view: async (ctx, { params }, entry) => {
    const { t, lang } = ctx;
    const service = await keptService(ctx, params.id);
    const revisions = await listRevisions(ctx.trx, service.id);
    const place = await placeField(ctx, service.locations[0]?.placeId ?? service.areas[0] ?? null);
    return page(
      t('directory.form.service'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('directory.form.service')}
          caption={textIn(service.organisation.name, lang).text}
          lead={<Link href={`/services/${service.id}`}>{textIn(service.name, lang).text}</Link>}
          actions={<PostButton action={`/desk/services/${service.id}/check`}>{t('directory.form.check-now')}</PostButton>}
        />
        <p>{t('directory.service.assured', { date: ctx.format.date(service.assuredOn ?? '1970-01-01') })}</p>
        <Form entry={entry} draft={`directory-service-${service.id}`}>
          <ServiceFields stored={service} place={place} />
          <Button>{t('directory.form.save')}</Button>
        </Form>
        <Section title={t('directory.history.title')}>
          <EntryHistory revisions={revisions} ownAccount={ctx.actor.accountId} />
        </Section>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, { params }, body) => {
    const stored = await keptService(ctx, params.id);
    const details = await readServiceDetails(ctx, body, stored.organisationId, stored);
    await changeService(ctx.trx, ctx.actor, stored.id, details, ctx.now);
    return redirect(`/desk/services/${stored.id}`, 'directory.notice.saved');
  },
});

/** Notes that somebody checked the entry today; without scripts a short page asks once more. */
export const checkServiceRoute = formRoute({
  path: '/desk/services/:id/check',
  who: keepers,
  params: serviceId,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t, lang } = ctx;
    const service = await keptService(ctx, params.id);
    return page(
      t('directory.form.check-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('directory.form.check-title')}
          lead={t('directory.form.check-lead', { name: textIn(service.name, lang).text })}
        />
        <Form entry={entry}>
          <Button>{t('directory.form.check-now')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, { params }) => {
    await checkService(ctx.trx, ctx.actor, params.id, todayOf(ctx), ctx.now);
    return redirect(`/desk/services/${params.id}`, 'directory.notice.checked');
  },
});

/** The service of an address, if the actor may change it; otherwise it looks as if it were not there. */
async function keptService(ctx: Context, id: Service['id']): Promise<Service> {
  const service = await findService(ctx.trx, id);
  if (service.standing === 'reported' || !mayChange(ctx, service.organisationId)) throw refuseHttp('not-found');
  return service;
}

/** What the place field of a form shows. */
export async function placeField(ctx: Context, placeId: Service['areas'][number] | null): Promise<{ text: string; code: string }> {
  if (!placeId) return { text: '', code: '' };
  const place = await findPlace(ctx.trx, placeId);
  return { text: placeName(place, ctx.lang), code: place.code };
}
