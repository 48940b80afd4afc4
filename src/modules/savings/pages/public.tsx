import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonLink, Card, CardGrid, EmptyState, Lead, Notice, PageHeading } from '#kernel/html';
import { everyone, holds, page, pageRoute } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { organisationNames } from '#modules/directory';
import { getScheme, openSchemes } from '../read-schemes.ts';
import { AimList, readAims } from './aims-view.tsx';
import { SchemeFacts, SchemeTags, sumIn, Words } from './parts.tsx';

/** Savings schemes, for anybody. */
const schemesRoute = pageRoute({
  path: '/savings',
  who: everyone,
  view: async (ctx) => {
    const { t } = ctx;
    const schemes = await openSchemes(ctx.trx);
    const keepers = await organisationNames(
      ctx.trx,
      schemes.map(({ organisationId }) => organisationId),
      ctx.lang,
    );
    return page(
      t('savings.public.title'),
      <>
        <PageHeading title={t('savings.public.title')} lead={t('savings.public.lead')} />
        {schemes.length === 0 && <EmptyState title={t('savings.public.none')} />}
        <CardGrid>
          {schemes.map((scheme) => (
            <Card key={scheme.id} title={textIn(scheme.name, ctx.lang).text} href={`/savings/${scheme.id}`}>
              <p>
                <Bdi>{keepers.get(scheme.organisationId) ?? '–'}</Bdi>
              </p>
              <p>{ctx.format.list(scheme.purposes.map((purpose) => t(`savings.for.${purpose}`)))}</p>
              {scheme.creditMostMinor > 0n && (
                <p>{t('savings.public.credit', { most: sumIn(ctx, scheme.savingCurrency)(scheme.creditMostMinor) })}</p>
              )}
              <p>
                <SchemeTags ctx={ctx} scheme={scheme} />
              </p>
            </Card>
          ))}
        </CardGrid>
      </>,
      { width: 'wide', description: t('savings.public.lead') },
    );
  },
});

/** One scheme with its rules, and what it serves. */
const schemeRoute = pageRoute({
  path: '/savings/:id',
  who: everyone,
  params: z.object({ id: idOf<'savings.schemes'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const scheme = await getScheme(ctx.trx, params.id);
    const name = (await organisationNames(ctx.trx, [scheme.organisationId], ctx.lang)).get(scheme.organisationId) ?? '–';
    return page(
      textIn(scheme.name, ctx.lang).text,
      <>
        <PageHeading
          title={<Words ctx={ctx} value={scheme.name} />}
          caption={<Bdi>{name}</Bdi>}
          tags={<SchemeTags ctx={ctx} scheme={scheme} />}
        />
        <Lead>
          <Words ctx={ctx} value={scheme.about} />
        </Lead>
        {scheme.assumption && (
          <Notice tone="warning">
            <p>{t('savings.assumption-about')}</p>
          </Notice>
        )}
        <SchemeFacts ctx={ctx} scheme={scheme} />
        {scheme.state === 'published' ? (
          !holds(ctx, 'counsellor', 'office-manager', 'lender') && (
            <ButtonLink href={`/me/savings/new?scheme=${scheme.id}`}>{t('savings.join.title')}</ButtonLink>
          )
        ) : (
          <p>{t('savings.public.closed')}</p>
        )}
        <AimList ctx={ctx} rows={await readAims(ctx, scheme.id)} />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('savings.public.title'), href: '/savings' }] },
    );
  },
});

export const publicRoutes = [schemesRoute, schemeRoute];
