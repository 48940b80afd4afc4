import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, CheckboxField, ErrorSummary, Form, PageHeading, SelectField, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, signedIn, type Context } from '#kernel/http';
import { officeNames, type OfficeId } from '#modules/offices';
import type { Question } from '../question.ts';
import { answerQuestion, askAuthors, findQuestion, hideQuestion, takeBackQuestion } from '../questions.ts';
import { refuse } from '../refusals.ts';
import { OfPractice, questionNames, Told } from './questions.tsx';
import { editsNetwork, ofPractice, practiceAt, practiceCrumbs, titleOf } from './reach.ts';

/** Offices for whose colleague the actor may ask. */
function offices(ctx: Context): OfficeId[] {
  if (ctx.actor.assurance < 2) return [];
  const asking = ['counsellor', 'office-manager', 'planner', 'editor', 'trainer', 'mentor', 'expert'];
  const held = ctx.roles.filter(({ role, scopeKind }) => scopeKind === 'office' && asking.includes(role));
  return [...new Set(held.map(({ scopeId }) => scopeId as OfficeId))]; // scopes of offices
}

/** Asks the authors of a practice. */
export const askRoute = formRoute({
  path: '/practices/:id/ask',
  who: signedIn,
  params: ofPractice,
  body: z.object({ words: fields.longText(1_000), agreed: fields.tick(), office: fields.optionalText(40) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const practice = await practiceAt(ctx, params.id);
    const mine = offices(ctx);
    const names = await officeNames(ctx.trx, mine, ctx.lang);
    return page(
      t('transfers.ask.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.ask.title')} caption={titleOf(ctx, practice)} lead={t('transfers.ask.lead')} />
        <Form entry={entry}>
          <TextArea
            name="words"
            label={t('transfers.ask.words')}
            hint={t('transfers.ask.words-hint')}
            maxLength={1_000}
            rows={5}
            required
          />
          {mine.length > 0 && (
            <SelectField
              name="office"
              label={t('transfers.ask.as')}
              emptyLabel={t('transfers.ask.as-reader')}
              options={mine.map((value) => ({ value, label: names.get(value) ?? value }))}
              optional
            />
          )}
          <CheckboxField name="agreed" label={t('transfers.ask.agreed')} hint={t('transfers.ask.agreed-hint')} />
          <Button>{t('transfers.ask.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: practiceCrumbs(ctx, practice) },
    );
  },
  submit: async (ctx, { params }, { words, agreed, office }) => {
    const practice = await practiceAt(ctx, params.id);
    const officeId = office ? offices(ctx).find((one) => one === office) : null;
    if (officeId === undefined) throw refuse('not-yours', { field: 'office' });
    await askAuthors(ctx.trx, accountOf(ctx), { practiceId: practice.id, officeId, words, language: ctx.lang, agreed }, ctx.now);
    return redirect('/practices/questions', 'transfers.notice.asked');
  },
});

const ofQuestion = z.object({ question: idOf<'transfers.questions'>() });

/** A question on which the actor may do something; any other is not there. */
async function questionFor(ctx: Context, { question: id }: z.output<typeof ofQuestion>, may: (question: Question) => boolean) {
  const question = await findQuestion(ctx.trx, id);
  if (!question || !may(question)) throw refuseHttp('not-found');
  const names = await questionNames(ctx, [question]);
  return { question, names, code: names.practice(question.practiceId)?.code ?? '' };
}

const crumbs = (ctx: Context) => [
  { label: ctx.t('practices.list.title'), href: '/practices' },
  { label: ctx.t('transfers.questions.title'), href: '/practices/questions' },
];

/** The keeper answers; where nobody keeps the practice, an editor of the network. */
export const answerRoute = formRoute({
  path: '/practices/questions/:question/answer',
  who: signedIn,
  params: ofQuestion,
  body: z.object({ answer: fields.longText(2_000) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { question, names } = await questionFor(ctx, params, ({ toAnswer }) => toAnswer);
    return page(
      t('transfers.answer.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.answer.title')} />
        <OfPractice names={names} question={question} />
        <Told ctx={ctx} question={question} names={names} />
        <Form entry={entry}>
          <TextArea
            name="answer"
            label={t('transfers.answer.words')}
            hint={t('transfers.ask.words-hint')}
            value={question.answer ?? ''}
            maxLength={2_000}
            rows={6}
            required
          />
          <Button>{t('transfers.answer.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, { params }, { answer }) => {
    const { question, code } = await questionFor(ctx, params, ({ toAnswer }) => toAnswer);
    const { keeperId } = await practiceAt(ctx, code);
    await answerQuestion(ctx.trx, question.id, { answer, language: ctx.lang, keeperId }, ctx.now);
    return redirect('/practices/questions', 'transfers.notice.answered');
  },
});

/** An editor of the network hides a question with a reason, or shows it again. */
export const hideRoute = formRoute({
  path: '/practices/questions/:question/hide',
  who: signedIn,
  params: ofQuestion,
  body: z.object({ reason: fields.optionalLongText(500) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { question, names } = await questionFor(ctx, params, () => editsNetwork(ctx));
    const hidden = question.hiddenReason !== null;
    return page(
      t('transfers.hide.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.hide.title')} lead={t(hidden ? 'transfers.hide.show-lead' : 'transfers.hide.lead')} />
        <Told ctx={ctx} question={question} names={names} />
        <Form entry={entry}>
          {!hidden && <TextArea name="reason" label={t('transfers.field.reason')} maxLength={500} rows={3} required />}
          <Button kind={hidden ? 'primary' : 'warning'}>{t(hidden ? 'transfers.hide.show' : 'transfers.hide.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, { params }, { reason }) => {
    const { question } = await questionFor(ctx, params, () => editsNetwork(ctx));
    if (question.hiddenReason === null && !reason) throw refuse('words-missing', { field: 'reason' });
    await hideQuestion(ctx.trx, question, question.hiddenReason === null ? reason : null, ctx.now);
    return redirect('/practices/questions', 'transfers.notice.hidden');
  },
});

/** Whoever asked deletes their question. */
export const takeBackRoute = formRoute({
  path: '/practices/questions/:question/take-back',
  who: signedIn,
  params: ofQuestion,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { question, names } = await questionFor(ctx, params, ({ mine }) => mine);
    return page(
      t('transfers.take-back.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.take-back.title')} lead={t('transfers.take-back.lead')} />
        <Told ctx={ctx} question={question} names={names} />
        <Form entry={entry}>
          <Button kind="warning">{t('transfers.take-back.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx) },
    );
  },
  submit: async (ctx, { params }) => {
    const { question } = await questionFor(ctx, params, ({ mine }) => mine);
    await takeBackQuestion(ctx.trx, question.id);
    return redirect('/practices/questions', 'transfers.notice.taken-back');
  },
});
