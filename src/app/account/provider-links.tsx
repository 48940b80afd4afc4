import { ButtonLink, Section, SummaryList } from '#kernel/html';
import type { Context } from '#kernel/http';
import { listProviders, type ProviderLink } from '#kernel/identity';
import { sessionOf } from './own-session.ts';

/** The identity providers through which the account can be entered; nothing where the network has none. */
export function ProviderLinks({ ctx, links }: { ctx: Context; links: readonly ProviderLink[] }) {
  const { t, format } = ctx;
  const offered = listProviders(ctx.network.identity, sessionOf(ctx).staff ? 'staff' : 'people');
  if (offered.length === 0 && links.length === 0) return null;
  const nameOf = (id: string) => offered.find((provider) => provider.id === id)?.name ?? id;
  return (
    <Section title={t('app.account.providers.title')}>
      <p>{t('app.account.providers.lead')}</p>
      {links.length > 0 && (
        <SummaryList
          rows={links.map((link) => ({
            key: link.id,
            label: nameOf(link.provider),
            value: t('app.account.providers.since', { date: format.instant(link.linkedAt, 'short') }),
            actions: [{ href: `/account/providers/${link.id}/remove`, text: t('app.account.remove'), about: nameOf(link.provider) }],
          }))}
        />
      )}
      <div class="button-group">
        {offered
          .filter(({ id }) => !links.some((link) => link.provider === id))
          .map((provider) => (
            <ButtonLink key={provider.id} kind="secondary" href={`/sign-in/provider/${provider.id}?link=yes&next=/account`}>
              {t('app.account.providers.add', { provider: provider.name })}
            </ButtonLink>
          ))}
      </div>
    </Section>
  );
}
