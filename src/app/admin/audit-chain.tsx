import { verifyChain } from '#kernel/audit';
import { Notice, PageHeading, Stat, StatGrid } from '#kernel/html';
import { page, pageRoute } from '#kernel/http';
import { adminCrumb } from './admin-home.tsx';
import { controllers } from './audit.tsx';

/** Whether the record is whole: every seal is computed anew from the first on. */
export const chainRoute = pageRoute({
  path: '/admin/audit/chain',
  who: controllers,
  view: async (ctx) => {
    const { t, format } = ctx;
    const report = await verifyChain(ctx.trx, ctx.network.keyring);
    const { broken } = report;
    return page(
      t('app.admin.chain.title'),
      <>
        <PageHeading title={t('app.admin.chain.title')} lead={t('app.admin.chain.lead')} />
        {broken ? (
          <Notice tone="danger" title={t('app.admin.chain.broken')}>
            <p>{t(`app.admin.chain.${broken.reason}`, { seal: broken.seal === null ? '–' : String(broken.seal) })}</p>
            <p>{t('app.admin.chain.do')}</p>
          </Notice>
        ) : (
          <Notice tone="success" title={t('app.admin.chain.whole')} />
        )}
        <StatGrid>
          <Stat label={t('app.admin.chain.seals')} value={format.number(report.seals)} />
          <Stat label={t('app.admin.chain.entries')} value={format.number(report.entries)} />
          <Stat label={t('app.admin.chain.waiting')} value={format.number(report.waiting)} />
        </StatGrid>
      </>,
      { breadcrumbs: [adminCrumb(ctx), { label: t('app.admin.audit.title'), href: '/admin/audit' }] },
    );
  },
});
