import { z } from 'zod';
import { Bdi, Button, ErrorSummary, Form, Link, Notice, PageHeading, Section, SelectField, TextField } from '#kernel/html';
import { csv, desk, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { officeNames } from '#modules/offices';
import { pointAtUnit } from '../act-on-joint-project.ts';
import type { JointProject, JointProjectId } from '../joint-project.ts';
import { jointContactsOf, jointDesksOf, searchJointProjects, shownJointProject } from '../read-joint-projects.ts';
import { refuse } from '../refusals.ts';
import { jointCsv, jointParams, JointTable } from './joint-public.tsx';
import { JointCourse, JointFacts, JointMarks, readCourse, readJoint } from './joint-view.tsx';

const PAGE = 25;
const MOST_EXPORTED = 5_000;

/** What associations do together in the places of the office, or with one that it verified. */
export const deskJointListRoute = pageRoute({
  path: '/desk/associations/projects',
  who: desk,
  query: z.object({ page: fields.pageNumber(), format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const exporting = query.format === 'csv';
    const paging = exporting ? { page: 1, pageSize: MOST_EXPORTED } : { page: query.page, pageSize: PAGE };
    const { rows, total } = await searchJointProjects(ctx.trx, { atDesk: true, ...paging });
    const data = await readJoint(ctx, rows);
    if (exporting) return csv('desk-joint-projects.csv', jointCsv(rows, data));
    return page(
      t('associations.joint.desk.title'),
      <>
        <PageHeading title={t('associations.joint.desk.title')} lead={t('associations.joint.desk.lead')} />
        <JointTable ctx={ctx} rows={rows} data={data} paging={{ ...paging, total }} at="/desk/associations/projects" />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('associations.desk.title'), href: '/desk/associations' }] },
    );
  },
});

/** A public joint project with the offices of the actor that it concerns; any other is not there. */
async function jointAtDesk(ctx: Context, id: JointProjectId): Promise<{ project: JointProject; offices: Map<string, string> }> {
  const project = await shownJointProject(ctx.trx, id);
  const ids = project ? await jointDesksOf(ctx.trx, id) : [];
  if (!project || ids.length === 0) throw refuseHttp('not-found');
  const names = await officeNames(ctx.trx, ids, ctx.lang);
  return { project, offices: new Map(ids.map((one) => [one, names.get(one) ?? ''])) };
}

/** A joint project for an office: it says to which unit the associations can turn, and approves nothing. */
export const deskJointRoute = formRoute({
  path: '/desk/associations/projects/:project',
  who: desk,
  params: jointParams,
  body: z.object({ office: fields.text(60), unit: fields.optionalText(160), reach: fields.optionalText(300) }),
  view: async (ctx, { params }, sent) => {
    const { t } = ctx;
    const { project, offices } = await jointAtDesk(ctx, params.project);
    const [first = ''] = offices.keys();
    const now = (await jointContactsOf(ctx.trx, project.id)).find(({ officeId }) => officeId === (sent.value('office') ?? first));
    return page(
      project.title,
      <>
        <ErrorSummary errors={sent.errors} />
        <PageHeading title={<Bdi lang={project.language}>{project.title}</Bdi>} tags={<JointMarks ctx={ctx} project={project} />} />
        <Notice>{t('associations.joint.desk.note')}</Notice>
        <JointFacts ctx={ctx} project={project} data={await readJoint(ctx, [project])} />
        <Section title={t('associations.joint.desk.point')}>
          <Form entry={sent}>
            {offices.size > 1 ? (
              <SelectField
                name="office"
                label={t('associations.joint.field.office')}
                value={first}
                options={[...offices].map(([value, label]) => ({ value, label }))}
                required
              />
            ) : (
              <input type="hidden" name="office" value={first} />
            )}
            <TextField
              name="unit"
              label={t('associations.joint.field.unit')}
              hint={t('associations.joint.desk.unit-hint')}
              value={now?.unit ?? ''}
              maxLength={160}
              optional
            />
            <TextField
              name="reach"
              label={t('associations.joint.field.reach')}
              hint={t('associations.joint.desk.reach-hint')}
              value={now?.reach ?? ''}
              maxLength={300}
              optional
            />
            <Button>{t('associations.joint.desk.button')}</Button>
          </Form>
        </Section>
        <JointCourse ctx={ctx} project={project} course={await readCourse(ctx, project.id)} />
        <p>
          <Link href={`/associations/projects/${project.id}`}>{t('associations.joint.public-page')}</Link>
        </p>
      </>,
      {
        breadcrumbs: [
          { label: t('associations.desk.title'), href: '/desk/associations' },
          { label: t('associations.joint.desk.title'), href: '/desk/associations/projects' },
        ],
      },
    );
  },
  submit: async (ctx, { params }, { office, unit, reach }) => {
    const { project } = await jointAtDesk(ctx, params.project);
    const own = (await jointDesksOf(ctx.trx, project.id)).find((one) => one === office);
    if (!own) throw refuse('not-found');
    if ((unit === null) !== (reach === null)) throw refuse('joint-contact', { field: unit === null ? 'unit' : 'reach' });
    await pointAtUnit(ctx.trx, project, own, unit !== null && reach !== null ? { unit, reach } : null, ctx.now);
    return redirect(
      `/desk/associations/projects/${project.id}`,
      `associations.notice.${unit === null ? 'joint-unpointed' : 'joint-pointed'}`,
    );
  },
});
