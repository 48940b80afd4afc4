import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, DateField, ErrorSummary, Form, PageHeading, SelectField, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import type { Project } from '../project.ts';
import { beginProject, changeProject, publishProject, type ProjectText } from '../projects.ts';
import { crumbs, ledProject, officeOptions, ownOffices, projectAt, staff } from './reach.ts';

const params = z.object({ id: idOf<'projects.projects'>() });

const content = {
  acronym: fields.text(30),
  title: fields.text(200),
  purpose: fields.longText(2_000),
  funder: fields.optionalText(200),
  agreement: fields.optionalText(60),
  from: fields.day(),
  until: fields.day(),
};

const textOf = ({ from, until, ...text }: Omit<ProjectText, 'fromDay' | 'untilDay'> & { from: string; until: string }): ProjectText => ({
  ...text,
  fromDay: from,
  untilDay: until,
});

function ProjectFields({ ctx: { t }, project }: { ctx: Context; project?: Project }) {
  return (
    <>
      <TextField name="acronym" label={t('projects.field.acronym')} value={project?.acronym ?? ''} maxLength={30} required />
      <TextField name="title" label={t('projects.field.title')} value={project?.title ?? ''} maxLength={200} required />
      <TextArea name="purpose" label={t('projects.field.purpose')} value={project?.purpose ?? ''} maxLength={2_000} rows={5} required />
      <TextField name="funder" label={t('projects.field.funder')} value={project?.funder ?? ''} maxLength={200} optional />
      <TextField name="agreement" label={t('projects.field.agreement')} value={project?.agreement ?? ''} maxLength={60} optional />
      <DateField name="from" label={t('projects.field.from')} value={project?.fromDay ?? ''} required />
      <DateField name="until" label={t('projects.field.until')} value={project?.untilDay ?? ''} required />
    </>
  );
}

/** Begins a project of one's own office. */
export const newRoute = formRoute({
  path: '/desk/projects/new',
  who: staff,
  body: z.object({ lead: fields.text(40).pipe(idOf<'offices.offices'>()), ...content }),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const own = ownOffices(ctx);
    if (own.length === 0) throw refuseHttp('not-found');
    return page(
      t('projects.new.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.new.title')} lead={t('projects.new.lead')} />
        <Form entry={entry} draft="project-new">
          <SelectField
            name="lead"
            label={t('projects.field.lead')}
            value={own.length === 1 ? (own[0] ?? '') : ''}
            options={await officeOptions(ctx, own)}
            required
          />
          <ProjectFields ctx={ctx} />
          <Button>{t('projects.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, _input, { lead, ...given }) => {
    if (ownOffices(ctx).length === 0) throw refuseHttp('not-found');
    const id = await beginProject(ctx.trx, accountOf(ctx), { leadId: lead, ...textOf(given) }, ctx.now);
    return redirect(projectAt(id), 'projects.notice.begun');
  },
});

/** Changes what a project is. */
export const changeRoute = formRoute({
  path: '/desk/projects/:id/change',
  who: staff,
  params,
  body: z.object(content),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const project = await ledProject(ctx, id);
    return page(
      t('projects.change.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.change.title')} />
        <Form entry={entry}>
          <ProjectFields ctx={ctx} project={project} />
          <Button>{t('projects.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id } }, given) => {
    await ledProject(ctx, id);
    await changeProject(ctx.trx, id, textOf(given));
    return redirect(projectAt(id), 'projects.notice.kept');
  },
});

/** Makes a project public, or takes it back, after asking once. */
export const publishRoute = formRoute({
  path: '/desk/projects/:id/publish',
  who: staff,
  params,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const project = await ledProject(ctx, id);
    const title = t(project.publishedAt ? 'projects.publish.hide' : 'projects.publish.show');
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} lead={t(project.publishedAt ? 'projects.publish.hide-lead' : 'projects.publish.show-lead')} />
        <Form entry={entry}>
          <Button>{title}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    const project = await ledProject(ctx, id);
    await publishProject(ctx.trx, id, project.publishedAt ? null : ctx.now);
    return redirect(projectAt(id), project.publishedAt ? 'projects.notice.hidden' : 'projects.notice.shown');
  },
});
