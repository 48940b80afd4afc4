import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonGroup, ButtonLink, EmptyState, Lead, Link, PageHeading, Table, type Column } from '#kernel/html';
import { accountOf, confirmRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { organisationNames } from '#modules/directory';
import { ownScheme, ownSchemes } from '../read-schemes.ts';
import type { Scheme, SchemeId } from '../scheme.ts';
import { nextScheme, publishScheme, withdrawScheme } from '../write-scheme.ts';
import { AimList, readAims } from './aims-view.tsx';
import { keeper, SchemeFacts, SchemeTags, sumIn, Words } from './parts.tsx';
import { editSchemeRoute, newSchemeRoute, schemeCrumbs } from './scheme-form.tsx';

/** Every version of what the organisation offers. */
const listRoute = pageRoute({
  path: '/lending/savings/schemes',
  who: keeper,
  view: async (ctx) => {
    const { t } = ctx;
    const schemes = await ownSchemes(ctx.trx);
    const names = await organisationNames(
      ctx.trx,
      schemes.map(({ organisationId }) => organisationId),
      ctx.lang,
    );
    const columns: Column<Scheme>[] = [
      {
        key: 'name',
        header: t('savings.field.name'),
        cell: (one) => (
          <Link href={`/lending/savings/schemes/${one.id}`}>
            <Words ctx={ctx} value={one.name} />
          </Link>
        ),
      },
      { key: 'keeper', header: t('savings.field.keeper'), cell: (one) => <Bdi>{names.get(one.organisationId) ?? '–'}</Bdi> },
      { key: 'version', header: t('savings.field.version'), cell: (one) => ctx.format.number(one.version), numeric: true },
      {
        key: 'most',
        header: t('savings.field.credit-most'),
        cell: (one) => sumIn(ctx, one.savingCurrency)(one.creditMostMinor),
        numeric: true,
      },
      { key: 'state', header: t('savings.field.state'), cell: (one) => t(`savings.scheme-state.${one.state}`) },
    ];
    return page(
      t('savings.keeper.schemes'),
      <>
        <PageHeading
          title={t('savings.keeper.schemes')}
          lead={t('savings.keeper.schemes-lead')}
          actions={<ButtonLink href="/lending/savings/schemes/new">{t('savings.form.new')}</ButtonLink>}
        />
        <Table<Scheme>
          caption={t('savings.keeper.schemes')}
          hideCaption
          rows={schemes}
          rowKey={({ id }) => id}
          columns={columns}
          empty={<EmptyState title={t('savings.public.none')} />}
        />
      </>,
      { width: 'wide', breadcrumbs: schemeCrumbs(ctx).slice(0, 1) },
    );
  },
});

/** One version as everybody will see it, and what can be done with it. */
const oneRoute = pageRoute({
  path: '/lending/savings/schemes/:id',
  who: keeper,
  params: z.object({ id: idOf<'savings.schemes'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const scheme = await ownScheme(ctx.trx, params.id);
    const at = `/lending/savings/schemes/${scheme.id}`;
    return page(
      textIn(scheme.name, ctx.lang).text,
      <>
        <PageHeading
          title={<Words ctx={ctx} value={scheme.name} />}
          caption={t('savings.scheme.version', { number: scheme.version })}
          tags={<SchemeTags ctx={ctx} scheme={scheme} />}
        />
        <Lead>
          <Words ctx={ctx} value={scheme.about} />
        </Lead>
        <ButtonGroup>
          {scheme.state === 'draft' && <ButtonLink href={`${at}/publish`}>{t('savings.scheme.publish')}</ButtonLink>}
          {scheme.state === 'draft' && (
            <ButtonLink kind="secondary" href={`${at}/edit`}>
              {t('savings.form.edit')}
            </ButtonLink>
          )}
          {scheme.state !== 'draft' && <ButtonLink href={`${at}/next`}>{t('savings.scheme.next')}</ButtonLink>}
          {scheme.state === 'published' && (
            <ButtonLink kind="secondary" href={`${at}/withdraw`}>
              {t('savings.scheme.withdraw')}
            </ButtonLink>
          )}
        </ButtonGroup>
        <SchemeFacts ctx={ctx} scheme={scheme} />
        <AimList ctx={ctx} rows={await readAims(ctx, scheme.id)} editAt={at} />
      </>,
      { width: 'wide', breadcrumbs: schemeCrumbs(ctx) },
    );
  },
});

const back = async (ctx: Context, id: SchemeId) => ({
  label: textIn((await ownScheme(ctx.trx, id)).name, ctx.lang).text,
  href: `/lending/savings/schemes/${id}`,
});

const publishRoute = confirmRoute({
  path: '/lending/savings/schemes/:id/publish',
  who: keeper,
  of: 'savings.schemes',
  title: 'savings.scheme.publish',
  lead: 'savings.scheme.publish-lead',
  back,
  act: async (ctx, id) => {
    await publishScheme(ctx.trx, id, ctx.now);
    return redirect(`/lending/savings/schemes/${id}`, 'savings.notice.published');
  },
});

const withdrawRoute = confirmRoute({
  path: '/lending/savings/schemes/:id/withdraw',
  who: keeper,
  of: 'savings.schemes',
  title: 'savings.scheme.withdraw',
  lead: 'savings.scheme.withdraw-lead',
  back,
  act: async (ctx, id) => {
    await withdrawScheme(ctx.trx, id, ctx.now);
    return redirect(`/lending/savings/schemes/${id}`, 'savings.notice.scheme-withdrawn');
  },
});

const nextRoute = confirmRoute({
  path: '/lending/savings/schemes/:id/next',
  who: keeper,
  of: 'savings.schemes',
  title: 'savings.scheme.next',
  lead: 'savings.scheme.next-lead',
  back,
  act: async (ctx, id) =>
    redirect(`/lending/savings/schemes/${await nextScheme(ctx.trx, accountOf(ctx), id)}/edit`, 'savings.notice.saved'),
});

export const schemeRoutes = [listRoute, newSchemeRoute, oneRoute, editSchemeRoute, publishRoute, withdrawRoute, nextRoute];
