import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxField,
  DateField,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  Section,
  SelectField,
  TextArea,
} from '#kernel/html';
import { accountOf, fields, formRoute, holders, holds, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { adminCrumb } from '../admin/admin-home.tsx';
import { controllers } from '../admin/audit.tsx';
import { erasePerson, refuseErasure } from './decide-erasure.ts';
import { answerTo } from './tell-decision.ts';
import { proofPage } from './desk-erasure.tsx';
import { grounds, isDecidable, SILENT_DAYS, type Request, type RequestId } from './erasure.ts';
import { findRequest } from './read-erasures.ts';
import { registerPage, registerQuery } from './register.tsx';
import { Counts, namesFor, numberOf, readCounts, RequestFacts } from './show.tsx';

const officer = holders('data-protection-officer');
const listCrumb = (ctx: Context) => ({ label: ctx.t('app.erasure.list.title'), href: '/admin/erasures' });
const oneCrumb = (ctx: Context, request: Request) => ({
  label: ctx.t('app.erasure.one', { number: numberOf(request) }),
  href: `/admin/erasures/${request.id}`,
});
const one = z.object({ id: idOf<'erasure.requests'>() });
export const reasonField = fields.longText(2000).pipe(z.string().min(20, 'app.erasure.reason-short'));
export const todayOf = (ctx: Context) => toLocal(ctx.now.toISOString(), ctx.timeZone).day;

/** Requests and proofs of the whole network, for the data-protection officer and the auditor. */
export const erasuresRoute = pageRoute({
  path: '/admin/erasures',
  who: controllers,
  query: registerQuery,
  view: async (ctx, { query }) =>
    await registerPage(ctx, query, { base: '/admin/erasures', officeIds: null, breadcrumbs: [adminCrumb(ctx)] }),
});

/** One request with what would go, and the two ways to decide; or the proof. */
export const erasureRoute = pageRoute({
  path: '/admin/erasures/:id',
  who: controllers,
  params: one,
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const request = await findRequest(ctx.trx, params.id);
    if (!request) return await proofPage(ctx, params.id, { first: adminCrumb(ctx), list: listCrumb(ctx) });
    const title = t('app.erasure.one', { number: numberOf(request) });
    const open = request.state === 'asked' || request.state === 'proposed';
    return page(
      title,
      <>
        <PageHeading title={title} />
        <RequestFacts ctx={ctx} request={request} name={await namesFor(ctx, request)} />
        <Section title={t('app.erasure.ask.goes')}>
          <p>{t('app.erasure.decide.counts')}</p>
          <Counts ctx={ctx} counts={await readCounts(ctx, request.subjectId)} />
        </Section>
        {open && !isDecidable(request, ctx.now) && (
          <Notice title={t('app.erasure.decide.wait')}>
            <p>{t('app.erasure.decide.wait-text', { days: SILENT_DAYS })}</p>
          </Notice>
        )}
        {isDecidable(request, ctx.now) && holds(ctx, 'data-protection-officer') && (
          <ButtonGroup>
            <ButtonLink href={`/admin/erasures/${request.id}/erase`}>{t('app.erasure.decide.erase')}</ButtonLink>
            <ButtonLink kind="secondary" href={`/admin/erasures/${request.id}/refuse`}>
              {t('app.erasure.decide.refuse')}
            </ButtonLink>
          </ButtonGroup>
        )}
      </>,
      { breadcrumbs: [adminCrumb(ctx), listCrumb(ctx)] },
    );
  },
});

async function decidable(ctx: Context, id: RequestId): Promise<Request> {
  const request = await findRequest(ctx.trx, id);
  if (!request || !isDecidable(request, ctx.now)) throw refuseHttp('not-found');
  return request;
}

/** The data-protection officer erases, on a ground of GDPR article 17(1). */
export const eraseRoute = formRoute({
  path: '/admin/erasures/:id/erase',
  who: officer,
  params: one,
  body: z.object({ ground: fields.choice(grounds), sure: fields.tick().refine((ticked) => ticked, 'http.field.required') }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const request = await decidable(ctx, params.id);
    return page(
      t('app.erasure.decide.erase'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.erasure.decide.erase')} caption={numberOf(request)} />
        <Counts ctx={ctx} counts={await readCounts(ctx, request.subjectId)} />
        <Notice tone="warning" title={t('app.erasure.ask.final')}>
          <p>{t('app.erasure.decide.final-text')}</p>
        </Notice>
        <Form entry={entry}>
          <SelectField
            name="ground"
            label={t('app.erasure.ground')}
            required
            options={grounds.map((value) => ({ value, label: t(`app.erasure.ground-${value}`) }))}
          />
          <CheckboxField name="sure" label={t('app.erasure.decide.sure')} />
          <ButtonGroup>
            <Button kind="warning">{t('app.erasure.decide.erase')}</Button>
            <Link href={`/admin/erasures/${request.id}`}>{t('app.confirm.back')}</Link>
          </ButtonGroup>
        </Form>
      </>,
      { breadcrumbs: [adminCrumb(ctx), listCrumb(ctx), oneCrumb(ctx, request)] },
    );
  },
  submit: async (ctx, { params }, { ground }) => {
    const answer = await answerTo(ctx, await decidable(ctx, params.id));
    await erasePerson(ctx.trx, params.id, ground);
    await answer('erased');
    return redirect(`/admin/erasures/${params.id}`, 'app.notice.erased');
  },
});

/** The data-protection officer refuses, wholly or until a day; the person reads why and where to complain. */
export const refuseErasureRoute = formRoute({
  path: '/admin/erasures/:id/refuse',
  who: officer,
  params: one,
  body: z.object({ reason: reasonField, keepUntil: fields.optionalDay() }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const request = await decidable(ctx, params.id);
    return page(
      t('app.erasure.decide.refuse'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.erasure.decide.refuse')} caption={numberOf(request)} lead={t('app.erasure.decide.refuse-lead')} />
        <Form entry={entry}>
          <TextArea name="reason" label={t('app.erasure.reason')} hint={t('app.erasure.decide.reason-hint')} required />
          <DateField name="keepUntil" label={t('app.erasure.keep-until')} hint={t('app.erasure.decide.until-hint')} optional />
          <ButtonGroup>
            <Button>{t('app.erasure.decide.refuse')}</Button>
            <Link href={`/admin/erasures/${request.id}`}>{t('app.confirm.back')}</Link>
          </ButtonGroup>
        </Form>
      </>,
      { breadcrumbs: [adminCrumb(ctx), listCrumb(ctx), oneCrumb(ctx, request)] },
    );
  },
  submit: async (ctx, { params }, { reason, keepUntil }) => {
    const answer = await answerTo(ctx, await decidable(ctx, params.id));
    await refuseErasure(ctx.trx, accountOf(ctx), params.id, { reason, keepUntil, today: todayOf(ctx) });
    await answer('refused');
    return redirect(`/admin/erasures/${params.id}`, 'app.notice.erasure-refused');
  },
});
