import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, ErrorSummary, Form, Notice, PageHeading, RadioField, TextArea } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { writesFor } from '#modules/associations';
import { answers, type Consultation, type Opinion, type OpinionId } from '../consultation.ts';
import { answerOpinion, opinionsOn } from '../opinions.ts';
import { OpinionWords } from './opinion-view.tsx';
import { askers, crumbs, deskAt, ownConsultation } from './reach.ts';

/** The office answers one opinion: taken up, in part, or not, and why. */
export const answerRoute = formRoute({
  path: '/desk/consultations/:id/opinions/:opinion',
  who: askers,
  params: z.object({ id: idOf<'consultations.consultations'>(), opinion: idOf<'consultations.opinions'>() }),
  body: z.object({ answer: fields.choice(answers), reason: fields.longText(2_000), revision: fields.whole(1, 1_000_000) }),
  view: async (ctx, { params: { id, opinion } }, entry) => {
    const { t } = ctx;
    const { of, found } = await opened(ctx, id, opinion);
    return page(
      t('consultations.answer.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('consultations.answer.title')} caption={<Bdi>{found.name}</Bdi>} lead={t('consultations.answer.lead')} />
        <p>{t(found.public ? 'consultations.answer.public' : 'consultations.answer.for-office')}</p>
        <OpinionWords ctx={ctx} of={of} opinion={found} />
        {(await writesFor(ctx.trx, found.associationId)) ? (
          <Notice tone="warning">{t('consultations.refusal.own-opinion')}</Notice>
        ) : (
          <Form entry={entry} draft={`answer-${opinion}`}>
            <input type="hidden" name="revision" value={found.revision} />
            <RadioField
              name="answer"
              label={t('consultations.field.answer')}
              value={found.answer ?? undefined}
              choices={answers.map((value) => ({ value, label: t(`consultations.answer.${value}`) }))}
              required
            />
            <TextArea
              name="reason"
              label={t('consultations.field.reason')}
              hint={t('consultations.answer.reason-hint')}
              value={found.reason ?? ''}
              maxLength={2_000}
              rows={5}
              required
            />
            <Button>{t('consultations.answer.button')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: crumbs(ctx, of) },
    );
  },
  submit: async (ctx, { params: { id, opinion } }, given) => {
    await opened(ctx, id, opinion);
    await answerOpinion(ctx.trx, { consultation: id, opinion }, given, ctx.now);
    return redirect(deskAt(id), 'consultations.notice.answered');
  },
});

/** An opinion that the actor's office may still answer. */
async function opened(ctx: Context, id: Consultation['id'], opinion: OpinionId): Promise<{ of: Consultation; found: Opinion }> {
  const of = await ownConsultation(ctx, id);
  const found = (await opinionsOn(ctx.trx, id)).find((one) => one.id === opinion);
  if (!found || of.state !== 'open') throw refuseHttp('not-found');
  return { of, found };
}
