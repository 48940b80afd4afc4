import { z } from 'zod';
import { idOf } from '#kernel/db';
import type { StoredFile } from '#kernel/files';
import { Bdi, DescriptionList, EmptyState, FileLink, Link, PageHeading, Section, Source, Table } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, refuseHttp } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { corridorsOf } from '../corridors.ts';
import { criteriaOf } from '../criteria.ts';
import { deliverablesOf } from '../deliverables.ts';
import { evaluationsOf } from '../evaluations.ts';
import { partnersOf } from '../partners.ts';
import type { Project } from '../project.ts';
import { publishedProject, publishedProjects } from '../projects.ts';
import { EvaluationShown } from './evaluation-parts.tsx';
import { Marks, Written } from './marks.tsx';
import { CorridorList, corridorNames, Elsewhere, filesOf, Partners } from './parts.tsx';
import { namesOf } from './reach.ts';

/** Projects that their leads made public. */
export const publicListRoute = pageRoute({
  path: '/projects',
  who: everyone,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t, format } = ctx;
    const rows = await publishedProjects(ctx.trx);
    const names = await namesOf(
      ctx,
      rows.map(({ leadId }) => leadId),
    );
    if (query.format === 'csv')
      return csv(
        'public-projects.csv',
        writeCsv(
          ['acronym', 'title', 'lead', 'from', 'until', 'demonstration'],
          rows.map((one) => [
            one.acronym,
            one.title,
            names.get(one.leadId) ?? '',
            one.fromDay,
            one.untilDay,
            one.demonstration ? 'yes' : 'no',
          ]),
        ),
      );
    return page(
      t('projects.public.title'),
      <>
        <PageHeading title={t('projects.public.title')} lead={t('projects.public.lead')} />
        <Table<Project>
          caption={t('projects.public.title')}
          hideCaption
          rows={rows}
          rowKey={({ id }) => id}
          csvHref="?format=csv"
          empty={<EmptyState title={t('projects.public.none')} />}
          columns={[
            {
              key: 'title',
              header: t('projects.field.title'),
              cell: (one) => (
                <>
                  <Link href={`/projects/${one.id}`}>
                    <Bdi>{`${one.acronym}: ${one.title}`}</Bdi>
                  </Link>{' '}
                  <Marks ctx={ctx} project={one} />
                </>
              ),
            },
            { key: 'lead', header: t('projects.field.lead'), cell: ({ leadId }) => names.get(leadId) ?? '' },
            {
              key: 'time',
              header: t('projects.field.time'),
              cell: ({ fromDay, untilDay }) =>
                t('projects.days', { from: format.date(fromDay, 'month'), until: format.date(untilDay, 'month') }),
            },
          ]}
        />
      </>,
      { width: 'wide', description: t('projects.public.lead') },
    );
  },
});

/** A public project: purpose, partners and what was accepted. Nothing that is planned or not yet accepted. */
export const publicRoute = pageRoute({
  path: '/projects/:id',
  who: everyone,
  params: z.object({ id: idOf<'projects.projects'>() }),
  view: async (ctx, { params: { id } }) => {
    const { t, format } = ctx;
    const project = await publishedProject(ctx.trx, id);
    if (!project) throw refuseHttp('not-found');
    const partners = await partnersOf(ctx.trx, id);
    const names = await namesOf(
      ctx,
      partners.map(({ officeId }) => officeId),
    );
    const corridors = await corridorNames(ctx, await corridorsOf(ctx.trx, id));
    const criteria = await criteriaOf(ctx.trx, id);
    const evaluations = (await evaluationsOf(ctx.trx, id)).filter(({ publishedAt }) => publishedAt !== null);
    // Somebody of a partner reads here what anybody reads.
    const accepted = (await deliverablesOf(ctx.trx, id)).filter(({ state }) => state === 'accepted');
    const files = await filesOf(ctx, accepted);
    const lead = names.get(project.leadId) ?? '';
    return page(
      project.acronym,
      <>
        <PageHeading
          title={<Bdi>{project.title}</Bdi>}
          caption={<Bdi>{project.acronym}</Bdi>}
          tags={<Marks ctx={ctx} project={project} />}
        />
        <Written words={project.purpose} />
        <DescriptionList
          facts={[
            { key: 'lead', label: t('projects.field.lead'), value: lead },
            {
              key: 'partners',
              label: t('projects.field.partners'),
              value: <Partners ctx={ctx} partners={partners} names={names} />,
            },
            ...(corridors.length > 0
              ? [{ key: 'corridors', label: t('projects.field.corridors'), value: <CorridorList names={corridors} /> }]
              : []),
            {
              key: 'time',
              label: t('projects.field.time'),
              value: t('projects.days', { from: format.date(project.fromDay), until: format.date(project.untilDay) }),
            },
            ...(project.funder ? [{ key: 'funder', label: t('projects.field.funder'), value: <Bdi>{project.funder}</Bdi> }] : []),
            ...(project.agreement
              ? [{ key: 'agreement', label: t('projects.field.agreement'), value: <Bdi>{project.agreement}</Bdi> }]
              : []),
          ]}
        />
        <Section title={t('projects.public.accepted')}>
          {accepted.length === 0 ? (
            <EmptyState title={t('projects.public.none-accepted')} />
          ) : (
            <ul>
              {accepted.map((one) => (
                <li key={one.id}>
                  <Bdi>{one.title}</Bdi>
                  {one.link && (
                    <>
                      <br />
                      <Elsewhere href={one.link} />
                    </>
                  )}
                  <PublicFile project={id} item={one.id} file={files.get(one.id)} />
                  {one.acceptedOn && <Source name={names.get(one.officeId) ?? lead} date={format.date(one.acceptedOn)} />}
                </li>
              ))}
            </ul>
          )}
        </Section>
        {evaluations.map((one) => (
          <EvaluationShown key={one.id} ctx={ctx} criteria={criteria} evaluation={one} />
        ))}
      </>,
      { paper: 'project', breadcrumbs: [{ label: t('projects.public.title'), href: '/projects' }] },
    );
  },
});

function PublicFile({ project, item, file }: { project: string; item: string; file: StoredFile | undefined }) {
  if (!file) return null;
  return (
    <>
      <br />
      <FileLink {...file} href={`/projects/${project}/deliverables/${item}/file`} />
    </>
  );
}
