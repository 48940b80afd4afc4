import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, DateField, ErrorSummary, Form, NumberField, PageHeading, SelectField, TextField } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { addPackage, changePackage, packagesOf } from '../packages.ts';
import type { Project, ProjectId, WorkPackage } from '../project.ts';
import { crumbs, leads, ledProject, officeOptions, projectAt, projectIn, staff, writtenFor } from './reach.ts';

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
            options={await officeOptions(ctx, await writtenFor(ctx, project))}
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

/** The lead alone is asked for it. */
const officeOrNone = fields.optionalText(40).pipe(idOf<'offices.offices'>().nullable());

/** A package that the actor may change; anybody else's is not there. */
async function packageIn(ctx: Context, id: ProjectId, item: string): Promise<{ project: Project; one: WorkPackage }> {
  const project = await projectIn(ctx, id);
  const one = (await packagesOf(ctx.trx, id)).find((each) => each.id === item);
  if (!one || !(leads(ctx, project) || (await writtenFor(ctx, project)).includes(one.officeId))) throw refuseHttp('not-found');
  return { project, one };
}

/** Changes a work package: the lead all of it, a partner title and days of its own. */
export const changePackageRoute = formRoute({
  path: '/desk/projects/:id/package/:item',
  who: staff,
  params: params.extend({ item: idOf<'projects.packages'>() }),
  body: z.object({ number: fields.optionalWhole(1, 50), office: officeOrNone, ...days }),
  view: async (ctx, { params: { id, item } }, entry) => {
    const { t } = ctx;
    const { project, one } = await packageIn(ctx, id, item);
    return page(
      t('projects.package.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.package.change')} caption={<Bdi>{one.title}</Bdi>} />
        <Form entry={entry}>
          {leads(ctx, project) && (
            <>
              <NumberField name="number" label={t('projects.field.number')} value={String(one.number)} required />
              <SelectField
                name="office"
                label={t('projects.field.responsible')}
                value={one.officeId}
                options={await officeOptions(ctx, [...new Set([one.officeId, ...(await writtenFor(ctx, project))])])}
                required
              />
            </>
          )}
          <PackageFields ctx={ctx} one={one} project={project} />
          <Button>{t('projects.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id, item } }, { title, from, until, number, office: given }) => {
    const { project } = await packageIn(ctx, id, item);
    const place = leads(ctx, project) ? { ...(number === null ? {} : { number }), ...(given ? { officeId: given } : {}) } : {};
    await changePackage(ctx.trx, project, item, { title, fromDay: from, untilDay: until, ...place });
    return redirect(projectAt(id), 'projects.notice.kept');
  },
});
