import { Bdi, ButtonLink, EmptyState, Link, PageHeading, Table } from '#kernel/html';
import { page, pageRoute, type Context } from '#kernel/http';
import { listSeen } from '../read-comparisons.ts';
import { authoritiesOf, authorityNames, deskAt, readers, seesDrafts } from './reach.ts';

type Row = Awaited<ReturnType<typeof listSeen>>[number];

/** Comparisons whose drafts the actor reads. */
export const deskListRoute = pageRoute({
  path: '/desk/benchmarks',
  who: readers,
  view: async (ctx) => {
    const { t } = ctx;
    const rows = await listSeen(ctx.trx, (comparison) => seesDrafts(ctx, comparison));
    const nameOf = await authorityNames(
      ctx,
      rows.map(({ officeId }) => officeId),
    );
    return page(
      t('benchmarks.desk.title'),
      <>
        <PageHeading title={t('benchmarks.desk.title')} lead={t('benchmarks.desk.lead')} />
        {authoritiesOf(ctx).length > 0 && (
          <p>
            <ButtonLink href="/desk/benchmarks/new">{t('benchmarks.new.title')}</ButtonLink>
          </p>
        )}
        <Table<Row>
          caption={t('benchmarks.list.caption', { count: rows.length })}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'title',
              header: t('benchmarks.field.title'),
              cell: ({ id, title, lang }) => (
                <Link href={deskAt(id)}>
                  <bdi lang={lang}>{title}</bdi>
                </Link>
              ),
            },
            { key: 'kind', header: t('benchmarks.field.kind'), cell: ({ kind }) => t(`benchmarks.kind.${kind}`) },
            { key: 'authority', header: t('benchmarks.field.authority'), cell: ({ officeId }) => <Bdi>{nameOf(officeId)}</Bdi> },
            { key: 'state', header: t('benchmarks.desk.state'), cell: (row) => stateText(ctx, row) },
          ]}
          empty={<EmptyState title={t('benchmarks.desk.none')} />}
        />
        <p>
          <Link href="/benchmarks">{t('benchmarks.list.title')}</Link>
        </p>
      </>,
      { width: 'wide' },
    );
  },
});

/** What everybody reads, and since when somebody writes the next version. */
function stateText({ t, format }: Context, { version, changedAt }: Row): string {
  const parts = [
    version > 0 ? t('benchmarks.desk.published', { number: version }) : t('benchmarks.desk.not-published'),
    changedAt && t('benchmarks.desk.draft-since', { date: format.instant(changedAt, 'short') }),
  ];
  return parts.filter(Boolean).join(' ');
}
