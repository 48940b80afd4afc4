import { z } from 'zod';
import { ownSubjects } from '#kernel/access';
import { idOf } from '#kernel/db';
import { Bdi, Button, ButtonGroup, ButtonLink, ErrorSummary, Form, Inset, Lead, Link, PageHeading, TextArea } from '#kernel/html';
import { accountOf, confirmRoute, desk, fields, formRoute, page, pageRoute, redirect, refuseHttp, scopesOf, signedIn } from '#kernel/http';
import { organisationNames } from '#modules/directory';
import { fullName, getPerson, type PersonId } from '#modules/people';
import { answerLender, giveOpinion, letFollow, withdrawApplication } from '../apply.ts';
import { tellLender } from '../notices.ts';
import { getProduct } from '../read-products.ts';
import { ActionLink, ApplicationFacts, ApplicationTag, readSchedule } from './application-view.tsx';
import { ApplicationTable, readApplications } from './applications.tsx';
import { readGuarantee } from './guarantee-view.tsx';
import { atDesk, crumbsOf, openHere, own, type Stand } from './stand.ts';

const params = z.object({ id: idOf<'loans.applications'>() });

const myListRoute = pageRoute({
  path: '/me/loans',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const mine = (await ownSubjects(ctx.trx)).map(({ subjectId }) => subjectId as PersonId);
    return page(
      t('loans.mine.title'),
      <>
        <PageHeading title={t('loans.mine.title')} lead={t('loans.mine.lead')} />
        <ButtonGroup>
          <ButtonLink href="/me/loans/new">{t('loans.apply.title')}</ButtonLink>
          <ButtonLink kind="secondary" href="/loans">
            {t('loans.public.title')}
          </ButtonLink>
        </ButtonGroup>
        <ApplicationTable ctx={ctx} data={await readApplications(ctx, mine)} base="/me/loans" />
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('loans.mine.space'), href: '/me' }] },
    );
  },
});

const deskListRoute = pageRoute({
  path: '/desk/people/:id/loans',
  who: desk,
  params: z.object({ id: idOf<'access.subjects'>() }),
  view: async (ctx, input) => {
    const { t } = ctx;
    const person = await getPerson(ctx.trx, input.params.id);
    if (!person || !scopesOf(ctx, 'counsellor', 'office-manager').includes(person.officeId)) throw refuseHttp('not-found');
    const name = person.identity ? fullName(person.identity) : person.reference;
    return page(
      t('loans.desk.title'),
      <>
        <PageHeading title={t('loans.desk.title')} caption={<Bdi>{name}</Bdi>} lead={t('loans.desk.lead')} />
        <ButtonGroup>
          <ButtonLink href={`/desk/people/${person.id}/loans/new`}>{t('loans.apply.title')}</ButtonLink>
          <ButtonLink kind="secondary" href="/loans">
            {t('loans.public.title')}
          </ButtonLink>
        </ButtonGroup>
        <ApplicationTable ctx={ctx} data={await readApplications(ctx, [person.id])} base="/desk/loans" />
      </>,
      { width: 'wide', breadcrumbs: [{ label: name, href: `/desk/people/${person.id}` }] },
    );
  },
});

const oneRoute = (stand: Stand) =>
  pageRoute({
    path: `${stand.base}/:id`,
    who: stand.side === 'own' ? signedIn : desk,
    params,
    view: async (ctx, input) => {
      const { t } = ctx;
      const one = await openHere(ctx, stand, input.params.id);
      const product = await getProduct(ctx.trx, one.productId);
      const lenders = await organisationNames(ctx.trx, [one.organisationId], ctx.lang);
      const at = `${stand.base}/${one.id}`;
      return page(
        t('loans.application.title'),
        <>
          <PageHeading title={t('loans.application.title')} tags={<ApplicationTag ctx={ctx} state={one.state} />} />
          <ApplicationFacts ctx={ctx} one={one} product={product} lender={lenders.get(one.organisationId) ?? '–'} />
          <ButtonGroup>
            {one.state === 'asked' && (
              <ActionLink ctx={ctx} state={one.state} action="answer" href={`${at}/answer`} kind="primary">
                {t('loans.action.answer')}
              </ActionLink>
            )}
            {stand.side === 'desk' && ['sent', 'in-review', 'asked'].includes(one.state) && (
              <ButtonLink kind="secondary" href={`${at}/opinion`}>
                {t('loans.action.opinion')}
              </ButtonLink>
            )}
            <ActionLink ctx={ctx} state={one.state} action="withdraw" href={`${at}/withdraw`}>
              {t('loans.action.withdraw')}
            </ActionLink>
          </ButtonGroup>
          {stand.side === 'own' && (
            <Inset>
              <p>{t(one.officeFollows ? 'loans.follow.yes' : 'loans.follow.no')}</p>
              <Link href={`${at}/follow`}>{t(one.officeFollows ? 'loans.follow.end' : 'loans.follow.begin')}</Link>
            </Inset>
          )}
          {await readSchedule(ctx, one, product, stand.base)}
          {await readGuarantee(ctx, one.id, stand.side)}
        </>,
        { width: 'wide', breadcrumbs: crumbsOf(ctx, stand, one) },
      );
    },
  });

const answerRoute = (stand: Stand) =>
  formRoute({
    path: `${stand.base}/:id/answer`,
    who: stand.side === 'own' ? signedIn : desk,
    params,
    body: z.object({ answer: fields.longText(4_000) }),
    view: async (ctx, input, entry) => {
      const { t } = ctx;
      const one = await openHere(ctx, stand, input.params.id);
      return page(
        t('loans.action.answer'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('loans.action.answer')} />
          {one.question && (
            <Inset>
              <p dir="auto">{one.question}</p>
            </Inset>
          )}
          <Form entry={entry}>
            <TextArea name="answer" label={t('loans.field.answer')} hint={t('loans.form.lender-reads')} maxLength={4_000} required />
            <Button>{t('loans.action.answer')}</Button>
          </Form>
        </>,
        { breadcrumbs: [...crumbsOf(ctx, stand, one), { label: t('loans.application.title'), href: `${stand.base}/${one.id}` }] },
      );
    },
    submit: async (ctx, input, form) => {
      const one = await openHere(ctx, stand, input.params.id);
      await answerLender(ctx.trx, one.id, form.answer);
      await tellLender(ctx.trx, ctx.network, one.organisationId, `/lending/applications/${one.id}`);
      return redirect(`${stand.base}/${one.id}`, 'loans.notice.answered');
    },
  });

const withdrawRoute = (stand: Stand) =>
  confirmRoute({
    path: `${stand.base}/:id/withdraw`,
    who: stand.side === 'own' ? signedIn : desk,
    of: 'loans.applications',
    title: 'loans.action.withdraw',
    lead: 'loans.action-lead.withdraw',
    back: async (ctx, id) => {
      await openHere(ctx, stand, id);
      return { label: ctx.t('loans.application.title'), href: `${stand.base}/${id}` };
    },
    act: async (ctx, id) => {
      const one = await openHere(ctx, stand, id);
      await withdrawApplication(ctx.trx, ctx.actor, one.id);
      await tellLender(ctx.trx, ctx.network, one.organisationId, '/lending');
      return redirect(`${stand.base}/${id}`, 'loans.notice.withdrawn');
    },
  });

/** The counsellor's opinion; the person and the lender read it. */
const opinionRoute = formRoute({
  path: '/desk/loans/:id/opinion',
  who: desk,
  params,
  body: z.object({ opinion: fields.longText(4_000) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const one = await openHere(ctx, atDesk, input.params.id);
    return page(
      t('loans.action.opinion'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('loans.action.opinion')} />
        <Form entry={entry}>
          <TextArea
            name="opinion"
            label={t('loans.field.opinion')}
            hint={t('loans.apply.opinion-hint')}
            value={one.opinion ?? ''}
            maxLength={4_000}
            required
          />
          <Button>{t('loans.form.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [...crumbsOf(ctx, atDesk, one), { label: t('loans.application.title'), href: `/desk/loans/${one.id}` }] },
    );
  },
  submit: async (ctx, input, form) => {
    const one = await openHere(ctx, atDesk, input.params.id);
    await giveOpinion(ctx.trx, accountOf(ctx), one.id, form.opinion);
    await tellLender(ctx.trx, ctx.network, one.organisationId, `/lending/applications/${one.id}`);
    return redirect(`/desk/loans/${one.id}`, 'loans.notice.saved');
  },
});

/** The person lets the counsellor of their office follow, or not any more. */
const followRoute = formRoute({
  path: '/me/loans/:id/follow',
  who: signedIn,
  params,
  body: z.object({ follows: fields.choice(['yes', 'no']) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const one = await openHere(ctx, own, input.params.id);
    const title = t(one.officeFollows ? 'loans.follow.end' : 'loans.follow.begin');
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} />
        <Lead>{t(one.officeFollows ? 'loans.follow.end-lead' : 'loans.follow.begin-lead')}</Lead>
        <Form entry={entry}>
          <input type="hidden" name="follows" value={one.officeFollows ? 'no' : 'yes'} />
          <Button>{title}</Button>
        </Form>
      </>,
      { breadcrumbs: [...crumbsOf(ctx, own, one), { label: t('loans.application.title'), href: `/me/loans/${one.id}` }] },
    );
  },
  submit: async (ctx, input, form) => {
    const one = await openHere(ctx, own, input.params.id);
    await letFollow(ctx.trx, one.id, form.follows === 'yes');
    return redirect(`/me/loans/${one.id}`, 'loans.notice.saved');
  },
});

export const borrowerRoutes = [
  myListRoute,
  deskListRoute,
  ...[own, atDesk].flatMap((stand) => [oneRoute(stand), answerRoute(stand), withdrawRoute(stand)]),
  opinionRoute,
  followRoute,
];
