import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonGroup, ButtonLink, DescriptionList, Link, PageHeading, Section } from '#kernel/html';
import { csv, fields, page, pageRoute, type Context } from '#kernel/http';
import { corridorsOf } from '../corridors.ts';
import { criteriaOf } from '../criteria.ts';
import { deliverablesOf } from '../deliverables.ts';
import { evaluationsOf } from '../evaluations.ts';
import { meetingsOf } from '../meetings.ts';
import { packagesOf } from '../packages.ts';
import { partnersOf } from '../partners.ts';
import { isOverdue, type Deliverable, type Project } from '../project.ts';
import { EvaluationState } from './evaluation-parts.tsx';
import { Marks, Written } from './marks.tsx';
import { MeetingList } from './meeting-parts.tsx';
import { CorridorList, corridorNames, filesOf, Partners } from './parts.tsx';
import { crumbs, leads, namesOf, projectAt, projectIn, staff, todayOf, writtenFor } from './reach.ts';
import { deliverablesCsv, Deliverables, Time, type Names } from './work-lists.tsx';

/** A project for the staff of its partners: who runs it, work packages in time, deliverables, meetings, evaluation, history. */
export const projectRoute = pageRoute({
  path: '/desk/projects/:id',
  who: staff,
  params: z.object({ id: idOf<'projects.projects'>() }),
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { params: { id }, query }) => {
    const { t } = ctx;
    const project = await projectIn(ctx, id);
    const partners = await partnersOf(ctx.trx, id);
    const packages = await packagesOf(ctx.trx, id);
    const deliverables = await deliverablesOf(ctx.trx, id);
    const names = await namesOf(
      ctx,
      partners.map(({ officeId }) => officeId),
    );
    if (query.format === 'csv') return csv('deliverables.csv', deliverablesCsv(deliverables, packages, names));
    const lead = leads(ctx, project);
    const writes = (await writtenFor(ctx, project)).length > 0;
    const at = (rest: string) => projectAt(id, rest);
    return page(
      project.acronym,
      <>
        <PageHeading
          title={<Bdi>{project.title}</Bdi>}
          caption={<Bdi>{project.acronym}</Bdi>}
          tags={<Marks ctx={ctx} project={project} />}
        />
        <ButtonGroup>
          {lead && <ButtonLink href={at('/change')}>{t('projects.change.title')}</ButtonLink>}
          {lead && (
            <ButtonLink kind="secondary" href={at('/corridors')}>
              {t('projects.corridors.title')}
            </ButtonLink>
          )}
          {lead && (
            <ButtonLink kind="secondary" href={at('/package')}>
              {t('projects.package.title')}
            </ButtonLink>
          )}
          {writes && packages.length > 0 && (
            <ButtonLink kind="secondary" href={at('/deliverable')}>
              {t('projects.deliverable.title')}
            </ButtonLink>
          )}
          {lead && (
            <ButtonLink kind="quiet" href={at('/publish')}>
              {t(project.publishedAt ? 'projects.publish.hide' : 'projects.publish.show')}
            </ButtonLink>
          )}
        </ButtonGroup>
        <Written words={project.purpose} />
        <Facts ctx={ctx} project={project} names={names} corridors={await corridorNames(ctx, await corridorsOf(ctx.trx, id))} />
        <Overdue ctx={ctx} rows={deliverables} names={names} />
        <Section
          title={t('projects.field.partners')}
          id="partners"
          actions={lead && <Link href={at('/partner')}>{t('projects.partner.title')}</Link>}
        >
          <Partners ctx={ctx} partners={partners} names={names} at={lead ? ({ officeId }) => at(`/partner/${officeId}`) : null} />
        </Section>
        <Time ctx={ctx} project={project} packages={packages} names={names} lead={lead} />
        <Deliverables
          ctx={ctx}
          project={project}
          packages={packages}
          rows={deliverables}
          files={await filesOf(ctx, deliverables)}
          names={names}
        />
        <Section
          title={t('projects.meetings.title')}
          id="meetings"
          actions={writes && <Link href={at('/meetings/new')}>{t('projects.meeting.plan')}</Link>}
        >
          <MeetingList ctx={ctx} projectId={id} meetings={await meetingsOf(ctx.trx, id)} names={names} />
        </Section>
        <Section title={t('projects.evaluation.title')} id="evaluation">
          <EvaluationState ctx={ctx} criteria={await criteriaOf(ctx.trx, id)} evaluations={await evaluationsOf(ctx.trx, id)} />
          <p>
            <Link href={at('/evaluation')}>{t('projects.evaluation.open')}</Link>
          </p>
        </Section>
        <p>
          <Link href={at('/history')}>{t('projects.history.title')}</Link>
        </p>
        {project.publishedAt && (
          <p>
            <Link href={`/projects/${id}`}>{t('projects.public.page')}</Link>
          </p>
        )}
      </>,
      { paper: 'project', width: 'wide', breadcrumbs: crumbs(ctx) },
    );
  },
});

interface FactsProps {
  ctx: Context;
  project: Project;
  names: Names;
  corridors: readonly string[];
}

function Facts({ ctx: { t, format }, project, names, corridors }: FactsProps) {
  return (
    <DescriptionList
      facts={[
        { key: 'lead', label: t('projects.field.lead'), value: names.get(project.leadId) ?? '' },
        {
          key: 'time',
          label: t('projects.field.time'),
          value: t('projects.days', { from: format.date(project.fromDay), until: format.date(project.untilDay) }),
        },
        {
          key: 'corridors',
          label: t('projects.field.corridors'),
          value: corridors.length > 0 ? <CorridorList names={corridors} /> : t('projects.none'),
        },
        { key: 'funder', label: t('projects.field.funder'), value: <Bdi>{project.funder ?? t('projects.none')}</Bdi> },
        { key: 'agreement', label: t('projects.field.agreement'), value: <Bdi>{project.agreement ?? t('projects.none')}</Bdi> },
      ]}
    />
  );
}

function Overdue({ ctx, rows, names }: { ctx: Context; rows: readonly Deliverable[]; names: Names }) {
  const { t, format } = ctx;
  const late = rows.filter((one) => isOverdue(one, todayOf(ctx)));
  if (late.length === 0) return null;
  return (
    <Section title={t('projects.overdue.title')}>
      <ul>
        {late.map((one) => (
          <li key={one.id}>
            <Bdi>{one.title}</Bdi>: {t('projects.overdue.since', { day: format.date(one.dueOn), office: names.get(one.officeId) ?? '' })}
          </li>
        ))}
      </ul>
    </Section>
  );
}
