import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, TextArea } from '#kernel/html';
import { accountOf, confirmRoute, desk, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import type { HandoverId } from '../handover.ts';
import { loadHandover, type Handover } from '../load-handover.ts';
import { tellOffice, tellPerson } from '../notices.ts';
import { acceptHandover, declineHandover, endJointWork, withdrawHandover } from '../receive-handover.ts';
import { refuse } from '../refusals.ts';
import { readOfficeName } from './hand-over.tsx';

const at = (id: string) => `/desk/handovers/${id}`;

async function back(ctx: Context, id: HandoverId): Promise<{ label: string; href: string }> {
  await loadHandover(ctx.trx, id);
  return { label: ctx.t('cases.handover.title'), href: at(id) };
}

/** Tells the office that offered, and the person, what became of it. */
async function tellAnswer(ctx: Context, handover: Handover, notice: 'person-accepted' | 'person-declined'): Promise<void> {
  await tellOffice(ctx.trx, ctx.network, handover.fromOfficeId, 'handover-answered', at(handover.id));
  if (handover.personId)
    await tellPerson(ctx.trx, ctx.network, handover.personId, notice, { office: await readOfficeName(ctx, handover.toOfficeId) });
}

/** Takes the case over, or joins the work on it. */
export const acceptRoute = confirmRoute({
  path: '/desk/handovers/:id/accept',
  who: desk,
  of: 'cases.handovers',
  title: 'cases.accept.title',
  lead: 'cases.accept.lead',
  button: 'cases.accept.button',
  back,
  act: async (ctx, id) => {
    const { handover, caseId } = await acceptHandover(ctx.trx, id);
    await tellAnswer(ctx, handover, 'person-accepted');
    return redirect(`/desk/cases/${caseId}`, 'cases.notice.accepted');
  },
});

/** Declines an offer, with a reason. */
export const declineRoute = formRoute({
  path: '/desk/handovers/:id/decline',
  who: desk,
  params: z.object({ id: idOf<'cases.handovers'>() }),
  body: z.object({ reason: fields.longText(2_000) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const handover = await loadHandover(ctx.trx, params.id);
    if (!handover.forTo) throw refuse('not-found');
    return page(
      t('cases.decline.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.decline.title')} lead={t('cases.decline.lead')} />
        <Form entry={entry}>
          <TextArea
            name="reason"
            label={t('cases.field.decline-reason')}
            hint={t('cases.decline.reason-hint')}
            maxLength={2_000}
            required
          />
          <Button>{t('cases.decline.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('cases.handover.title'), href: at(params.id) }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const before = await loadHandover(ctx.trx, params.id);
    // Told before it is done: afterwards the office does not read the person's address any more.
    if (before.forTo && (before.state === 'offered' || before.state === 'seen')) await tellAnswer(ctx, before, 'person-declined');
    await declineHandover(ctx.trx, accountOf(ctx), params.id, form.reason);
    return redirect('/desk/handovers', 'cases.notice.declined');
  },
});

/** Takes an offer or a request back. */
export const withdrawRoute = confirmRoute({
  path: '/desk/handovers/:id/withdraw',
  who: desk,
  of: 'cases.handovers',
  title: 'cases.withdraw.title',
  lead: 'cases.withdraw.lead',
  button: 'cases.handover.withdraw',
  back,
  act: async (ctx, id) => {
    await withdrawHandover(ctx.trx, id);
    return redirect(at(id), 'cases.notice.withdrawn');
  },
});

/** Ends joint work. */
export const endJointRoute = confirmRoute({
  path: '/desk/handovers/:id/end',
  who: desk,
  of: 'cases.handovers',
  title: 'cases.end.title',
  lead: 'cases.end.lead',
  button: 'cases.handover.end',
  back,
  act: async (ctx, id) => {
    const handover = await endJointWork(ctx.trx, id);
    const other = handover.forFrom ? handover.toOfficeId : handover.fromOfficeId;
    await tellOffice(ctx.trx, ctx.network, other, 'joint-ended', at(id));
    return redirect(at(id), 'cases.notice.joint-ended');
  },
});
