import { Bdi, ButtonLink, EmptyState, Link, PageHeading, Table } from '#kernel/html';
import { page, pageRoute, type Context } from '#kernel/http';
import { placeName } from '#modules/places';
import { listSeen } from '../read-impacts.ts';
import { authoritiesOf, authorityNames, deskAt, readers, seesDrafts } from './reach.ts';

type Row = Awaited<ReturnType<typeof listSeen>>[number];

/** Analyses whose drafts the actor reads. */
export const deskListRoute = pageRoute({
  path: '/desk/impacts',
  who: readers,
  view: async (ctx) => {
    const { t } = ctx;
    const rows = await listSeen(ctx.trx, (impact) => seesDrafts(ctx, impact));
    const nameOf = await authorityNames(
      ctx,
      rows.map(({ officeId }) => officeId),
    );
    return page(
      t('impacts.desk.title'),
      <>
        <PageHeading title={t('impacts.desk.title')} lead={t('impacts.desk.lead')} />
        {authoritiesOf(ctx).length > 0 && (
          <p>
            <ButtonLink href="/desk/impacts/new">{t('impacts.new.title')}</ButtonLink>
          </p>
        )}
        <Table<Row>
          caption={t('impacts.list.caption', { count: rows.length })}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'title',
              header: t('impacts.field.title'),
              cell: ({ id, title, lang }) => (
                <Link href={deskAt(id)}>
                  <bdi lang={lang}>{title}</bdi>
                </Link>
              ),
            },
            { key: 'place', header: t('impacts.field.place'), cell: ({ place }) => <Bdi>{placeName(place, ctx.lang)}</Bdi> },
            { key: 'authority', header: t('impacts.field.authority'), cell: ({ officeId }) => <Bdi>{nameOf(officeId)}</Bdi> },
            { key: 'state', header: t('impacts.desk.state'), cell: (row) => stateText(ctx, row) },
          ]}
          empty={<EmptyState title={t('impacts.desk.none')} />}
        />
        <p>
          <Link href="/impacts">{t('impacts.list.title')}</Link>
        </p>
      </>,
      { width: 'wide' },
    );
  },
});

/** What was agreed, what everybody reads, and since when somebody writes the next version. */
function stateText({ t, format }: Context, { version, published, changedAt }: Row): string {
  const parts = [
    version > 0 ? t('impacts.desk.agreed', { number: version }) : t('impacts.desk.not-agreed'),
    published > 0 ? t('impacts.desk.published', { number: published }) : t('impacts.desk.not-published'),
    changedAt && t('impacts.desk.draft-since', { date: format.instant(changedAt, 'short') }),
  ];
  return parts.filter(Boolean).join(' ');
}
