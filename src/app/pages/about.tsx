import { Link, PageHeading, Section, SummaryList } from '#kernel/html';
import { everyone, page, pageRoute, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { version } from '../boot/version.ts';

function Controller({ ctx }: { ctx: Context }) {
  const { t, profile } = ctx;
  return (
    <SummaryList
      rows={[
        { key: 'controller', label: t('app.privacy.controller'), value: profile.controller.name },
        { key: 'address', label: t('app.privacy.address'), value: profile.controller.address },
        { key: 'email', label: t('app.privacy.email'), value: profile.controller.email },
        { key: 'officer', label: t('app.privacy.officer'), value: profile.controller.dataProtectionOfficer },
      ]}
    />
  );
}

export const aboutRoute = pageRoute({
  path: '/about',
  who: everyone,
  view: async (ctx) => {
    const { t } = ctx;
    return page(
      t('app.about.title'),
      <>
        <PageHeading title={t('app.about.title')} lead={t('app.about.lead', { network: textIn(ctx.profile.name, ctx.lang).text })} />
        <p>{t('app.about.software')}</p>
        <p>{t('app.about.version', { version: version() })}</p>
        <p>
          <Link href="/api">{t('app.about.api')}</Link>
        </p>
        <Section title={t('app.about.controller')}>
          <Controller ctx={ctx} />
        </Section>
      </>,
    );
  },
});

export const privacyRoute = pageRoute({
  path: '/privacy',
  who: everyone,
  view: async (ctx) => {
    const { t } = ctx;
    return page(
      t('app.privacy.title'),
      <>
        <PageHeading title={t('app.privacy.title')} lead={t('app.privacy.lead')} />
        <ul>
          <li>{t('app.privacy.see')}</li>
          <li>{t('app.privacy.share')}</li>
          <li>{t('app.privacy.keep')}</li>
          <li>{t('app.privacy.cookies')}</li>
          <li>{t('app.privacy.rights')}</li>
        </ul>
        <Section title={t('app.privacy.controller')}>
          <Controller ctx={ctx} />
        </Section>
      </>,
    );
  },
});

export const accessibilityRoute = pageRoute({
  path: '/accessibility',
  who: everyone,
  view: async ({ t }) =>
    page(
      t('app.accessibility.title'),
      <>
        <PageHeading title={t('app.accessibility.title')} lead={t('app.accessibility.lead')} />
        <p>{t('app.accessibility.standard')}</p>
      </>,
    ),
});
