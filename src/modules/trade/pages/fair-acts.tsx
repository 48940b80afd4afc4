import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, ErrorSummary, Form, PageHeading, RadioField, SelectField } from '#kernel/html';
import { desk, fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { fairActions, fairAfter } from '../fair.ts';
import { decideOnGuest } from '../join-fair.ts';
import { getParticipant, participantsOf } from '../read-fairs.ts';
import { refuse } from '../refusals.ts';
import { actOnFair } from '../write-fair.ts';
import { fairDays, fairTitle, participantName } from './fair-parts.tsx';
import { fairCrumbs, fairParams, hostedFair } from './hosted-fair.ts';

const decisions = ['approved', 'declined'] as const;

/** The office says whether somebody comes. */
export const decideRoute = formRoute({
  path: '/desk/fairs/:id/decide',
  who: desk,
  params: fairParams,
  body: z.object({ participant: idOf<'trade.fair_participants'>(), decision: fields.choice(decisions) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fair = await hostedFair(ctx, id);
    const found = (await participantsOf(ctx.trx, id)).filter(({ state }) => state !== 'withdrawn');
    const chosen = found.find((one) => one.id === entry.value('participant'));
    return page(
      t('trade.fair.decide'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('trade.fair.decide')} caption={<Bdi>{fairTitle(ctx, fair)}</Bdi>} />
        <Form entry={entry}>
          <SelectField
            name="participant"
            label={t('trade.fair.who')}
            options={found.map((one) => ({ value: one.id as string, label: participantName(one) }))}
            value={chosen?.id ?? found[0]?.id}
            required
          />
          <RadioField
            name="decision"
            label={t('trade.fair.decide')}
            choices={decisions.map((value) => ({ value, label: t(`trade.fair.decide-${value}`) }))}
          />
          <Button>{t('trade.form.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: fairCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }, { participant, decision }) => {
    await hostedFair(ctx, id);
    if ((await getParticipant(ctx.trx, participant))?.fairId !== id) throw refuse('not-found');
    await decideOnGuest(ctx.trx, participant, decision, ctx.now);
    return redirect(`/desk/fairs/${id}`, 'trade.notice.fair-decided');
  },
});

/** Announces, publishes the schedule, ends or cancels. */
export const actRoute = formRoute({
  path: '/desk/fairs/:id/act',
  who: desk,
  params: fairParams,
  body: z.object({ action: fields.choice(fairActions) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const fair = await hostedFair(ctx, id);
    const open = fairActions.filter((action) => fairAfter(fair.state, action) !== null);
    const action = fairActions.find((one) => one === entry.value('action')) ?? open[0];
    if (!action) throw refuseHttp('not-found');
    return page(
      t(`trade.fair-action.${action}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t(`trade.fair-action.${action}`)} lead={t(`trade.fair-action.${action}-text`)} caption={fairDays(ctx, fair)} />
        <Form>
          <input type="hidden" name="action" value={action} />
          <Button>{t(`trade.fair-action.${action}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: fairCrumbs(ctx, fair) },
    );
  },
  submit: async (ctx, { params: { id } }, { action }) => {
    await hostedFair(ctx, id);
    await actOnFair(ctx.trx, id, action, ctx.now);
    return redirect(`/desk/fairs/${id}`, `trade.notice.fair-${action}`);
  },
});
