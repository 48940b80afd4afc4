import { z } from 'zod';
import { ownSubjects } from '#kernel/access';
import { idOf } from '#kernel/db';
import { Bdi, Button, ButtonGroup, ButtonLink, ErrorSummary, Form, Inset, Lead, Link, PageHeading, Section } from '#kernel/html';
import { confirmRoute, fields, formRoute, page, pageRoute, redirect, refuseHttp, signedIn, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { getScheme } from '../read-schemes.ts';
import type { PersonId } from '#modules/people';
import { changeGoal, letOfficeFollow, withdrawMembership } from '../join.ts';
import { loadMembership, type Drawer, type Membership, type MembershipId } from '../membership.ts';
import { GoalFields, goalBody, readGoal } from './join.tsx';
import { readSavings, SavingTable } from './list.tsx';
import { MemberTag, SchemeFacts, SchemeTags, todayOf, Words } from './parts.tsx';
import { Conditions, Credits, readSaving, SavingFacts, SavingStand, Statement, type Saving } from './view.tsx';

const params = z.object({ id: idOf<'savings.memberships'>() });
export const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9./_-]*$/;

/** The actor's own saving; the same answer for everybody else's as for none. */
export async function openOwn(ctx: Context, id: MembershipId): Promise<Membership> {
  const one = await loadMembership(ctx.trx, id);
  if (!(await ownSubjects(ctx.trx)).some(({ subjectId }) => subjectId === one.personId)) throw refuseHttp('not-found');
  return one;
}

export const ownCrumbs = (ctx: Context, one?: Membership) => [
  { label: ctx.t('savings.mine.title'), href: '/me/savings' },
  ...(one ? [{ label: ctx.t('savings.one.title'), href: `/me/savings/${one.id}` }] : []),
];

const listRoute = pageRoute({
  path: '/me/savings',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const mine = (await ownSubjects(ctx.trx)).map(({ subjectId }) => subjectId as PersonId); // subjects of this kind are people
    return page(
      t('savings.mine.title'),
      <>
        <PageHeading title={t('savings.mine.title')} lead={t('savings.mine.lead')} />
        <ButtonGroup>
          <ButtonLink href="/me/savings/new">{t('savings.join.title')}</ButtonLink>
          <ButtonLink kind="secondary" href="/savings">
            {t('savings.public.title')}
          </ButtonLink>
        </ButtonGroup>
        <SavingTable ctx={ctx} rows={await readSavings(ctx, mine)} base="/me/savings" />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('savings.mine.space'), href: '/me' }] },
    );
  },
});

const oneRoute = pageRoute({
  path: '/me/savings/:id',
  who: signedIn,
  params,
  view: async (ctx, input) => {
    const { t } = ctx;
    const one = await openOwn(ctx, input.params.id);
    const data = await readSaving(ctx, one);
    const at = `/me/savings/${one.id}`;
    const live = one.state === 'asked' || one.state === 'running';
    return page(
      textIn(data.scheme.name, ctx.lang).text,
      <>
        <PageHeading
          title={<Words ctx={ctx} value={data.scheme.name} />}
          caption={t('savings.one.title')}
          tags={
            <>
              <MemberTag ctx={ctx} state={one.state} /> <SchemeTags ctx={ctx} scheme={data.scheme} />
            </>
          }
        />
        {one.accountId && <SavingStand ctx={ctx} data={data} />}
        <SavingFacts ctx={ctx} data={data} />
        <ButtonGroup>
          {one.state === 'running' && data.saving.opens && !data.credits.some(({ state }) => state === 'asked' || state === 'open') && (
            <ButtonLink href={`${at}/credit`}>{t('savings.credit.ask')}</ButtonLink>
          )}
          {live && (
            <ButtonLink kind="secondary" href={`${at}/goal`}>
              {t('savings.goal.change')}
            </ButtonLink>
          )}
          {one.state === 'asked' && (
            <ButtonLink kind="secondary" href={`${at}/withdraw`}>
              {t('savings.withdraw.title')}
            </ButtonLink>
          )}
        </ButtonGroup>
        {one.accountId && (
          <>
            <Conditions ctx={ctx} data={data} />
            <Credits
              ctx={ctx}
              data={data}
              at={({ id, state }) => (state === 'asked' ? [[`/me/savings/credits/${id}/withdraw`, t('savings.credit.withdraw')]] : [])}
            />
            <Family ctx={ctx} data={data} at={at} />
            <Statement ctx={ctx} data={data} />
          </>
        )}
        <SchemeFacts ctx={ctx} scheme={data.scheme} />
        <Inset>
          <p>{t(one.officeFollows ? 'savings.follow.yes' : 'savings.follow.no')}</p>
          <Link href={`${at}/follow`}>{t(one.officeFollows ? 'savings.follow.end' : 'savings.follow.begin')}</Link>
        </Inset>
      </>,
      { width: 'wide', breadcrumbs: ownCrumbs(ctx) },
    );
  },
});

/** Who may draw at home. */
function Family({ ctx, data: { one, scheme, drawers }, at }: { ctx: Context; data: Saving; at: string }) {
  const { t } = ctx;
  if (scheme.drawMonthMinor === 0n || one.state !== 'running') return null;
  const live = drawers.filter(({ endedAt }: Drawer) => endedAt === null);
  return (
    <Section title={t('savings.family.title')}>
      <p>{t('savings.family.lead')}</p>
      <ul>
        {live.map(({ id, reference }) => (
          <li key={id}>
            <Bdi>{reference}</Bdi> <Link href={`/me/savings/family/${id}/end`}>{t('savings.family.end')}</Link>
          </li>
        ))}
      </ul>
      <p>
        <Link href={`${at}/family`}>{t('savings.family.name')}</Link>
      </p>
    </Section>
  );
}

const goalRoute = formRoute({
  path: '/me/savings/:id/goal',
  who: signedIn,
  params,
  body: z.object(goalBody),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const one = await openOwn(ctx, input.params.id);
    const scheme = await getScheme(ctx.trx, one.schemeId);
    return page(
      t('savings.goal.change'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('savings.goal.change')} />
        <Form entry={entry}>
          <GoalFields ctx={ctx} scheme={scheme} one={one} />
          <Button>{t('savings.form.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: ownCrumbs(ctx, one) },
    );
  },
  submit: async (ctx, input, form) => {
    const one = await openOwn(ctx, input.params.id);
    const scheme = await getScheme(ctx.trx, one.schemeId);
    await changeGoal(ctx.trx, one, readGoal(ctx, scheme, form), scheme, todayOf(ctx));
    return redirect(`/me/savings/${one.id}`, 'savings.notice.saved');
  },
});

const withdrawRoute = confirmRoute({
  path: '/me/savings/:id/withdraw',
  who: signedIn,
  of: 'savings.memberships',
  title: 'savings.withdraw.title',
  lead: 'savings.withdraw.lead',
  back: async (ctx, id) => ({ label: ctx.t('savings.one.title'), href: `/me/savings/${(await openOwn(ctx, id)).id}` }),
  act: async (ctx, id) => {
    await withdrawMembership(ctx.trx, ctx.actor, await openOwn(ctx, id));
    return redirect(`/me/savings/${id}`, 'savings.notice.withdrawn');
  },
});

const followRoute = formRoute({
  path: '/me/savings/:id/follow',
  who: signedIn,
  params,
  body: z.object({ follows: fields.choice(['yes', 'no']) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const one = await openOwn(ctx, input.params.id);
    const title = t(one.officeFollows ? 'savings.follow.end' : 'savings.follow.begin');
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} />
        <Lead>{t(one.officeFollows ? 'savings.follow.end-lead' : 'savings.follow.begin-lead')}</Lead>
        <Form entry={entry}>
          <input type="hidden" name="follows" value={one.officeFollows ? 'no' : 'yes'} />
          <Button>{title}</Button>
        </Form>
      </>,
      { breadcrumbs: ownCrumbs(ctx, one) },
    );
  },
  submit: async (ctx, input, form) => {
    const one = await openOwn(ctx, input.params.id);
    await letOfficeFollow(ctx.trx, one, form.follows === 'yes');
    return redirect(`/me/savings/${one.id}`, 'savings.notice.saved');
  },
});

export const ownRoutes = [listRoute, oneRoute, goalRoute, withdrawRoute, followRoute];
