import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ErrorSummary, Form, Inset, PageHeading, SelectField, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, holders, page, redirect, refuseHttp, signedIn, type Context } from '#kernel/http';
import { practiceNames, type Practice } from '#modules/practices';
import type { Contribution, ContributionId, Voice } from '../contribution.ts';
import { contribute, findContribution, hideContribution, takeBackContribution } from '../discussion.ts';
import type { Question, QuestionId } from '../question.ts';
import { findQuestion } from '../questions.ts';
import { refuse } from '../refusals.ts';
import { Said } from './discussion.tsx';
import { questionNames, Told } from './questions.tsx';
import { ofPractice, practiceAt, practiceCrumbs, titleOf } from './reach.ts';
import { contributors, voiceNames, voices, voiceValue } from './voices.ts';

const target = z.object({
  to: fields.maybe(idOf<'transfers.contributions'>()),
  question: fields.maybe(idOf<'transfers.questions'>()),
});

interface Replied {
  contribution: Contribution | null;
  question: Question | null;
}

/** What is replied to, where anything is; what takes no reply is not there. */
async function repliedTo(ctx: Context, practice: Practice, { to, question: asked }: z.output<typeof target>): Promise<Replied> {
  const contribution = to ? await findContribution(ctx.trx, to) : null;
  const question = asked && !to ? await findQuestion(ctx.trx, asked) : null;
  const takesReply = contribution?.practiceId === practice.id && contribution.standing === 'shown' && isHead(contribution);
  const isPublished = question?.practiceId === practice.id && question.answer !== null && question.agreed && !question.hiddenReason;
  if ((to && !takesReply) || (asked && !to && !isPublished)) throw refuseHttp('not-found');
  return { contribution, question };
}

const isHead = ({ replyTo, questionId }: Contribution) => replyTo === null && questionId === null;

/** In whose name it is written: the only one there is, or the one chosen. */
function voiceFrom(ctx: Context, chosen: string | null): Voice {
  const mine = voices(ctx);
  const [only, ...others] = mine;
  if (chosen === null && only && others.length === 0) return only;
  if (chosen === null) throw refuse('voice-missing', { field: 'voice' });
  const voice = mine.find((one) => voiceValue(one) === chosen);
  if (!voice) throw refuse('not-yours', { field: 'voice' });
  return voice;
}

/** Writes a contribution, or a reply to one or to an answered question. */
export const contributeRoute = formRoute({
  path: '/practices/:id/discussion/new',
  who: contributors,
  params: ofPractice,
  query: target,
  body: z.object({ words: fields.longText(2_000), voice: fields.optionalText(40) }),
  view: async (ctx, { params, query }, entry) => {
    const { t } = ctx;
    const practice = await practiceAt(ctx, params.id);
    const mine = voices(ctx);
    if (mine.length === 0) throw refuseHttp('not-found');
    const { contribution, question } = await repliedTo(ctx, practice, query);
    const title = t(contribution || question ? 'transfers.talk.reply' : 'transfers.talk.new');
    const named = await voiceNames(ctx, [...mine, ...(contribution ? [contribution] : [])]);
    return page(
      title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={title} caption={titleOf(ctx, practice)} lead={t('transfers.talk.new-lead')} />
        {contribution && (
          <Inset>
            <Said ctx={ctx} one={contribution} named={named} />
          </Inset>
        )}
        {question && <Told ctx={ctx} question={question} names={await questionNames(ctx, [question])} />}
        <Form entry={entry}>
          <TextArea
            name="words"
            label={t('transfers.talk.words')}
            hint={t('transfers.ask.words-hint')}
            maxLength={2_000}
            rows={6}
            required
          />
          {mine.length > 1 ? (
            <SelectField
              name="voice"
              label={t('transfers.talk.voice')}
              options={mine.map((one) => ({ value: voiceValue(one), label: named(one) }))}
              required
            />
          ) : (
            <p>{t('transfers.talk.in-name', { who: mine.map(named).join('') })}</p>
          )}
          <Button>{t('transfers.talk.button')}</Button>
        </Form>
      </>,
      {
        breadcrumbs: practiceCrumbs(ctx, practice, { label: t('transfers.talk.title'), href: `/practices/${practice.code}/discussion` }),
      },
    );
  },
  submit: async (ctx, { params, query }, { words, voice }) => {
    const practice = await practiceAt(ctx, params.id);
    const { contribution, question } = await repliedTo(ctx, practice, query);
    const to: { replyTo: ContributionId | null; questionId: QuestionId | null } = {
      replyTo: contribution?.id ?? null,
      questionId: question?.id ?? null,
    };
    const given = { practiceId: practice.id, ...to, ...voiceFrom(ctx, voice), words, language: ctx.lang };
    await contribute(ctx.trx, accountOf(ctx), given, ctx.now);
    return redirect(`/practices/${practice.code}${question ? '' : '/discussion'}`, 'transfers.notice.contributed');
  },
});

const ofContribution = z.object({ contribution: idOf<'transfers.contributions'>() });

/** A contribution with which the actor may do something; any other is not there. */
async function contributionFor(ctx: Context, { contribution: id }: z.output<typeof ofContribution>, may: (one: Contribution) => boolean) {
  const one = await findContribution(ctx.trx, id);
  const practice = one && may(one) ? (await practiceNames(ctx.trx, [one.practiceId])).get(one.practiceId) : undefined;
  if (!one || !practice) throw refuseHttp('not-found');
  const at = `/practices/${practice.code}${one.questionId ? '' : '/discussion'}`;
  const breadcrumbs = practiceCrumbs(ctx, practice, {
    label: ctx.t('transfers.talk.title'),
    href: `/practices/${practice.code}/discussion`,
  });
  return { one, at, breadcrumbs, named: await voiceNames(ctx, [one]) };
}

/** An editor of the network or of the keeping office takes a contribution away with a reason, or shows it again. */
export const hideContributionRoute = formRoute({
  path: '/practices/contributions/:contribution/hide',
  who: holders('editor'),
  params: ofContribution,
  body: z.object({ reason: fields.optionalLongText(500) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { one, breadcrumbs, named } = await contributionFor(ctx, params, mayHide);
    const hidden = one.standing === 'hidden';
    return page(
      t('transfers.talk.hide-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.talk.hide-title')} lead={t(hidden ? 'transfers.talk.show-lead' : 'transfers.talk.hide-lead')} />
        <Inset>
          <Said ctx={ctx} one={one} named={named} />
        </Inset>
        <Form entry={entry}>
          {!hidden && <TextArea name="reason" label={t('transfers.field.reason')} maxLength={500} rows={3} required />}
          <Button kind={hidden ? 'primary' : 'warning'}>{t(hidden ? 'transfers.hide.show' : 'transfers.talk.take-away')}</Button>
        </Form>
      </>,
      { breadcrumbs },
    );
  },
  submit: async (ctx, { params }, { reason }) => {
    const { one, at } = await contributionFor(ctx, params, mayHide);
    if (one.standing === 'shown' && !reason) throw refuse('words-missing', { field: 'reason' });
    await hideContribution(ctx.trx, one, one.standing === 'shown' ? reason : null, ctx.now);
    return redirect(at, 'transfers.notice.contribution-hidden');
  },
});

const mayHide = ({ toHide, standing }: Contribution) => toHide && standing !== 'taken-back';

/** Whoever wrote it takes it back. */
export const takeBackContributionRoute = formRoute({
  path: '/practices/contributions/:contribution/take-back',
  who: signedIn,
  params: ofContribution,
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const { one, breadcrumbs, named } = await contributionFor(ctx, params, ({ mine }) => mine);
    return page(
      t('transfers.talk.back-title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('transfers.talk.back-title')} lead={t('transfers.talk.back-lead')} />
        <Inset>
          <Said ctx={ctx} one={one} named={named} />
        </Inset>
        <Form entry={entry}>
          <Button kind="warning">{t('transfers.talk.take-back')}</Button>
        </Form>
      </>,
      { breadcrumbs },
    );
  },
  submit: async (ctx, { params }) => {
    const { one, at } = await contributionFor(ctx, params, ({ mine }) => mine);
    await takeBackContribution(ctx.trx, one.id);
    return redirect(at, 'transfers.notice.contribution-back');
  },
});
