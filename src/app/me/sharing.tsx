import { z } from 'zod';
import { idOf } from '#kernel/db';
import { ownSubjects } from '#kernel/access';
import { findGrant, listBases, listGrants, withdrawGrant, type Basis, type Grant } from '#kernel/consent';
import { Bdi, ButtonLink, EmptyState, Inset, PageHeading, Section, SummaryList, Tag, type SummaryRow } from '#kernel/html';
import { formRoute, page, pageRoute, redirect, refuseHttp, signedIn, type Context } from '#kernel/http';
import { officeNames } from '#modules/offices';
import { confirmPage } from '../confirm/confirm-page.tsx';
import { messageOr } from '../message-or.ts';
import { recipientNames } from './recipient-names.ts';

const crumb = (ctx: Context) => ({ label: ctx.t('app.me.title'), href: '/me' });

/** Who may see what of the person's file and why; what they gave can be taken back here. */
export const sharingRoute = pageRoute({
  path: '/me/sharing',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const subjects = await ownSubjects(ctx.trx);
    const grants: Grant[] = [];
    const bases: Basis[] = [];
    for (const { subjectId } of subjects) {
      grants.push(...(await listGrants(ctx.trx, subjectId)));
      bases.push(...(await listBases(ctx.trx, subjectId)));
    }
    const names = new Map([
      ...(await recipientNames(ctx, grants)),
      ...(await officeNames(
        ctx.trx,
        grants.flatMap((grant) => grant.givenIn ?? []),
        ctx.lang,
      )),
    ]);
    const now = grants.filter((grant) => grant.state === 'live' || grant.state === 'future');
    const before = grants.filter((grant) => !now.includes(grant));
    return page(
      t('app.me.sharing.title'),
      <>
        <PageHeading title={t('app.me.sharing.title')} lead={t('app.me.sharing.lead')} />
        <Section title={t('app.me.sharing.now')}>
          {now.length === 0 && <EmptyState title={t('app.me.sharing.none')} />}
          {now.map((grant) => (
            <OneGrant key={grant.id} ctx={ctx} grant={grant} names={names} />
          ))}
        </Section>
        {before.length > 0 && (
          <Section title={t('app.me.sharing.before')}>
            {before.map((grant) => (
              <OneGrant key={grant.id} ctx={ctx} grant={grant} names={names} />
            ))}
          </Section>
        )}
        <Section title={t('app.me.bases.title')}>
          <p>{t('app.me.bases.lead')}</p>
          {bases.map((basis) => (
            <SummaryList key={basis.purpose} rows={basisRows(ctx, basis)} />
          ))}
        </Section>
      </>,
      { breadcrumbs: [crumb(ctx)] },
    );
  },
});

function OneGrant({ ctx, grant, names }: { ctx: Context; grant: Grant; names: ReadonlyMap<string, string> }) {
  const { t, format } = ctx;
  const name = names.get(grant.recipient.id);
  const rows: SummaryRow[] = [
    { key: 'what', label: t('app.me.sharing.parts'), value: format.list(grant.parts.map((part) => t(`consent.part.${part}`))) },
    { key: 'why', label: t('app.me.sharing.why'), value: messageOr(ctx, grant.purpose, grant.purpose) },
    {
      key: 'when',
      label: t('app.me.sharing.when'),
      value: t('app.me.sharing.from-to', {
        from: format.instant(grant.startsAt, 'short'),
        to: format.instant(grant.withdrawnAt ?? grant.endsAt, 'short'),
      }),
    },
    { key: 'how', label: t('app.me.sharing.how'), value: t(`app.me.how.${grant.how}`) },
  ];
  if (grant.how === 'override') {
    rows.push({ key: 'by', label: t('app.me.sharing.by-office'), value: <Bdi>{(grant.givenIn && names.get(grant.givenIn)) || '–'}</Bdi> });
    rows.push({ key: 'object', label: t('app.me.sharing.object'), value: t('app.me.sharing.object-text') });
  }
  const withdrawable = grant.how !== 'override' && (grant.state === 'live' || grant.state === 'future');
  return (
    <Section
      level={3}
      title={name ?? t('app.me.sharing.unknown')}
      actions={
        <>
          {grant.how === 'override' && <Tag tone="warning">{t('app.me.sharing.without')}</Tag>}{' '}
          <Tag tone={grant.state === 'live' ? 'success' : 'neutral'}>{t(`consent.state.${grant.state}`)}</Tag>
        </>
      }
    >
      <SummaryList rows={rows} />
      <Inset>
        {grant.how === 'override' && (
          <p>
            <strong>{t('app.me.sharing.reason')}</strong>
          </p>
        )}
        <p dir="auto" lang={grant.language}>
          {grant.wording}
        </p>
      </Inset>
      {withdrawable && (
        <p>
          <ButtonLink kind="secondary" href={`/me/sharing/${grant.id}/withdraw`}>
            {t('app.me.withdraw.button')}
            <span class="visually-hidden"> {name}</span>
          </ButtonLink>
        </p>
      )}
    </Section>
  );
}

function basisRows(ctx: Context, basis: Basis): SummaryRow[] {
  const { t, format } = ctx;
  const rows: SummaryRow[] = [
    { key: 'purpose', label: t('app.me.bases.purpose'), value: messageOr(ctx, basis.purpose, basis.purpose) },
    { key: 'basis', label: t('app.me.bases.basis'), value: t(`consent.basis.${basis.basis}`) },
    { key: 'controllers', label: t('app.me.bases.controllers'), value: <Bdi>{format.list(basis.controllers)}</Bdi> },
    { key: 'until', label: t('app.me.bases.until'), value: format.date(basis.keepUntil) },
  ];
  if (basis.law) rows.push({ key: 'law', label: t('app.me.bases.law'), value: <Bdi>{basis.law}</Bdi> });
  if (basis.transferInstrument)
    rows.push({ key: 'transfer', label: t('app.me.bases.transfer'), value: <Bdi>{basis.transferInstrument}</Bdi> });
  return rows;
}

/** Takes a permission back, after saying what that does. */
export const withdrawRoute = formRoute({
  path: '/me/sharing/:id/withdraw',
  who: signedIn,
  params: z.object({ id: idOf<'consent.grants'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const grant = await ownGrant(ctx, params.id);
    const name = (await recipientNames(ctx, [grant])).get(grant.recipient.id) ?? t('app.me.sharing.unknown');
    return confirmPage(ctx, entry, {
      title: t('app.me.withdraw.title', { name }),
      text: (
        <>
          <p>{t('app.me.withdraw.text', { name, parts: ctx.format.list(grant.parts.map((part) => t(`consent.part.${part}`))) })}</p>
          <p>{t('app.me.withdraw.harmless')}</p>
        </>
      ),
      button: t('app.me.withdraw.button'),
      back: { href: '/me/sharing', label: t('app.me.sharing.title') },
    });
  },
  submit: async (ctx, { params }) => {
    await ownGrant(ctx, params.id);
    await withdrawGrant(ctx.trx, ctx.actor, params.id);
    return redirect('/me/sharing', 'app.notice.withdrawn');
  },
});

/** A grant on one of the person's own files: those that they received or may see as an officer are not theirs to withdraw here. */
async function ownGrant(ctx: Context, id: Grant['id']): Promise<Grant> {
  const grant = await findGrant(ctx.trx, id);
  const own = (await ownSubjects(ctx.trx)).some(({ subjectId }) => subjectId === grant?.subjectId);
  if (!grant || !own || grant.state === 'withdrawn' || grant.state === 'ended') throw refuseHttp('not-found');
  return grant;
}
