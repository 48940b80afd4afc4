import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, DateField, ErrorSummary, Form, NumberField, PageHeading, SelectField, TextField } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { actOnDeliverable, addDeliverable, deliverablesOf } from '../deliverables.ts';
import { acts, mayAct, type Deliverable, type Project, type WorkPackage } from '../project.ts';
import { addPackage, changePackage, packagesOf, partnersOf } from '../projects.ts';
import { StateTag } from './marks.tsx';
import { crumbs, leads, ledProject, officeOptions, ownOffices, projectAt, projectIn, staff, standingOf, todayOf } from './reach.ts';

const params = z.object({ id: idOf<'projects.projects'>() });
const days = { title: fields.text(200), from: fields.day(), until: fields.day() };

function PackageFields({ ctx: { t }, one, project }: { ctx: Context; one?: WorkPackage; project: Project }) {
  return (
    <>
      <TextField name="title" label={t('projects.field.title')} value={one?.title ?? ''} maxLength={200} required />
      <DateField name="from" label={t('projects.field.from')} value={one?.fromDay ?? project.fromDay} required />
      <DateField name="until" label={t('projects.field.until')} value={one?.untilDay ?? project.untilDay} required />
    </>
  );
}

/** Adds a work package. */
export const packageRoute = formRoute({
  path: '/desk/projects/:id/package',
  who: staff,
  params,
  body: z.object({ number: fields.whole(1, 50), office: fields.text(40).pipe(idOf<'offices.offices'>()), ...days }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const project = await ledProject(ctx, id);
    const next = Math.max(0, ...(await packagesOf(ctx.trx, id)).map(({ number }) => number)) + 1;
    return page(
      t('projects.package.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.package.title')} />
        <Form entry={entry}>
          <NumberField name="number" label={t('projects.field.number')} value={String(next)} required />
          <SelectField
            name="office"
            label={t('projects.field.responsible')}
            options={await officeOptions(ctx, await partnersOf(ctx.trx, id))}
            required
          />
          <PackageFields ctx={ctx} project={project} />
          <Button>{t('projects.package.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id } }, { number, office, title, from, until }) => {
    const project = await ledProject(ctx, id);
    await addPackage(ctx.trx, project, { number, officeId: office, title, fromDay: from, untilDay: until });
    return redirect(projectAt(id), 'projects.notice.added');
  },
});

/** Changes a work package: the lead any, a partner its own. */
export const changePackageRoute = formRoute({
  path: '/desk/projects/:id/package/:item',
  who: staff,
  params: params.extend({ item: idOf<'projects.packages'>() }),
  body: z.object(days),
  view: async (ctx, { params: { id, item } }, entry) => {
    const { t } = ctx;
    const project = await projectIn(ctx, id);
    const one = (await packagesOf(ctx.trx, id)).find((each) => each.id === item);
    if (!one || !(leads(ctx, project) || ownOffices(ctx).includes(one.officeId))) throw refuseHttp('not-found');
    return page(
      t('projects.package.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.package.change')} caption={<Bdi>{one.title}</Bdi>} />
        <Form entry={entry}>
          <PackageFields ctx={ctx} one={one} project={project} />
          <Button>{t('projects.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id, item } }, { title, from, until }) => {
    await changePackage(ctx.trx, await projectIn(ctx, id), item, { title, fromDay: from, untilDay: until });
    return redirect(projectAt(id), 'projects.notice.kept');
  },
});

/** Plans a deliverable: the lead for any partner, a partner for itself. */
export const deliverableRoute = formRoute({
  path: '/desk/projects/:id/deliverable',
  who: staff,
  params,
  body: z.object({
    package: fields.text(40).pipe(idOf<'projects.packages'>()),
    title: fields.text(200),
    office: fields.text(40).pipe(idOf<'offices.offices'>()),
    dueOn: fields.day(),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const project = await projectIn(ctx, id);
    const partners = await partnersOf(ctx.trx, id);
    const offices = leads(ctx, project) ? partners : partners.filter((one) => ownOffices(ctx).includes(one));
    if (offices.length === 0) throw refuseHttp('not-found');
    const packages = await packagesOf(ctx.trx, id);
    return page(
      t('projects.deliverable.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.deliverable.title')} />
        <Form entry={entry}>
          <SelectField
            name="package"
            label={t('projects.field.package')}
            options={packages.map(({ id: value, number, title }) => ({ value, label: t('projects.package.name', { number, title }) }))}
            required
          />
          <TextField name="title" label={t('projects.field.title')} maxLength={200} required />
          <SelectField name="office" label={t('projects.field.responsible')} options={await officeOptions(ctx, offices)} required />
          <DateField name="dueOn" label={t('projects.field.due')} required />
          <Button>{t('projects.deliverable.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id } }, { package: packageId, title, office, dueOn }) => {
    await addDeliverable(ctx.trx, await projectIn(ctx, id), { packageId, title, officeId: office, dueOn });
    return redirect(projectAt(id), 'projects.notice.added');
  },
});

async function deliverableIn(ctx: Context, project: Project, item: string): Promise<Deliverable> {
  const one = (await deliverablesOf(ctx.trx, project.id)).find(({ id }) => id === item);
  if (!one || !acts.some((act) => mayAct(one, standingOf(ctx, project, one), act))) throw refuseHttp('not-found');
  return one;
}

/** Hands a deliverable in, takes it back, or accepts it. */
export const actRoute = formRoute({
  path: '/desk/projects/:id/deliverable/:item',
  who: staff,
  params: params.extend({ item: idOf<'projects.deliverables'>() }),
  body: z.object({ act: fields.choice(acts), link: fields.optionalText(500) }),
  view: async (ctx, { params: { id, item } }, entry) => {
    const { t } = ctx;
    const project = await projectIn(ctx, id);
    const one = await deliverableIn(ctx, project, item);
    const possible = acts.filter((act) => mayAct(one, standingOf(ctx, project, one), act));
    return page(
      one.title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={<Bdi>{one.title}</Bdi>} tags={<StateTag ctx={ctx} deliverable={one} />} lead={t('projects.act.lead')} />
        <Form entry={entry}>
          {one.state === 'planned' && (
            <TextField
              name="link"
              label={t('projects.field.link')}
              hint={t('projects.act.link-hint')}
              value={one.link ?? ''}
              maxLength={500}
              required
            />
          )}
          {possible.map((act) => (
            <Button key={act} name="act" value={act} kind={act === 'take-back' ? 'secondary' : 'primary'}>
              {t(`projects.act.${act}`)}
            </Button>
          ))}
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id, item } }, { act, link }) => {
    const project = await projectIn(ctx, id);
    const one = await deliverableIn(ctx, project, item);
    await actOnDeliverable(ctx.trx, project, item, { act, link, standing: standingOf(ctx, project, one) }, todayOf(ctx));
    return redirect(projectAt(id), `projects.notice.${act}`);
  },
});
