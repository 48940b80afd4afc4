import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonGroup, ButtonLink, DescriptionList, EmptyState, Link, PageHeading, Section, SpanChart, Table } from '#kernel/html';
import { csv, fields, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { daysBetween } from '#kernel/time';
import { deliverablesOf } from '../deliverables.ts';
import { acts, isOverdue, mayAct, type Deliverable, type Project, type WorkPackage } from '../project.ts';
import { packagesOf, partnersOf } from '../projects.ts';
import { Marks, StateTag, Written } from './marks.tsx';
import { crumbs, leads, namesOf, ownOffices, projectAt, projectIn, staff, standingOf, todayOf } from './reach.ts';

type Names = ReadonlyMap<string, string>;

/** A project for the staff of its partners: work packages in time, deliverables, what is overdue. */
export const projectRoute = pageRoute({
  path: '/desk/projects/:id',
  who: staff,
  params: z.object({ id: idOf<'projects.projects'>() }),
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { params: { id }, query }) => {
    const { t, format } = ctx;
    const project = await projectIn(ctx, id);
    const partners = await partnersOf(ctx.trx, id);
    const packages = await packagesOf(ctx.trx, id);
    const deliverables = await deliverablesOf(ctx.trx, id);
    const names = await namesOf(ctx, partners);
    if (query.format === 'csv') return csv('deliverables.csv', deliverablesCsv(deliverables, packages, names));
    const lead = leads(ctx, project);
    const works = partners.some((one) => ownOffices(ctx).includes(one));
    const late = deliverables.filter((one) => isOverdue(one, todayOf(ctx)));
    return page(
      project.acronym,
      <>
        <PageHeading
          title={<Bdi>{project.title}</Bdi>}
          caption={<Bdi>{project.acronym}</Bdi>}
          tags={<Marks ctx={ctx} project={project} />}
        />
        <ButtonGroup>
          {lead && (
            <>
              <ButtonLink href={projectAt(id, '/change')}>{t('projects.change.title')}</ButtonLink>
              <ButtonLink kind="secondary" href={projectAt(id, '/partner')}>
                {t('projects.partner.title')}
              </ButtonLink>
              <ButtonLink kind="secondary" href={projectAt(id, '/package')}>
                {t('projects.package.title')}
              </ButtonLink>
              <ButtonLink kind="quiet" href={projectAt(id, '/publish')}>
                {t(project.publishedAt ? 'projects.publish.hide' : 'projects.publish.show')}
              </ButtonLink>
            </>
          )}
          {works && packages.length > 0 && (
            <ButtonLink kind="secondary" href={projectAt(id, '/deliverable')}>
              {t('projects.deliverable.title')}
            </ButtonLink>
          )}
        </ButtonGroup>
        <Written words={project.purpose} />
        <DescriptionList
          facts={[
            { key: 'lead', label: t('projects.field.lead'), value: names.get(project.leadId) ?? '' },
            { key: 'partners', label: t('projects.field.partners'), value: format.list([...names.values()].toSorted()) },
            {
              key: 'time',
              label: t('projects.field.time'),
              value: t('projects.days', { from: format.date(project.fromDay), until: format.date(project.untilDay) }),
            },
            { key: 'funder', label: t('projects.field.funder'), value: <Bdi>{project.funder ?? t('projects.none')}</Bdi> },
            { key: 'agreement', label: t('projects.field.agreement'), value: <Bdi>{project.agreement ?? t('projects.none')}</Bdi> },
          ]}
        />
        {late.length > 0 && (
          <Section title={t('projects.overdue.title')}>
            <ul>
              {late.map((one) => (
                <li key={one.id}>
                  <Bdi>{one.title}</Bdi>:{' '}
                  {t('projects.overdue.since', { day: format.date(one.dueOn), office: names.get(one.officeId) ?? '' })}
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Time ctx={ctx} project={project} packages={packages} names={names} lead={lead} />
        <Deliverables ctx={ctx} project={project} packages={packages} rows={deliverables} names={names} />
      </>,
      { width: 'wide', breadcrumbs: crumbs(ctx) },
    );
  },
});

interface TimeProps {
  ctx: Context;
  project: Project;
  packages: readonly WorkPackage[];
  names: Names;
  lead: boolean;
}

function Time({ ctx, project, packages, names, lead }: TimeProps) {
  const { t, format } = ctx;
  const whole = daysBetween(project.fromDay, project.untilDay);
  const years: { at: number; label: string }[] = [];
  for (let year = Number(project.fromDay.slice(0, 4)) + 1; year <= Number(project.untilDay.slice(0, 4)); year += 1)
    years.push({ at: daysBetween(project.fromDay, `${year}-01-01`), label: String(year) });
  const text = ({ number, title }: WorkPackage) => t('projects.package.name', { number, title });
  return (
    <Section title={t('projects.time.title')}>
      {packages.length === 0 ? (
        <EmptyState title={t('projects.time.none')} />
      ) : (
        <SpanChart
          title={t('projects.time.chart')}
          labelHeader={t('projects.field.package')}
          whenHeader={t('projects.field.time')}
          from={0}
          to={whole}
          ticks={years}
          rows={packages.map((one) => ({
            key: one.id,
            label: (
              <>
                {lead || ownOffices(ctx).includes(one.officeId) ? (
                  <Link href={projectAt(project.id, `/package/${one.id}`)}>
                    <Bdi>{text(one)}</Bdi>
                  </Link>
                ) : (
                  <Bdi>{text(one)}</Bdi>
                )}
                {' – '}
                {names.get(one.officeId) ?? ''}
              </>
            ),
            span: [daysBetween(project.fromDay, one.fromDay), daysBetween(project.fromDay, one.untilDay)],
            when: t('projects.days', { from: format.date(one.fromDay, 'short'), until: format.date(one.untilDay, 'short') }),
          }))}
        />
      )}
    </Section>
  );
}

interface DeliverablesProps {
  ctx: Context;
  project: Project;
  packages: readonly WorkPackage[];
  rows: readonly Deliverable[];
  names: Names;
}

function Deliverables({ ctx, project, packages, rows, names }: DeliverablesProps) {
  const { t, format } = ctx;
  const numbers = new Map(packages.map(({ id, number }) => [id, number]));
  const may = (one: Deliverable) => acts.some((act) => mayAct(one, standingOf(ctx, project, one), act));
  return (
    <Section title={t('projects.deliverables.title')}>
      <Table<Deliverable>
        caption={t('projects.deliverables.title')}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        csvHref="?format=csv"
        empty={<EmptyState title={t('projects.deliverables.none')} />}
        columns={[
          {
            key: 'title',
            header: t('projects.field.title'),
            cell: (one) =>
              may(one) ? (
                <Link href={projectAt(project.id, `/deliverable/${one.id}`)}>
                  <Bdi>{one.title}</Bdi>
                </Link>
              ) : (
                <Bdi>{one.title}</Bdi>
              ),
          },
          {
            key: 'package',
            header: t('projects.field.package'),
            cell: ({ packageId }) => format.number(numbers.get(packageId) ?? 0),
            numeric: true,
          },
          { key: 'office', header: t('projects.field.responsible'), cell: ({ officeId }) => names.get(officeId) ?? '' },
          { key: 'due', header: t('projects.field.due'), cell: ({ dueOn }) => format.date(dueOn, 'short') },
          { key: 'state', header: t('projects.field.state'), cell: (one) => <StateTag ctx={ctx} deliverable={one} /> },
          { key: 'link', header: t('projects.field.link'), cell: ({ link }) => <Bdi dir="ltr">{link ?? '–'}</Bdi> },
        ]}
      />
    </Section>
  );
}

function deliverablesCsv(rows: readonly Deliverable[], packages: readonly WorkPackage[], names: Names): string {
  const numbers = new Map(packages.map(({ id, number }) => [id, number]));
  return writeCsv(
    ['id', 'package', 'title', 'office', 'dueOn', 'state', 'handedInOn', 'acceptedOn', 'link'],
    rows.map((one) => [
      one.id,
      numbers.get(one.packageId) ?? null,
      one.title,
      names.get(one.officeId) ?? '',
      one.dueOn,
      one.state,
      one.handedInOn,
      one.acceptedOn,
      one.link,
    ]),
  );
}
