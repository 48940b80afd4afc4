import { ButtonLink, EmptyState, Link, PageHeading, Table, Tag } from '#kernel/html';
import { holders, page, pageRoute } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { placeName } from '#modules/places';
import type { OfficeAtPlace } from '../office.ts';
import { isAdministrator, managedOffices } from './managed-office.ts';

/** The offices that the reader keeps up to date. */
export const adminOfficesRoute = pageRoute({
  path: '/admin/offices',
  who: holders('administrator', 'office-manager'),
  view: async (ctx) => {
    const { t, lang } = ctx;
    const offices = await managedOffices(ctx);
    return page(
      t('offices.admin.title'),
      <>
        <PageHeading
          title={t('offices.admin.title')}
          lead={t('offices.admin.lead')}
          actions={isAdministrator(ctx) && <ButtonLink href="/admin/offices/new">{t('offices.admin.new')}</ButtonLink>}
        />
        <Table<OfficeAtPlace>
          caption={t('offices.list.caption', { count: offices.length })}
          rows={offices}
          rowKey={(office) => office.id}
          columns={[
            {
              key: 'name',
              header: t('offices.field.office'),
              cell: (office) => <Link href={`/admin/offices/${office.code}`}>{textIn(office.name, lang).text}</Link>,
            },
            { key: 'place', header: t('offices.field.place'), cell: ({ place }) => placeName(place, lang) },
            {
              key: 'state',
              header: t('offices.field.state'),
              cell: ({ active }) => (active ? t('offices.tag.open') : <Tag tone="warning">{t('offices.tag.closed')}</Tag>),
            },
            {
              key: 'public',
              header: t('offices.field.public-page'),
              cell: ({ code, name }) => (
                <Link href={`/offices/${code}`} label={`${t('offices.admin.public')}: ${textIn(name, lang).text}`}>
                  {t('offices.admin.public')}
                </Link>
              ),
            },
          ]}
          empty={<EmptyState title={t('offices.list.none')} />}
        />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.menu.admin'), href: '/admin' }] },
    );
  },
});
