import { z } from 'zod';
import { idOf } from '#kernel/db';
import { accountNames } from '#kernel/identity';
import {
  ListDownloads,
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  RadioField,
  Section,
  TextArea,
} from '#kernel/html';
import { accountOf, csv, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { toLocal } from '#kernel/time';
import {
  answerRecommendation,
  answers,
  commentOnReport,
  commentsOf,
  findingsOf,
  recommendationsIn,
  workStates,
  type Comment,
  type Recommendation,
} from '../report.ts';
import { isOpen, isShown } from '../review.ts';
import { Written } from './marks.tsx';
import { crumbs, insideReview, namesFor, officeReview, reviewAt, reviewers, subjectText, type Opened } from './reach.ts';
import { Report } from './report-view.tsx';

const ofReview = z.object({ id: idOf<'peerreviews.reviews'>() });

/** The report as the two sides work on it, and what they write to one another about the draft. */
export const reportRoute = formRoute({
  path: '/desk/peer-reviews/:id/report',
  who: reviewers,
  params: ofReview,
  query: z.object({ format: fields.searchText() }),
  body: z.object({ words: fields.longText(2_000) }),
  view: async (ctx, { params: { id }, query }, entry) => {
    const { t } = ctx;
    const opened = await insideReview(ctx, id);
    const { review, who } = opened;
    if (!who.team && !isShown(review)) throw refuseHttp('not-found');
    const findings = await findingsOf(ctx.trx, id);
    const recommendations = await recommendationsIn(ctx.trx, id);
    if (query.format === 'csv') return csv('recommendations.csv', recommendationsCsv(ctx, recommendations));
    const comments = await commentsOf(ctx.trx, id);
    const people = await accountNames(
      ctx.trx,
      comments.map(({ byAccount }) => byAccount),
    );
    const writing = who.team && review.state === 'preparing';
    const answering = who.office && (review.state === 'agreed' || review.state === 'closed');
    return page(
      t('peerreviews.part.report'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('peerreviews.part.report')}
          caption={<Bdi>{subjectText(ctx, await namesFor(ctx, [review]), review)}</Bdi>}
          lead={t(isOpen(review) ? 'peerreviews.report.draft' : 'peerreviews.report.final')}
        />
        {writing && (
          <>
            <Notice>{t('peerreviews.report.hidden')}</Notice>
            <ButtonGroup>
              <ButtonLink href={reviewAt(id, '/finding')}>{t('peerreviews.report.add-finding')}</ButtonLink>
              <ButtonLink href={reviewAt(id, '/recommendation')}>{t('peerreviews.report.add-recommendation')}</ButtonLink>
            </ButtonGroup>
          </>
        )}
        <Report
          ctx={ctx}
          lang={review.language}
          findings={findings}
          recommendations={recommendations}
          ofFinding={(item, number) => writing && <Change ctx={ctx} opened={opened} kind="finding" item={item} number={number} />}
          ofRecommendation={({ id: item }, number) =>
            writing ? (
              <Change ctx={ctx} opened={opened} kind="recommendation" item={item} number={number} />
            ) : (
              answering && <Link href={reviewAt(id, `/recommendation/${item}`)}>{t('peerreviews.report.answer-link', { number })}</Link>
            )
          }
        />
        <p>
          <ListDownloads href="?format=csv" csv={t('peerreviews.report.csv')} />
        </p>
        <Comments ctx={ctx} all={comments} people={people} />
        {(who.team ? isOpen(review) : review.state === 'commenting') && (
          <Form entry={entry} draft={`peer-comment-${id}`}>
            <TextArea name="words" label={t('peerreviews.field.comment')} maxLength={2_000} rows={4} required />
            <Button kind="secondary">{t('peerreviews.report.comment')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id } }, { words }) => {
    const { who } = await insideReview(ctx, id);
    await commentOnReport(ctx.trx, accountOf(ctx), id, who.team ? 'team' : 'office', words, ctx.now);
    return redirect(reviewAt(id, '/report'), 'peerreviews.notice.commented');
  },
});

interface ChangeProps {
  ctx: Context;
  opened: Opened;
  kind: 'finding' | 'recommendation';
  item: string;
  number: number;
}

function Change({ ctx: { t }, opened: { review }, kind, item, number }: ChangeProps) {
  return (
    <p>
      <Link href={reviewAt(review.id, `/${kind}?item=${item}`)}>{t(`peerreviews.report.change-${kind}`, { number })}</Link>
      {' · '}
      <Link href={reviewAt(review.id, `/remove/${kind}s/${item}`)}>{t(`peerreviews.report.remove-${kind}`, { number })}</Link>
    </p>
  );
}

function Comments({ ctx, all, people }: { ctx: Context; all: readonly Comment[]; people: ReadonlyMap<string, string> }) {
  const { t, format } = ctx;
  return (
    <Section title={t('peerreviews.report.comments')}>
      {all.length === 0 && <p>{t('peerreviews.report.no-comments')}</p>}
      {all.map(({ id, side, words, byAccount, writtenAt }) => (
        <Section
          key={id}
          level={3}
          title={t(`peerreviews.report.by-${side}`, { name: people.get(byAccount) ?? '', day: format.instant(writtenAt) })}
        >
          <Written words={words} />
        </Section>
      ))}
    </Section>
  );
}

function recommendationsCsv({ t }: Context, all: readonly Recommendation[]): string {
  return writeCsv(
    ['id', 'recommendation', 'to', 'byWhen', 'priority', 'answer', 'reason', 'state', 'stateWords', 'stateOn'],
    all.map((one) => [
      one.id,
      one.words,
      one.toWhom,
      one.byWhen,
      t(`peerreviews.priority.${one.priority}`),
      one.answer && t(`peerreviews.answer.${one.answer}`),
      one.answerReason,
      t(`peerreviews.work.${one.state}`),
      one.stateWords,
      one.stateOn,
    ]),
  );
}

/** The authority answers a recommendation and says where the work stands. */
export const recommendationAnswerRoute = formRoute({
  path: '/desk/peer-reviews/:id/recommendation/:recommendation',
  who: reviewers,
  params: ofReview.extend({ recommendation: idOf<'peerreviews.recommendations'>() }),
  body: z.object({
    answer: fields.choice(answers),
    reason: fields.optionalLongText(2_000),
    state: fields.choice(workStates),
    stateWords: fields.optionalLongText(2_000),
  }),
  view: async (ctx, { params: { id, recommendation } }, entry) => {
    const { t } = ctx;
    const { review } = await officeReview(ctx, id);
    const one = (await recommendationsIn(ctx.trx, id)).find((found) => found.id === recommendation);
    if (!one) throw refuseHttp('not-found');
    return page(
      t('peerreviews.report.answer'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('peerreviews.report.answer')} lead={t('peerreviews.report.answer-lead')} />
        <Written words={one.words} />
        <Form entry={entry}>
          <RadioField
            name="answer"
            label={t('peerreviews.field.your-answer')}
            value={one.answer ?? ''}
            choices={answers.map((value) => ({ value, label: t(`peerreviews.answer.${value}`) }))}
            required
          />
          <TextArea
            name="reason"
            label={t('peerreviews.field.reason')}
            hint={t('peerreviews.report.reason-hint')}
            value={one.answerReason ?? ''}
            maxLength={2_000}
            rows={4}
            optional
          />
          <RadioField
            name="state"
            label={t('peerreviews.field.work')}
            value={one.state}
            choices={workStates.map((value) => ({ value, label: t(`peerreviews.work.${value}`) }))}
            required
          />
          <TextArea
            name="stateWords"
            label={t('peerreviews.field.done')}
            value={one.stateWords ?? ''}
            maxLength={2_000}
            rows={4}
            optional
          />
          <Button>{t('peerreviews.report.answer-button')}</Button>
        </Form>
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id, recommendation } }, given) => {
    await officeReview(ctx, id);
    const { day: today } = toLocal(ctx.now.toISOString(), ctx.timeZone);
    await answerRecommendation(ctx.trx, { review: id, recommendation }, given, { now: ctx.now, today });
    return redirect(reviewAt(id, '/report'), 'peerreviews.notice.answered');
  },
});
