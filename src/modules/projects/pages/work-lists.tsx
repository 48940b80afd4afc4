import type { StoredFile } from '#kernel/files';
import { Bdi, EmptyState, FileLink, Link, Section, SpanChart, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { daysBetween } from '#kernel/time';
import { acts, mayAct, mayChange, type Deliverable, type Project, type WorkPackage } from '../project.ts';
import { StateTag } from './marks.tsx';
import { Elsewhere } from './parts.tsx';
import { ownOffices, projectAt, standingOf } from './reach.ts';

export type Names = ReadonlyMap<string, string>;

interface TimeProps {
  ctx: Context;
  project: Project;
  packages: readonly WorkPackage[];
  names: Names;
  lead: boolean;
}

/** Work packages in time. */
export function Time({ ctx, project, packages, names, lead }: TimeProps) {
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
  files: ReadonlyMap<string, StoredFile>;
  names: Names;
}

/** Deliverables with where they stand. */
export function Deliverables({ ctx, project, packages, rows, files, names }: DeliverablesProps) {
  const { t, format } = ctx;
  const numbers = new Map(packages.map(({ id, number }) => [id, number]));
  const may = (one: Deliverable) =>
    acts.some((act) => mayAct(one, standingOf(ctx, project, one), act)) || mayChange(one, standingOf(ctx, project, one));
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
          {
            key: 'link',
            header: t('projects.field.link'),
            cell: ({ id, link }) => {
              const file = files.get(id);
              return (
                <>
                  {link && <Elsewhere href={link} />}
                  {link && file && <br />}
                  {file && <FileLink {...file} href={projectAt(project.id, `/deliverable/${id}/file`)} />}
                  {!link && !file && '–'}
                </>
              );
            },
          },
        ]}
      />
    </Section>
  );
}

export function deliverablesCsv(rows: readonly Deliverable[], packages: readonly WorkPackage[], names: Names): string {
  const numbers = new Map(packages.map(({ id, number }) => [id, number]));
  return writeCsv(
    ['id', 'package', 'title', 'office', 'dueOn', 'state', 'handedInOn', 'acceptedOn', 'link', 'file'],
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
      one.fileId ? 'yes' : 'no',
    ]),
  );
}
