import { z } from 'zod';
import { Bdi, ButtonLink, EmptyState, Link, PageHeading, Table, Tag } from '#kernel/html';
import { csv, fields, page, pageRoute } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import type { Project } from '../project.ts';
import { ownProjects } from '../projects.ts';
import { Marks } from './marks.tsx';
import { namesOf, ownOffices, projectAt, staff } from './reach.ts';

/** Projects of one's own offices. */
export const listRoute = pageRoute({
  path: '/desk/projects',
  who: staff,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t, format } = ctx;
    const rows = await ownProjects(ctx.trx);
    const names = await namesOf(
      ctx,
      rows.map(({ leadId }) => leadId),
    );
    if (query.format === 'csv')
      return csv(
        'projects.csv',
        writeCsv(
          ['id', 'acronym', 'title', 'lead', 'from', 'until', 'funder', 'agreement', 'public'],
          rows.map((one) => [
            one.id,
            one.acronym,
            one.title,
            names.get(one.leadId) ?? '',
            one.fromDay,
            one.untilDay,
            one.funder,
            one.agreement,
            one.publishedAt ? 'yes' : 'no',
          ]),
        ),
      );
    return page(
      t('projects.desk.title'),
      <>
        <PageHeading
          title={t('projects.desk.title')}
          lead={t('projects.desk.lead')}
          actions={ownOffices(ctx).length > 0 && <ButtonLink href="/desk/projects/new">{t('projects.new.title')}</ButtonLink>}
        />
        <Table<Project>
          caption={t('projects.desk.title')}
          hideCaption
          rows={rows}
          rowKey={({ id }) => id}
          csvHref="?format=csv"
          empty={<EmptyState title={t('projects.desk.none')} />}
          columns={[
            {
              key: 'acronym',
              header: t('projects.field.acronym'),
              cell: (one) => (
                <>
                  <Link href={projectAt(one.id)}>
                    <Bdi>{one.acronym}</Bdi>
                  </Link>{' '}
                  {one.publishedAt && <Tag tone="success">{t('projects.mark.public')}</Tag>} <Marks ctx={ctx} project={one} />
                </>
              ),
            },
            { key: 'title', header: t('projects.field.title'), cell: ({ title }) => <Bdi>{title}</Bdi> },
            { key: 'lead', header: t('projects.field.lead'), cell: ({ leadId }) => names.get(leadId) ?? '' },
            {
              key: 'days',
              header: t('projects.field.time'),
              cell: ({ fromDay, untilDay }) =>
                t('projects.days', { from: format.date(fromDay, 'month'), until: format.date(untilDay, 'month') }),
            },
          ]}
        />
        <p>
          <Link href="/projects">{t('projects.public.title')}</Link>
        </p>
      </>,
      { width: 'wide' },
    );
  },
});
