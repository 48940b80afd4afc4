import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, EmptyState, ErrorSummary, Form, Link, PageHeading, Section, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { answerQuestion, askQuestion, questionsOf } from '../desk-work.ts';
import { isOpen } from '../review.ts';
import { Written } from './marks.tsx';
import { crumbs, insideReview, namesFor, officeReview, reviewAt, reviewers, subjectText, teamReview } from './reach.ts';

/** Desk questions with their answers; the team asks. */
export const questionsRoute = formRoute({
  path: '/desk/peer-reviews/:id/questions',
  who: reviewers,
  params: z.object({ id: idOf<'peerreviews.reviews'>() }),
  body: z.object({ question: fields.longText(2_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t, format } = ctx;
    const { review, who } = await insideReview(ctx, id);
    const all = await questionsOf(ctx.trx, id);
    return page(
      t('peerreviews.part.questions'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('peerreviews.part.questions')}
          caption={<Bdi>{subjectText(ctx, await namesFor(ctx, [review]), review)}</Bdi>}
          lead={t('peerreviews.questions.lead')}
        />
        {all.length === 0 && <EmptyState title={t('peerreviews.questions.none')} />}
        {all.map((one, index) => (
          <Section
            key={one.id}
            title={t('peerreviews.questions.number', { number: index + 1, day: format.instant(one.askedAt, 'short') })}
            actions={
              who.office &&
              isOpen(review) && (
                <Link href={reviewAt(id, `/questions/${one.id}`)}>
                  {t(one.answer ? 'peerreviews.questions.again' : 'peerreviews.questions.answer', { number: index + 1 })}
                </Link>
              )
            }
          >
            <Written words={one.question} />
            <h3>{t('peerreviews.field.answer')}</h3>
            {one.answer ? <Written words={one.answer} /> : <p>{t('peerreviews.questions.open')}</p>}
          </Section>
        ))}
        {who.team && isOpen(review) && (
          <Section title={t('peerreviews.questions.ask')}>
            <Form entry={entry} draft={`peer-question-${id}`}>
              <TextArea name="question" label={t('peerreviews.field.question')} maxLength={2_000} rows={4} required />
              <Button>{t('peerreviews.questions.ask')}</Button>
            </Form>
          </Section>
        )}
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id } }, { question }) => {
    await teamReview(ctx, id);
    await askQuestion(ctx.trx, accountOf(ctx), id, question, ctx.now);
    return redirect(reviewAt(id, '/questions'), 'peerreviews.notice.asked');
  },
});

/** The authority answers a desk question. */
export const answerRoute = formRoute({
  path: '/desk/peer-reviews/:id/questions/:question',
  who: reviewers,
  params: z.object({ id: idOf<'peerreviews.reviews'>(), question: idOf<'peerreviews.questions'>() }),
  body: z.object({ answer: fields.longText(4_000) }),
  view: async (ctx, { params: { id, question } }, entry) => {
    const { t } = ctx;
    const { review } = await officeReview(ctx, id);
    const asked = (await questionsOf(ctx.trx, id)).find((one) => one.id === question);
    if (!asked) throw refuseHttp('not-found');
    return page(
      t('peerreviews.questions.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('peerreviews.questions.title')} />
        <Written words={asked.question} />
        <Form entry={entry} draft={`peer-answer-${question}`}>
          <TextArea
            name="answer"
            label={t('peerreviews.field.answer')}
            hint={t('peerreviews.questions.answer-hint')}
            value={asked.answer ?? ''}
            maxLength={4_000}
            rows={8}
            required
          />
          <Button>{t('peerreviews.questions.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id, question } }, { answer }) => {
    await officeReview(ctx, id);
    await answerQuestion(ctx.trx, accountOf(ctx), { review: id, question }, answer, ctx.now);
    return redirect(reviewAt(id, '/questions'), 'peerreviews.notice.answered');
  },
});
