import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, EmptyState, Link, PageHeading, SearchForm, Section, SelectField, Table, useUi, withQuery } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import type { AssociationId } from '../association.ts';
import { jointStates, type JointProject } from '../joint-project.ts';
import { jointProjectsOf, searchJointProjects, shownJointProject } from '../read-joint-projects.ts';
import { JointCourse, jointDays, JointFacts, JointMarks, readCourse, readJoint, type JointData } from './joint-view.tsx';

const PAGE = 20;
const MOST_EXPORTED = 5_000;
const shownStates = jointStates.filter((state) => state !== 'proposed');

export const jointParams = z.object({ project: idOf<'associations.joint_projects'>() });

/** What associations do together, as anybody reads it. */
export const jointListRoute = pageRoute({
  path: '/associations/projects',
  who: everyone,
  query: z.object({
    q: fields.searchText(),
    state: fields.maybe(fields.choice(shownStates)),
    page: fields.pageNumber(),
    format: fields.searchText(),
  }),
  view: async (ctx, { query }) => {
    const { t } = ctx;
    const exporting = query.format === 'csv';
    const paging = exporting ? { page: 1, pageSize: MOST_EXPORTED } : { page: query.page, pageSize: PAGE };
    const { rows, total } = await searchJointProjects(ctx.trx, { words: query.q, state: query.state, ...paging });
    const data = await readJoint(ctx, rows);
    if (exporting) return csv('joint-projects.csv', jointCsv(rows, data));
    return page(
      t('associations.joint.list.title'),
      <>
        <PageHeading title={t('associations.joint.list.title')} lead={t('associations.joint.list.lead')} />
        <SearchForm action="/associations/projects" label={t('associations.joint.list.words')} value={query.q}>
          <div class="filter-form">
            <div class="filter-fields">
              <SelectField
                name="state"
                label={t('associations.field.state')}
                emptyLabel={t('associations.list.any')}
                value={query.state ?? ''}
                options={shownStates.map((value) => ({ value, label: t(`associations.joint.state.${value}`) }))}
              />
            </div>
            <div class="button-group">
              <Button kind="secondary">{t('html.filter.apply')}</Button>
              <Link href="/associations/projects">{t('html.filter.clear')}</Link>
            </div>
          </div>
        </SearchForm>
        <JointTable ctx={ctx} rows={rows} data={data} paging={{ ...paging, total }} at="/associations/projects" />
        <p>{t('associations.joint.list.how')}</p>
      </>,
      {
        width: 'wide',
        description: t('associations.joint.list.lead'),
        breadcrumbs: [{ label: t('associations.list.title'), href: '/associations' }],
      },
    );
  },
});

interface TableProps {
  ctx: Context;
  rows: readonly JointProject[];
  data: JointData;
  paging: { page: number; pageSize: number; total: number };
  /** Address below which each project has its page. */
  at: string;
}

export function JointTable({ ctx, rows, data, paging, at }: TableProps) {
  const { t, format } = ctx;
  const ui = useUi();
  return (
    <Table<JointProject>
      caption={t('associations.joint.list.found', { count: paging.total })}
      rows={rows}
      rowKey={({ id }) => id}
      paging={paging}
      csvHref={withQuery(ui, { format: 'csv', page: undefined })}
      empty={<EmptyState title={t('associations.joint.list.none')} />}
      columns={[
        {
          key: 'title',
          header: t('associations.joint.field.title'),
          cell: (one) => (
            <>
              <Link href={`${at}/${one.id}`}>
                <Bdi lang={one.language}>{one.title}</Bdi>
              </Link>{' '}
              <JointMarks ctx={ctx} project={one} />
            </>
          ),
        },
        {
          key: 'who',
          header: t('associations.joint.field.who'),
          cell: ({ id }) => <Bdi>{format.list((data.partners.get(id) ?? []).map(({ name }) => name))}</Bdi>,
        },
        { key: 'places', header: t('associations.joint.field.places'), cell: ({ id }) => format.list([...(data.places.get(id) ?? [])]) },
        { key: 'days', header: t('associations.joint.field.days'), cell: (one) => jointDays(ctx, one) },
      ]}
    />
  );
}

export function jointCsv(rows: readonly JointProject[], data: JointData): string {
  return writeCsv(
    [
      'id',
      'title',
      'state',
      'associations',
      'places',
      'corridor',
      'fromOn',
      'untilOn',
      'amountMinor',
      'currency',
      'agreedOn',
      'demonstration',
    ],
    rows.map((one) => [
      one.id,
      one.title,
      one.state,
      (data.partners.get(one.id) ?? []).map(({ name }) => name).join('; '),
      (data.places.get(one.id) ?? []).join('; '),
      one.corridorId ? (data.corridors.get(one.corridorId) ?? null) : null,
      one.fromOn,
      one.untilOn,
      one.amountMinor?.toString() ?? null,
      one.currency,
      one.agreedAt?.toISOString().slice(0, 10) ?? null,
      one.demonstration ? 'yes' : 'no',
    ]),
  );
}

/** One joint project for anybody. */
export const jointRoute = pageRoute({
  path: '/associations/projects/:project',
  who: everyone,
  params: jointParams,
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const project = await shownJointProject(ctx.trx, params.project);
    if (!project) throw refuseHttp('not-found');
    return page(
      project.title,
      <>
        <PageHeading
          title={<Bdi lang={project.language}>{project.title}</Bdi>}
          tags={<JointMarks ctx={ctx} project={project} />}
          lead={t('associations.joint.page-lead')}
        />
        <JointFacts ctx={ctx} project={project} data={await readJoint(ctx, [project])} />
        <JointCourse ctx={ctx} project={project} course={await readCourse(ctx, project.id)} />
      </>,
      {
        paper: 'joint-project',
        breadcrumbs: [
          { label: t('associations.list.title'), href: '/associations' },
          { label: t('associations.joint.list.title'), href: '/associations/projects' },
        ],
        description: project.about.slice(0, 160),
      },
    );
  },
});

/** What an association does with others, for its page; nothing where there is nothing yet. */
export async function JointProjectsOfAssociation(ctx: Context, id: AssociationId) {
  const projects = await jointProjectsOf(ctx.trx, id, { onlyPublic: true });
  if (projects.length === 0) return null;
  return (
    <Section title={ctx.t('associations.joint.list.title')}>
      <ul>
        {projects.map((one) => (
          <li key={one.id}>
            <Link href={`/associations/projects/${one.id}`}>
              <Bdi lang={one.language}>{one.title}</Bdi>
            </Link>{' '}
            <JointMarks ctx={ctx} project={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
