import { z } from 'zod';
import { declineOverride, findOverrideRequest, overrideGrant, type OverrideRequest } from '#kernel/consent';
import { idOf } from '#kernel/db';
import { Bdi, Button, ErrorSummary, Form, PageHeading, RadioField, SummaryList, TextArea } from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { overrideRows, readOverrideNames } from './override-rows.tsx';

/** A request at one of the reader's desks that waits; anything else is not there. */
async function readRequest(ctx: Context, id: OverrideRequest['id']): Promise<OverrideRequest> {
  const request = await findOverrideRequest(ctx.trx, id);
  if (!request || !scopesOf(ctx, 'counsellor', 'office-manager').includes(request.custodianId)) throw refuseHttp('not-found');
  return request;
}

/** The second officer confirms or declines; who asked can only take the request back. */
export const decideOverrideRoute = formRoute({
  path: '/desk/overrides/:id',
  who: desk,
  params: z.object({ id: idOf<'consent.override_requests'>() }),
  body: z.object({ decision: fields.choice(['confirm', 'decline']), reason: fields.optionalLongText(2_000) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const request = await readRequest(ctx, params.id);
    const names = await readOverrideNames(ctx, [request], []);
    const own = request.requestedBy === accountOf(ctx);
    const title = t(own ? 'app.overrides.take-back' : 'app.overrides.decide');
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} lead={t(own ? 'app.overrides.take-back-lead' : 'app.overrides.decide-lead')} />
        <SummaryList
          rows={[
            ...overrideRows(ctx, names, request),
            { key: 'by', label: t('app.admin.overrides.asked'), value: <Bdi>{names.officers.get(request.requestedBy) ?? '–'}</Bdi> },
          ]}
        />
        <Form entry={entry}>
          {own ? (
            <>
              <input type="hidden" name="decision" value="decline" />
              <Button kind="warning">{t('app.overrides.take-back')}</Button>
            </>
          ) : (
            <>
              <RadioField
                name="decision"
                label={t('app.overrides.decision')}
                choices={[
                  { value: 'confirm', label: t('app.overrides.confirm'), hint: t('app.overrides.confirm-hint') },
                  { value: 'decline', label: t('app.overrides.decline') },
                ]}
              />
              <TextArea
                name="reason"
                label={t('app.overrides.decline-reason')}
                hint={t('app.overrides.decline-hint')}
                maxLength={2_000}
                optional
              />
              <Button>{t('app.overrides.decide-button')}</Button>
            </>
          )}
        </Form>
      </>,
      { breadcrumbs: [{ label: t('app.admin.overrides.title'), href: '/desk/overrides' }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const request = await readRequest(ctx, params.id);
    if (form.decision === 'confirm') {
      await overrideGrant(ctx.trx, ctx.actor, request.id);
      return redirect('/desk/overrides', 'app.notice.override-confirmed');
    }
    await declineOverride(ctx.trx, ctx.actor, request.id, form.reason);
    return redirect('/desk/overrides', 'app.notice.override-declined');
  },
});
