import { z } from 'zod';
import { findGrant } from '#kernel/consent';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  FilterForm,
  Form,
  Link,
  Notice,
  PageHeading,
  SelectField,
  Table,
  TextArea,
} from '#kernel/html';
import { accountOf, confirmRoute, fields, formRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import { directionOf } from '#kernel/i18n';
import { findAccount, type AccountId } from '#modules/ledger';
import { getPerson, fullName, personNames } from '#modules/people';
import { openCredits, type Credit } from '../credits.ts';
import { acceptMembership, asKeeper, closeMembership, declineMembership } from '../keep.ts';
import { loadMembership, membershipsOf, type Membership, type MembershipId } from '../membership.ts';
import { refuse } from '../refusals.ts';
import { withBalances } from './list.tsx';
import { keeper, MemberTag, SchemeFacts, sumIn, Words } from './parts.tsx';
import { Conditions, Credits, readSaving, SavingFacts, SavingStand, Statement } from './view.tsx';

const filters = ['open', 'all'] as const;

/** Who saves with the organisation: by number, and by name while they let it see that. */
const listRoute = pageRoute({
  path: '/lending/savings',
  who: keeper,
  query: z.object({ state: fields.maybe(fields.choice(filters)) }),
  view: async (ctx, { query }) => {
    const { t, format } = ctx;
    const state = query.state ?? 'open';
    const found = await membershipsOf(ctx.trx, { keeper: true, states: state === 'open' ? ['asked', 'running'] : undefined });
    const rows = await withBalances(ctx, found);
    const names = await personNames(
      ctx.trx,
      found.map(({ personId }) => personId),
    );
    const waiting = (await openCredits(ctx.trx)).filter((credit) => credit.state === 'asked');
    return page(
      t('savings.keeper.title'),
      <>
        <PageHeading
          title={t('savings.keeper.title')}
          lead={t('savings.keeper.lead')}
          actions={
            <ButtonGroup>
              <ButtonLink href="/lending/savings/deposits">{t('savings.file.title')}</ButtonLink>
              <ButtonLink kind="secondary" href="/lending/savings/schemes">
                {t('savings.keeper.schemes')}
              </ButtonLink>
            </ButtonGroup>
          }
        />
        {waiting.length > 0 && (
          <Notice title={t('savings.keeper.credits', { count: waiting.length })}>
            <ul>
              {waiting.map((credit) => (
                <li key={credit.id}>
                  <Link href={`/lending/savings/${credit.membershipId}`}>{numberOf(found, credit)}</Link>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <Table
          caption={t('savings.mine.found', { count: rows.length })}
          filters={
            <FilterForm action="/lending/savings">
              <SelectField
                name="state"
                label={t('savings.field.state')}
                value={state}
                emptyLabel={false}
                options={filters.map((value) => ({ value, label: t(`savings.keeper.filter-${value}`) }))}
              />
            </FilterForm>
          }
          rows={rows}
          rowKey={({ one }) => one.id}
          columns={[
            {
              key: 'number',
              header: t('savings.field.number'),
              cell: ({ one }) => (
                <Link href={`/lending/savings/${one.id}`}>
                  <Bdi>{one.number}</Bdi>
                </Link>
              ),
            },
            {
              key: 'person',
              header: t('savings.field.person'),
              cell: ({ one }) => <Bdi>{names.get(one.personId) ?? t('savings.keeper.unnamed')}</Bdi>,
            },
            {
              key: 'scheme',
              header: t('savings.field.name'),
              cell: ({ scheme }) => (scheme ? <Words ctx={ctx} value={scheme.name} /> : '–'),
            },
            {
              key: 'balance',
              header: t('savings.one.balance'),
              cell: ({ scheme, balanceMinor }) => (scheme ? sumIn(ctx, scheme.savingCurrency)(balanceMinor) : '–'),
              numeric: true,
            },
            { key: 'sent', header: t('savings.field.sent'), cell: ({ one }) => format.instant(one.sentAt, 'short') },
            { key: 'state', header: t('savings.field.state'), cell: ({ one }) => <MemberTag ctx={ctx} state={one.state} /> },
          ]}
          empty={<EmptyState title={t('savings.keeper.none')} />}
        />
      </>,
      { width: 'wide' },
    );
  },
});

const numberOf = (found: readonly Membership[], { membershipId }: Credit): string =>
  found.find(({ id }) => id === membershipId)?.number ?? membershipId;

export const keeperCrumbs = (ctx: Context, one?: Membership) => [
  { label: ctx.t('savings.keeper.title'), href: '/lending/savings' },
  ...(one ? [{ label: one.number, href: `/lending/savings/${one.id}` }] : []),
];

const oneRoute = pageRoute({
  path: '/lending/savings/:id',
  who: keeper,
  params: z.object({ id: idOf<'savings.memberships'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const one = await loadMembership(ctx.trx, params.id);
    if (!one.forKeeper) throw refuse('not-found');
    const data = await readSaving(ctx, one);
    const grant = await findGrant(ctx.trx, one.grantId);
    const person = grant ? await getPerson(ctx.trx, one.personId) : null;
    const at = `/lending/savings/${one.id}`;
    return page(
      one.number,
      <>
        <PageHeading
          title={<Bdi>{person?.identity ? fullName(person.identity) : t('savings.keeper.unnamed')}</Bdi>}
          caption={<Bdi>{one.number}</Bdi>}
          tags={<MemberTag ctx={ctx} state={one.state} />}
        />
        <ButtonGroup>
          {one.state === 'asked' && <ButtonLink href={`${at}/accept`}>{t('savings.accept.title')}</ButtonLink>}
          {one.state === 'asked' && (
            <ButtonLink kind="secondary" href={`${at}/decline`}>
              {t('savings.decline.title')}
            </ButtonLink>
          )}
          {one.state === 'running' && <ButtonLink href={`${at}/deposit`}>{t('savings.deposit.title')}</ButtonLink>}
          {one.state === 'running' && (
            <ButtonLink kind="secondary" href={`${at}/draw`}>
              {t('savings.draw.title')}
            </ButtonLink>
          )}
          {one.state === 'running' && data.saving.balanceMinor === 0n && (
            <ButtonLink kind="secondary" href={`${at}/close`}>
              {t('savings.close.title')}
            </ButtonLink>
          )}
        </ButtonGroup>
        {one.accountId && <SavingStand ctx={ctx} data={data} />}
        <SavingFacts ctx={ctx} data={data} />
        {grant && (
          <Notice title={t('savings.keeper.why', { day: ctx.format.instant(grant.endsAt, 'long') })}>
            <p lang={grant.language} dir={directionOf(grant.language)}>
              {grant.wording}
            </p>
          </Notice>
        )}
        {one.accountId && (
          <>
            <Conditions ctx={ctx} data={data} />
            <Credits ctx={ctx} data={data} at={(credit) => waysOf(ctx, credit)} />
            <Statement ctx={ctx} data={data} />
            <p>
              <Link href={`/ledger/${await bookOf(ctx, one.accountId)}/accounts/${one.accountId}`}>{t('savings.keeper.ledger')}</Link>
            </p>
          </>
        )}
        <SchemeFacts ctx={ctx} scheme={data.scheme} />
      </>,
      { width: 'wide', breadcrumbs: keeperCrumbs(ctx) },
    );
  },
});

const bookOf = async (ctx: Context, id: AccountId): Promise<string> => (await findAccount(ctx.trx, id))?.bookId ?? '';

/** What the organisation can do with a credit, as it stands. */
function waysOf({ t }: Context, { id, state, pledgeMinor }: Credit): [string, string][] {
  const at = `/lending/savings/credits/${id}`;
  if (state === 'asked')
    return [
      [`${at}/open`, t('savings.credit.open')],
      [`${at}/decline`, t('savings.credit.decline')],
    ];
  if (state !== 'open') return [];
  const repay: [string, string] = [`${at}/repay`, t('savings.credit.repay')];
  return pledgeMinor > 0n ? [repay, [`${at}/cover`, t('savings.credit.cover')]] : [repay];
}

const back = async (ctx: Context, id: MembershipId) => {
  const one = await asKeeper(ctx.trx, id);
  return { label: one.number, href: `/lending/savings/${id}` };
};

const acceptRoute = confirmRoute({
  path: '/lending/savings/:id/accept',
  who: keeper,
  of: 'savings.memberships',
  title: 'savings.accept.title',
  lead: 'savings.accept.lead',
  back,
  act: async (ctx, id) => {
    await acceptMembership(ctx.trx, accountOf(ctx), id, ctx.t('savings.keeper.book'));
    return redirect(`/lending/savings/${id}`, 'savings.notice.accepted');
  },
});

const declineRoute = formRoute({
  path: '/lending/savings/:id/decline',
  who: keeper,
  params: z.object({ id: idOf<'savings.memberships'>() }),
  body: z.object({ reason: fields.longText(2_000) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const one = await asKeeper(ctx.trx, params.id);
    return page(
      t('savings.decline.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('savings.decline.title')} lead={t('savings.decline.lead')} />
        <Form entry={entry}>
          <TextArea name="reason" label={t('savings.field.reason')} hint={t('savings.form.saver-reads')} maxLength={2_000} required />
          <Button>{t('savings.decline.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: keeperCrumbs(ctx, one) },
    );
  },
  submit: async (ctx, { params }, form) => {
    await declineMembership(ctx.trx, accountOf(ctx), params.id, form.reason);
    return redirect('/lending/savings', 'savings.notice.declined');
  },
});

const closeRoute = confirmRoute({
  path: '/lending/savings/:id/close',
  who: keeper,
  of: 'savings.memberships',
  title: 'savings.close.title',
  lead: 'savings.close.lead',
  back,
  act: async (ctx, id) => {
    await closeMembership(ctx.trx, id, ctx.now);
    return redirect(`/lending/savings/${id}`, 'savings.notice.saved');
  },
});

export const keeperRoutes = [listRoute, oneRoute, acceptRoute, declineRoute, closeRoute];
