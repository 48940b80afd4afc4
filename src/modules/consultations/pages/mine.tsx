import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, EmptyState, Link, PageHeading, Table, Tag } from '#kernel/html';
import { accountOf, everyone, page, pageRoute, signedIn, type Context } from '#kernel/http';
import { associationsOf } from '#modules/associations';
import { officeNames } from '#modules/offices';
import { phaseOf } from '../consultation.ts';
import { invitedAs, type Invited } from '../read-consultations.ts';
import { forHref, ownAssociation, todayOf } from './reach.ts';

/** What all associations of an account are asked. */
export const mineRoute = pageRoute({
  path: '/consultations/mine',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const own = await associationsOf(ctx.trx, accountOf(ctx));
    const rows = await invitedAs(
      ctx.trx,
      own.map(({ id }) => id),
    );
    return page(
      t('consultations.mine.title'),
      <>
        <PageHeading title={t('consultations.mine.title')} lead={t('consultations.mine.lead')} />
        <Invitations ctx={ctx} rows={rows} offices={await officesOf(ctx, rows)} several />
        {own.length === 0 && (
          <p>
            {t('consultations.mine.no-association')} <Link href="/associations/register">{t('consultations.mine.register')}</Link>
          </p>
        )}
      </>,
      { breadcrumbs: [{ label: t('consultations.public.title'), href: '/consultations' }], width: 'wide' },
    );
  },
});

/** What one association is asked, for whoever writes for it. */
export const forRoute = pageRoute({
  path: '/consultations/for/:association',
  who: everyone,
  params: z.object({ association: idOf<'associations.associations'>() }),
  view: async (ctx, { params: { association } }) => {
    const { t } = ctx;
    const { name } = await ownAssociation(ctx, association);
    const rows = await invitedAs(ctx.trx, [association]);
    return page(
      t('consultations.mine.one-title'),
      <>
        <PageHeading title={t('consultations.mine.one-title')} caption={<Bdi>{name}</Bdi>} lead={t('consultations.mine.lead')} />
        <Invitations ctx={ctx} rows={rows} offices={await officesOf(ctx, rows)} />
      </>,
      { breadcrumbs: [{ label: t('consultations.public.title'), href: '/consultations' }], width: 'wide' },
    );
  },
});

const officesOf = async (ctx: Context, rows: readonly Invited[]) =>
  await officeNames(
    ctx.trx,
    rows.map(({ officeId }) => officeId),
    ctx.lang,
  );

interface InvitationsProps {
  ctx: Context;
  rows: readonly Invited[];
  offices: ReadonlyMap<string, string>;
  /** Whether they are of several associations. */
  several?: boolean;
}

function Invitations({ ctx, rows, offices, several = false }: InvitationsProps) {
  const { t, format } = ctx;
  return (
    <Table<Invited>
      caption={t('consultations.mine.title')}
      hideCaption
      rows={rows}
      rowKey={({ consultationId, associationId }) => `${consultationId} ${associationId}`}
      empty={<EmptyState title={t('consultations.mine.none')}>{t('consultations.mine.none-hint')}</EmptyState>}
      columns={[
        {
          key: 'title',
          header: t('consultations.field.title'),
          cell: (one) => (
            <Link href={forHref(ctx, one.associationId, `/${one.consultationId}`)}>
              <Bdi>{one.title}</Bdi>
            </Link>
          ),
        },
        ...(several
          ? [{ key: 'association', header: t('consultations.field.association'), cell: ({ name }: Invited) => <Bdi>{name}</Bdi> }]
          : []),
        { key: 'office', header: t('consultations.field.office'), cell: ({ officeId }) => offices.get(officeId) ?? '' },
        { key: 'until', header: t('consultations.field.until'), cell: ({ untilOn }) => format.date(untilOn, 'short') },
        { key: 'yours', header: t('consultations.mine.yours'), cell: (one) => <Yours ctx={ctx} one={one} /> },
      ]}
    />
  );
}

/** How far the association is with it. */
function Yours({ ctx, one }: { ctx: Context; one: Invited }) {
  const { t } = ctx;
  const open = phaseOf(one, todayOf(ctx)) === 'collecting';
  if (one.answered) return <Tag tone="success">{t('consultations.mine.answered')}</Tag>;
  if (one.handedInAt) return <Tag tone="info">{t('consultations.mine.handed-in')}</Tag>;
  if (!open)
    return <Tag>{t(one.state === 'open' && todayOf(ctx) < one.fromOn ? 'consultations.phase.soon' : 'consultations.mine.over')}</Tag>;
  return <Tag tone="warning">{t(one.hasDraft ? 'consultations.mine.draft' : 'consultations.mine.open')}</Tag>;
}
