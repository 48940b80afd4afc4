import { z } from 'zod';
import { ownSubjects } from '#kernel/access';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxField,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  Section,
  SummaryList,
  TextArea,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, signedIn, type Context } from '#kernel/http';
import type { Person } from '#modules/people';
import { confirmPage } from '../confirm/confirm-page.tsx';
import { officesOf, readOwnFiles } from '../me/own-files.ts';
import { askErasure, withdrawErasure } from './ask-erasure.ts';
import type { Request } from './erasure.ts';
import { findRequest, requestsOf } from './read-erasures.ts';
import { answerBy, Counts, numberOf, readCounts, StateTag } from './show.tsx';

const crumbs = (ctx: Context) => [
  { label: ctx.t('app.me.title'), href: '/me' },
  { label: ctx.t('app.erasure.mine.title'), href: '/me/erasure' },
];

/** The person's own files, what became of requests to erase them, and the way to ask. */
export const myErasureRoute = pageRoute({
  path: '/me/erasure',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const files = await readOwnFiles(ctx);
    const names = await officesOf(ctx, files);
    const requests = new Map<string, Request[]>();
    for (const file of files) requests.set(file.id, await requestsOf(ctx.trx, file.id));
    return page(
      t('app.erasure.mine.title'),
      <>
        <PageHeading title={t('app.erasure.mine.title')} lead={t('app.erasure.mine.lead')} />
        {files.length === 0 && <EmptyState title={t('app.me.no-file')} />}
        {files.map((file) => (
          <OneFile key={file.id} ctx={ctx} file={file} office={names.get(file.officeId) ?? '–'} requests={requests.get(file.id) ?? []} />
        ))}
        <Complaint ctx={ctx} />
      </>,
      { breadcrumbs: crumbs(ctx).slice(0, 1) },
    );
  },
});

function OneFile({ ctx, file, office, requests }: { ctx: Context; file: Person; office: string; requests: readonly Request[] }) {
  const { t } = ctx;
  const open = requests.some(({ state }) => state === 'asked' || state === 'proposed');
  return (
    <Section title={t('app.erasure.mine.file', { office, reference: file.reference })}>
      {requests.map((request) => (
        <OneRequest key={request.id} ctx={ctx} request={request} />
      ))}
      {!open && (
        <p>
          <ButtonLink kind="secondary" href={`/me/erasure/${file.id}/ask`}>
            {t('app.erasure.ask.button')}
            <span class="visually-hidden"> {t('app.erasure.mine.file', { office, reference: file.reference })}</span>
          </ButtonLink>
        </p>
      )}
    </Section>
  );
}

function OneRequest({ ctx, request }: { ctx: Context; request: Request }) {
  const { t, format } = ctx;
  const open = request.state === 'asked' || request.state === 'proposed';
  return (
    <>
      <SummaryList
        rows={[
          { key: 'number', label: t('app.erasure.number'), value: <bdi dir="ltr">{numberOf(request)}</bdi> },
          { key: 'state', label: t('app.admin.state'), value: <StateTag ctx={ctx} state={request.state} /> },
          { key: 'asked', label: t('app.erasure.asked'), value: format.instant(request.askedAt, 'short') },
          ...(open
            ? [{ key: 'by', label: t('app.erasure.answer-by'), value: format.date(answerBy(request.askedAt).toISOString().slice(0, 10)) }]
            : []),
          ...(request.reason ? [{ key: 'reason', label: t('app.erasure.reason'), value: <Bdi>{request.reason}</Bdi> }] : []),
          ...(request.keepUntil ? [{ key: 'until', label: t('app.erasure.keep-until'), value: format.date(request.keepUntil) }] : []),
        ]}
      />
      {open && (
        <p>
          <ButtonLink kind="secondary" href={`/me/erasure/${request.id}/withdraw`}>
            {t('app.erasure.withdraw.button')}
            <span class="visually-hidden"> {numberOf(request)}</span>
          </ButtonLink>
        </p>
      )}
    </>
  );
}

/** Where a person complains (GDPR articles 12(4) and 77). */
function Complaint({ ctx }: { ctx: Context }) {
  const { t, profile } = ctx;
  return (
    <Section title={t('app.erasure.complain.title')}>
      <p>{t('app.erasure.complain.text')}</p>
      <SummaryList
        rows={[
          { key: 'officer', label: t('app.privacy.officer'), value: <Bdi>{profile.controller.dataProtectionOfficer}</Bdi> },
          { key: 'email', label: t('app.privacy.email'), value: <bdi dir="ltr">{profile.controller.email}</bdi> },
        ]}
      />
    </Section>
  );
}

/** Asks to be forgotten: says what goes, what cannot be undone, what may have to stay and why. */
export const askErasureRoute = formRoute({
  path: '/me/erasure/:id/ask',
  who: signedIn,
  params: z.object({ id: idOf<'access.subjects'>() }),
  body: z.object({
    wish: fields.optionalLongText(1000),
    accountToo: fields.tick(),
    sure: fields.tick().refine((ticked) => ticked, 'http.field.required'),
  }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const file = (await readOwnFiles(ctx)).find(({ id }) => id === params.id);
    if (!file) throw refuseHttp('not-found');
    const counts = await readCounts(ctx, file.id);
    const single = (await ownSubjects(ctx.trx)).length === 1 && ctx.roles.length === 0;
    return page(
      t('app.erasure.ask.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('app.erasure.ask.title')} lead={t('app.erasure.ask.lead')} />
        <Section title={t('app.erasure.ask.goes')}>
          <p>{t('app.erasure.ask.goes-text')}</p>
          <Counts ctx={ctx} counts={counts} />
        </Section>
        <Notice tone="warning" title={t('app.erasure.ask.final')}>
          <p>{t('app.erasure.ask.final-text')}</p>
        </Notice>
        <Section title={t('app.erasure.ask.stays')}>
          <p>{t('app.erasure.ask.stays-text')}</p>
          <p>{t('app.erasure.ask.law-text')}</p>
        </Section>
        <Section title={t('app.erasure.ask.download')}>
          <p>{t('app.erasure.ask.download-text')}</p>
          <p>
            <ButtonLink kind="secondary" href="/me/download?format=html">
              {t('app.me.file.download-html')}
            </ButtonLink>
          </p>
        </Section>
        <Form entry={entry}>
          <TextArea name="wish" label={t('app.erasure.ask.wish')} hint={t('app.erasure.ask.wish-hint')} optional />
          {single && <CheckboxField name="accountToo" label={t('app.erasure.ask.account')} hint={t('app.erasure.ask.account-hint')} />}
          <CheckboxField name="sure" label={t('app.erasure.ask.sure')} />
          <ButtonGroup>
            <Button kind="warning">{t('app.erasure.ask.send')}</Button>
            <Link href="/me/erasure">{t('app.confirm.back')}</Link>
          </ButtonGroup>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, { params }, { wish, accountToo }) => {
    await askErasure(ctx.trx, accountOf(ctx), params.id, { how: 'person', wish, accountToo });
    return redirect('/me/erasure', 'app.notice.erasure-asked');
  },
});

/** Takes a request back. */
export const withdrawErasureRoute = formRoute({
  path: '/me/erasure/:id/withdraw',
  who: signedIn,
  params: z.object({ id: idOf<'erasure.requests'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    await ownOpenRequest(ctx, params.id);
    return confirmPage(ctx, entry, {
      title: t('app.erasure.withdraw.title'),
      text: t('app.erasure.withdraw.text'),
      button: t('app.erasure.withdraw.button'),
      back: { href: '/me/erasure', label: t('app.erasure.mine.title') },
      warning: false,
    });
  },
  submit: async (ctx, { params }) => {
    await ownOpenRequest(ctx, params.id);
    await withdrawErasure(ctx.trx, params.id);
    return redirect('/me/erasure', 'app.notice.erasure-withdrawn');
  },
});

/** An open request about one of the person's own files; staff see others, which are not theirs to take back. */
async function ownOpenRequest(ctx: Context, id: Request['id']): Promise<Request> {
  const request = await findRequest(ctx.trx, id);
  const own = (await ownSubjects(ctx.trx)).some(({ subjectId }) => subjectId === request?.subjectId);
  if (!request || !own || (request.state !== 'asked' && request.state !== 'proposed')) throw refuseHttp('not-found');
  return request;
}
