import { Card, CardGrid, PageHeading } from '#kernel/html';
import type { Role } from '#kernel/access';
import { holders, holds, page, pageRoute, type Context } from '#kernel/http';

/** The parts of administration and the roles that find work there; each page asks once more. */
const parts = [
  { key: 'accounts', href: '/admin/accounts', roles: ['administrator', 'office-manager', 'data-protection-officer', 'auditor'] },
  { key: 'offices', href: '/admin/offices', roles: ['administrator', 'office-manager'] },
  { key: 'import', href: '/admin/import', roles: ['administrator', 'office-manager', 'editor'] },
  { key: 'tracks', href: '/admin/tracks', roles: ['administrator', 'office-manager', 'editor'] },
  { key: 'network', href: '/admin/network', roles: ['administrator'] },
  { key: 'audit', href: '/admin/audit', roles: ['auditor', 'data-protection-officer'] },
  { key: 'withheld', href: '/admin/withheld-notes', roles: ['data-protection-officer'] },
  { key: 'links', href: '/admin/links', roles: ['data-protection-officer'] },
  { key: 'overrides', href: '/admin/overrides', roles: ['auditor', 'data-protection-officer'] },
  { key: 'erasures', href: '/admin/erasures', roles: ['auditor', 'data-protection-officer'] },
  { key: 'retention', href: '/admin/retention', roles: ['auditor', 'data-protection-officer'] },
  { key: 'periods', href: '/admin/retention/periods', roles: ['administrator'] },
  { key: 'desk-erasures', href: '/desk/erasures', roles: ['office-manager'] },
] as const satisfies readonly { key: string; href: string; roles: readonly Role[] }[];

/** Where administration begins: what this reader may do there. */
export const adminRoute = pageRoute({
  path: '/admin',
  who: holders('administrator', 'office-manager', 'data-protection-officer', 'auditor', 'editor'),
  view: async (ctx) => {
    const { t } = ctx;
    return page(
      t('app.admin.title'),
      <>
        <PageHeading title={t('app.admin.title')} />
        <CardGrid>
          {parts
            .filter(({ roles }) => holds(ctx, ...roles))
            .map(({ key, href }) => (
              <Card key={key} title={t(`app.admin.${key}.title`)} href={href} level={2}>
                <p>{t(`app.admin.${key}.short`)}</p>
              </Card>
            ))}
        </CardGrid>
      </>,
      { width: 'wide' },
    );
  },
});

/** The way back to administration. */
export function adminCrumb(ctx: Context) {
  return { label: ctx.t('app.admin.title'), href: '/admin' };
}
