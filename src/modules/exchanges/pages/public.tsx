import { Bdi, EmptyState, Link, PageHeading, Section, Table, Tag } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import type { OfficeId } from '#modules/offices';
import { z } from 'zod';
import type { Twinning } from '../exchange.ts';
import { publicTwinnings } from '../twinnings.ts';
import { namesOf, todayOf } from './reach.ts';

/** Twinnings that both offices wish to be public. */
export const publicRoute = pageRoute({
  path: '/twinnings',
  who: everyone,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const { t, format } = ctx;
    const rows = await publicTwinnings(ctx.trx, todayOf(ctx));
    const names = await namesOf(
      ctx,
      rows.flatMap(({ officeId, partnerId }) => [officeId, partnerId]),
    );
    const pair = ({ officeId, partnerId }: Twinning) => [names.get(officeId) ?? '', names.get(partnerId) ?? ''].toSorted();
    if (query.format === 'csv')
      return csv(
        'public-twinnings.csv',
        writeCsv(
          ['office', 'otherOffice', 'purpose', 'from', 'until', 'demonstration'],
          rows.map((one) => [...pair(one), one.purpose, one.fromDay, one.untilDay, one.demonstration ? 'yes' : 'no']),
        ),
      );
    return page(
      t('exchanges.public.title'),
      <>
        <PageHeading title={t('exchanges.public.title')} lead={t('exchanges.public.lead')} />
        <Table<Twinning>
          caption={t('exchanges.public.title')}
          hideCaption
          rows={rows}
          rowKey={({ id }) => id}
          csvHref="?format=csv"
          empty={<EmptyState title={t('exchanges.public.none')} />}
          columns={[
            {
              key: 'offices',
              header: t('exchanges.field.offices'),
              cell: (one) => (
                <>
                  <Bdi>{pair(one).join(' – ')}</Bdi> {one.demonstration && <Tag tone="warning">{t('exchanges.mark.demonstration')}</Tag>}
                </>
              ),
            },
            { key: 'purpose', header: t('exchanges.field.purpose'), cell: ({ purpose }) => <Bdi>{purpose}</Bdi> },
            {
              key: 'days',
              header: t('exchanges.field.days'),
              cell: ({ fromDay, untilDay }) =>
                t('exchanges.days', { from: format.date(fromDay, 'short'), until: format.date(untilDay, 'short') }),
            },
          ]}
        />
      </>,
      { width: 'wide', description: t('exchanges.public.lead') },
    );
  },
});

/** For the page of an office: with which offices it is twinned, where both wish it to be public; nothing where there is none. */
export async function TwinningsOfOffice(ctx: Context, officeId: OfficeId) {
  const { t, format } = ctx;
  const rows = await publicTwinnings(ctx.trx, todayOf(ctx), officeId);
  if (rows.length === 0) return null;
  const others = rows.map((one) => ({ ...one, other: one.officeId === officeId ? one.partnerId : one.officeId }));
  const names = await namesOf(
    ctx,
    others.map(({ other }) => other),
  );
  return (
    <Section title={t('exchanges.public.panel')}>
      <ul>
        {others.map(({ id, other, purpose, fromDay, untilDay, demonstration }) => (
          <li key={id}>
            <strong>
              <Bdi>{names.get(other) ?? ''}</Bdi>
            </strong>
            {', '}
            {t('exchanges.days', { from: format.date(fromDay, 'short'), until: format.date(untilDay, 'short') })}{' '}
            {demonstration && <Tag tone="warning">{t('exchanges.mark.demonstration')}</Tag>}
            <br />
            <Bdi>{purpose}</Bdi>
          </li>
        ))}
      </ul>
      <p>
        <Link href="/twinnings">{t('exchanges.public.title')}</Link>
      </p>
    </Section>
  );
}
