import type { ComponentChildren } from 'preact';
import { PageHeading, Tabs, Tag, useUi } from '#kernel/html';
import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import type { Office } from '../office.ts';
import { isAdministrator } from './managed-office.ts';

export type AdminTab = 'details' | 'hours' | 'closures' | 'territories';

type AdminFrameProps = { ctx: Context; office: Office; tab: AdminTab; children: ComponentChildren };

/** The pages on which an office is kept up to date, one tab each. */
export function AdminFrame({ ctx, office, tab, children }: AdminFrameProps) {
  const { t, lang } = useUi();
  const base = `/admin/offices/${office.code}`;
  const tabs = [
    { href: base, label: t('offices.admin.tab.details'), current: tab === 'details' },
    { href: `${base}/hours`, label: t('offices.admin.tab.hours'), current: tab === 'hours' },
    { href: `${base}/closures`, label: t('offices.admin.tab.closures'), current: tab === 'closures' },
    ...(isAdministrator(ctx)
      ? [{ href: `${base}/territories`, label: t('offices.admin.tab.territories'), current: tab === 'territories' }]
      : []),
  ];
  return (
    <>
      <PageHeading
        caption={t('offices.admin.caption')}
        title={textIn(office.name, lang).text}
        tags={office.active ? undefined : <Tag tone="warning">{t('offices.tag.closed')}</Tag>}
      />
      <Tabs label={t('offices.admin.caption')} items={tabs} />
      {children}
    </>
  );
}

/** Where these pages stand. */
export function adminCrumbs({ t }: Context) {
  return [{ label: t('offices.admin.title'), href: '/admin/offices' }];
}
