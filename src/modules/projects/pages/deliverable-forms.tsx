import { z } from 'zod';
import { idOf } from '#kernel/db';
import { acceptedEndings, LARGEST_FILE, openFile } from '#kernel/files';
import {
  Bdi,
  Button,
  ButtonLink,
  DateField,
  ErrorSummary,
  FileField,
  FileLink,
  Form,
  PageHeading,
  SelectField,
  TextField,
} from '#kernel/html';
import { accountOf, download, everyone, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { actOnDeliverable, addDeliverable, changeDeliverable, deliverablesOf } from '../deliverables.ts';
import { packagesOf } from '../packages.ts';
import { acts, mayAct, mayChange, type Deliverable, type Project, type ProjectId } from '../project.ts';
import { publishedProject } from '../projects.ts';
import { StateTag } from './marks.tsx';
import { filesOf } from './parts.tsx';
import { crumbs, leads, officeOptions, placeOf, projectAt, projectIn, staff, standingOf, todayOf, writtenFor } from './reach.ts';

const params = z.object({ id: idOf<'projects.projects'>() });
const ofItem = params.extend({ item: idOf<'projects.deliverables'>() });
const officeChoice = fields.text(40).pipe(idOf<'offices.offices'>());
const packageChoice = fields.text(40).pipe(idOf<'projects.packages'>());
/** The lead alone is asked for these. */
const officeOrNone = fields.optionalText(40).pipe(idOf<'offices.offices'>().nullable());
const packageOrNone = fields.optionalText(40).pipe(idOf<'projects.packages'>().nullable());

/** Work packages to choose from. */
async function packageOptions(ctx: Context, id: ProjectId) {
  return (await packagesOf(ctx.trx, id)).map((one) => ({ value: one.id, label: ctx.t('projects.package.name', one) }));
}

/** Plans a deliverable: the lead for any partner, a partner for itself. */
export const deliverableRoute = formRoute({
  path: '/desk/projects/:id/deliverable',
  who: staff,
  params,
  body: z.object({ package: packageChoice, title: fields.text(200), office: officeChoice, dueOn: fields.day() }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const project = await projectIn(ctx, id);
    const offices = await writtenFor(ctx, project);
    if (offices.length === 0) throw refuseHttp('not-found');
    return page(
      t('projects.deliverable.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.deliverable.title')} />
        <Form entry={entry}>
          <SelectField name="package" label={t('projects.field.package')} options={await packageOptions(ctx, id)} required />
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
  const standing = one && standingOf(ctx, project, one);
  if (!one || !standing || !acts.some((act) => mayAct(one, standing, act))) throw refuseHttp('not-found');
  return one;
}

/** Hands a deliverable in, takes it back, or accepts it. */
export const actRoute = formRoute({
  path: '/desk/projects/:id/deliverable/:item',
  who: staff,
  params: ofItem,
  files: true,
  body: z.object({ act: fields.choice(acts), link: fields.optionalText(500) }),
  view: async (ctx, { params: { id, item } }, entry) => {
    const { t } = ctx;
    const project = await projectIn(ctx, id);
    const one = await deliverableIn(ctx, project, item);
    const standing = standingOf(ctx, project, one);
    const file = (await filesOf(ctx, [one])).get(one.id);
    return page(
      one.title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={<Bdi>{one.title}</Bdi>}
          tags={<StateTag ctx={ctx} deliverable={one} />}
          lead={t('projects.act.lead')}
          actions={
            mayChange(one, standing) && (
              <ButtonLink kind="secondary" href={projectAt(id, `/deliverable/${item}/change`)}>
                {t('projects.deliverable.change')}
              </ButtonLink>
            )
          }
        />
        {file && (
          <p>
            <FileLink {...file} href={projectAt(id, `/deliverable/${item}/file`)} />
          </p>
        )}
        <Form entry={entry} multipart>
          {one.state === 'planned' && (
            <>
              <TextField
                name="link"
                label={t('projects.field.link')}
                hint={t('projects.act.link-hint')}
                value={one.link ?? ''}
                maxLength={500}
                dir="ltr"
                optional
              />
              <FileField
                name="file"
                label={t('projects.field.file')}
                hint={t(file ? 'projects.act.file-again' : 'projects.act.file-hint')}
                accept={acceptedEndings.join(',')}
                maxMegabytes={LARGEST_FILE / 1024 / 1024}
                optional
              />
            </>
          )}
          {acts
            .filter((act) => mayAct(one, standing, act))
            .map((act) => (
              <Button key={act} name="act" value={act} kind={act === 'take-back' ? 'secondary' : 'primary'}>
                {t(`projects.act.${act}`)}
              </Button>
            ))}
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id, item } }, { act, link }, files) => {
    const project = await projectIn(ctx, id);
    const one = await deliverableIn(ctx, project, item);
    const file = files.find(({ field }) => field === 'file') ?? null;
    const handed = { link, file, place: placeOf(ctx), by: accountOf(ctx) };
    await actOnDeliverable(ctx.trx, project, item, { act, handed, standing: standingOf(ctx, project, one) }, todayOf(ctx));
    return redirect(projectAt(id), `projects.notice.${act}`);
  },
});

/** Writes title and day of a deliverable anew; the lead its package too, and who hands it in. */
export const changeDeliverableRoute = formRoute({
  path: '/desk/projects/:id/deliverable/:item/change',
  who: staff,
  params: ofItem,
  body: z.object({
    title: fields.text(200),
    dueOn: fields.day(),
    package: packageOrNone,
    office: officeOrNone,
  }),
  view: async (ctx, { params: { id, item } }, entry) => {
    const { t } = ctx;
    const project = await projectIn(ctx, id);
    const one = await deliverableIn(ctx, project, item);
    if (!mayChange(one, standingOf(ctx, project, one))) throw refuseHttp('not-found');
    return page(
      t('projects.deliverable.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('projects.deliverable.change')} caption={<Bdi>{one.title}</Bdi>} />
        <Form entry={entry}>
          <TextField name="title" label={t('projects.field.title')} value={one.title} maxLength={200} required />
          <DateField name="dueOn" label={t('projects.field.due')} value={one.dueOn} required />
          {leads(ctx, project) && (
            <>
              <SelectField
                name="package"
                label={t('projects.field.package')}
                value={one.packageId}
                options={await packageOptions(ctx, id)}
                required
              />
              <SelectField
                name="office"
                label={t('projects.field.responsible')}
                value={one.officeId}
                options={await officeOptions(ctx, [...new Set([one.officeId, ...(await writtenFor(ctx, project))])])}
                required
              />
            </>
          )}
          <Button>{t('projects.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, project) },
    );
  },
  submit: async (ctx, { params: { id, item } }, { title, dueOn, package: packageId, office }) => {
    const project = await projectIn(ctx, id);
    const standing = standingOf(ctx, project, await deliverableIn(ctx, project, item));
    const place = standing.lead ? { ...(packageId ? { packageId } : {}), ...(office ? { officeId: office } : {}) } : {};
    await changeDeliverable(ctx.trx, project, item, { given: { title, dueOn, ...place }, standing });
    return redirect(projectAt(id), 'projects.notice.kept');
  },
});

/** The file of a deliverable for the reader to save; every reading is on record. */
async function fileOf(ctx: Context, id: ProjectId, item: string) {
  const one = (await deliverablesOf(ctx.trx, id)).find((each) => each.id === item);
  if (!one?.fileId) throw refuseHttp('not-found');
  const file = await openFile(ctx.trx, placeOf(ctx), one.fileId, 'projects.purpose.project');
  return download(file.name, file.mediaType, file.content);
}

/** The file of a deliverable, for partners. */
export const fileRoute = pageRoute({
  path: '/desk/projects/:id/deliverable/:item/file',
  who: staff,
  params: ofItem,
  view: async (ctx, { params: { id, item } }) => await fileOf(ctx, (await projectIn(ctx, id)).id, item),
});

/** The file of an accepted deliverable, for everybody. */
export const publicFileRoute = pageRoute({
  path: '/projects/:id/deliverables/:item/file',
  who: everyone,
  params: ofItem,
  view: async (ctx, { params: { id, item } }) => {
    const project = await publishedProject(ctx.trx, id);
    const one = project && (await deliverablesOf(ctx.trx, id)).find((each) => each.id === item);
    // Somebody of a partner gets here what anybody gets.
    if (one?.state !== 'accepted') throw refuseHttp('not-found');
    return await fileOf(ctx, id, item);
  },
});
