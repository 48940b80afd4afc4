import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  ButtonGroup,
  CheckboxField,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  RadioField,
  Section,
  TextArea,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, pageRoute, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { getPerson } from '#modules/people';
import { askErasure } from './ask-erasure.ts';
import { proposeErasure } from './decide-erasure.ts';
import { proposals, type RequestId } from './erasure.ts';
import { findProof, findRequest } from './read-erasures.ts';
import { registerPage, registerQuery } from './register.tsx';
import { Counts, namesFor, numberOf, ProofFacts, readCounts, RequestFacts } from './show.tsx';

const deskCrumb = (ctx: Context) => ({ label: ctx.t('app.menu.desk'), href: '/desk' });
const listCrumb = (ctx: Context) => ({ label: ctx.t('app.erasure.list.title'), href: '/desk/erasures' });

/** The desk writes down that a person without an account asked to be forgotten. */
export const deskAskErasureRoute = formRoute({
  path: '/desk/people/:id/erasure',
  who: desk,
  params: z.object({ id: idOf<'access.subjects'>() }),
  body: z.object({ wish: fields.optionalLongText(1000), told: fields.tick().refine((ticked) => ticked, 'http.field.required') }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const person = await getPerson(ctx.trx, params.id);
    if (!person || !scopesOf(ctx, 'counsellor', 'office-manager').includes(person.officeId)) throw refuseHttp('not-found');
    return page(
      t('app.erasure.desk.title', { reference: person.reference }),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.erasure.desk.title', { reference: person.reference })} lead={t('app.erasure.desk.lead')} />
        <Section title={t('app.erasure.ask.goes')}>
          <p>{t('app.erasure.ask.goes-text')}</p>
          <Counts ctx={ctx} counts={await readCounts(ctx, params.id)} />
        </Section>
        <Form entry={entry}>
          <TextArea name="wish" label={t('app.erasure.wish')} hint={t('app.erasure.ask.wish-hint')} optional />
          <CheckboxField name="told" label={t('app.erasure.desk.told')} />
          <ButtonGroup>
            <Button kind="warning">{t('app.erasure.desk.button')}</Button>
            <Link href={`/desk/people/${params.id}`}>{t('app.confirm.back')}</Link>
          </ButtonGroup>
        </Form>
      </>,
      { breadcrumbs: [deskCrumb(ctx), { label: person.reference, href: `/desk/people/${params.id}` }] },
    );
  },
  submit: async (ctx, { params }, { wish }) => {
    const id = await askErasure(ctx.trx, accountOf(ctx), params.id, { how: 'desk', wish, accountToo: false });
    return redirect(`/desk/erasures/${id}`, 'app.notice.erasure-asked');
  },
});

/** Requests and proofs of the officer's own desks. */
export const deskErasuresRoute = pageRoute({
  path: '/desk/erasures',
  who: desk,
  query: registerQuery,
  view: async (ctx, { query }) =>
    await registerPage(ctx, query, {
      base: '/desk/erasures',
      officeIds: scopesOf(ctx, 'counsellor', 'office-manager'),
      breadcrumbs: [deskCrumb(ctx)],
    }),
});

/** One request as the office sees it; the manager proposes what to do. */
export const deskErasureRoute = formRoute({
  path: '/desk/erasures/:id',
  who: desk,
  params: z.object({ id: idOf<'erasure.requests'>() }),
  body: z.object({
    proposal: fields.choice(proposals),
    reason: fields.longText(2000).pipe(z.string().min(20, 'app.erasure.reason-short')),
  }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const request = await findRequest(ctx.trx, params.id);
    if (!request) return await proofPage(ctx, params.id, { list: listCrumb(ctx), first: deskCrumb(ctx) });
    const name = await namesFor(ctx, request);
    const manager = scopesOf(ctx, 'office-manager').includes(request.officeId);
    const open = request.state === 'asked' || request.state === 'proposed';
    const title = t('app.erasure.one', { number: numberOf(request) });
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} />
        <RequestFacts ctx={ctx} request={request} name={name} />
        <p>
          <Link href={`/desk/people/${request.subjectId}`}>{t('app.erasure.open-file')}</Link>
        </p>
        <Section title={t('app.erasure.ask.goes')}>
          <Counts ctx={ctx} counts={await readCounts(ctx, request.subjectId)} />
        </Section>
        {open && manager && (
          <Section title={t('app.erasure.propose.title')}>
            <p>{t('app.erasure.propose.text')}</p>
            <Form entry={entry}>
              <RadioField
                name="proposal"
                label={t('app.erasure.proposal')}
                value={request.proposal ?? ''}
                choices={proposals.map((value) => ({
                  value,
                  label: t(`app.erasure.proposal-${value}`),
                  hint: t(`app.erasure.proposal-${value}-hint`),
                }))}
              />
              <TextArea
                name="reason"
                label={t('app.erasure.proposal-why')}
                hint={t('app.erasure.reason-hint')}
                value={request.proposalReason ?? ''}
                required
              />
              <Button>{t('app.erasure.propose.button')}</Button>
            </Form>
          </Section>
        )}
        {open && !manager && (
          <Notice title={t('app.erasure.propose.waiting')}>
            <p>{t('app.erasure.propose.waiting-text')}</p>
          </Notice>
        )}
      </>,
      { breadcrumbs: [deskCrumb(ctx), listCrumb(ctx)] },
    );
  },
  submit: async (ctx, { params }, body) => {
    const request = await findRequest(ctx.trx, params.id);
    if (!request || !scopesOf(ctx, 'office-manager').includes(request.officeId)) throw refuseHttp('not-found');
    await proposeErasure(ctx.trx, accountOf(ctx), params.id, body);
    return redirect(`/desk/erasures/${params.id}`, 'app.notice.erasure-proposed');
  },
});

type Crumb = { label: string; href: string };

/** What stays once a file is erased; absent for whoever may not see it. */
export async function proofPage(ctx: Context, id: RequestId, crumbs: { first: Crumb; list: Crumb }) {
  const { t } = ctx;
  const proof = await findProof(ctx.trx, id);
  if (!proof) throw refuseHttp('not-found');
  const title = t('app.erasure.one', { number: numberOf(proof) });
  return page(
    title,
    <>
      <PageHeading title={title} lead={t('app.erasure.proof-lead')} />
      <ProofFacts ctx={ctx} proof={proof} name={await namesFor(ctx, proof)} />
    </>,
    { breadcrumbs: [crumbs.first, crumbs.list] },
  );
}
