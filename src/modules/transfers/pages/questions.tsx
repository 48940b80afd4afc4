import { ButtonGroup, ButtonLink, EmptyState, Inset, Link, PageHeading, Section } from '#kernel/html';
import { page, pageRoute, signedIn, type Context } from '#kernel/http';
import { directionOf } from '#kernel/i18n';
import { TranslatedText } from '#modules/places/pages';
import type { Practice } from '#modules/practices';
import type { Question } from '../question.ts';
import { repliesToQuestions } from '../discussion.ts';
import { ownQuestions, publishedQuestions } from '../questions.ts';
import { Replies } from './discussion.tsx';
import { editsNetwork, readNames, type Names } from './reach.ts';
import { voiceNames, voices } from './voices.ts';

export const questionNames = async (ctx: Context, questions: readonly Question[]): Promise<Names> =>
  await readNames(
    ctx,
    questions.flatMap(({ officeId, answeredFor, practiceId }) => [
      { officeId, practiceId },
      { officeId: answeredFor, practiceId },
    ]),
  );

/** A question with its answer, and who sees it where that is not everybody. */
export function Told({ ctx, question, names }: { ctx: Context; question: Question; names: Names }) {
  const { t, format } = ctx;
  const { words, language, officeId, askedAt, answer, answerLanguage, answeredAt, answeredFor, agreed, hiddenReason } = question;
  const office = names.office(officeId);
  const on = format.date(askedAt.toISOString().slice(0, 10), 'short');
  return (
    <>
      <p class="pre-line" lang={language} dir={directionOf(language)}>
        <strong>{words}</strong>
      </p>
      <p class="source">{office ? t('transfers.question.asked-for', { office, on }) : t('transfers.question.asked', { on })}</p>
      {answer && answerLanguage && answeredAt ? (
        <Inset>
          <p class="pre-line" lang={answerLanguage} dir={directionOf(answerLanguage)}>
            {answer}
          </p>
          <p class="source">
            {t('transfers.question.answered', {
              who: names.office(answeredFor) ?? t('practices.drafts.network'),
              on: format.date(answeredAt.toISOString().slice(0, 10), 'short'),
            })}
          </p>
        </Inset>
      ) : (
        <p>{t('transfers.question.unanswered')}</p>
      )}
      {!agreed && <p>{t('transfers.question.private')}</p>}
      {hiddenReason && <p dir="auto">{t('transfers.question.hidden', { reason: hiddenReason })}</p>}
    </>
  );
}

/** What is asked and answered about a practice, on its page. */
export async function QuestionsPanel(ctx: Context, practice: Practice) {
  const { t } = ctx;
  const questions = await publishedQuestions(ctx.trx, practice.id);
  const names = await questionNames(ctx, questions);
  const replies = await repliesToQuestions(
    ctx.trx,
    practice.id,
    questions.map(({ id }) => id),
  );
  const named = await voiceNames(ctx, replies);
  const writes = voices(ctx).length > 0;
  return (
    <Section title={t('transfers.questions.title')} id="questions">
      {questions.length === 0 && <EmptyState title={t('transfers.questions.none')} />}
      {questions.map((question) => (
        <div key={question.id}>
          <Told ctx={ctx} question={question} names={names} />
          <Replies ctx={ctx} all={replies.filter(({ questionId }) => questionId === question.id)} named={named} />
          {writes && (
            <p>
              <Link
                href={`/practices/${practice.code}/discussion/new?question=${question.id}`}
                label={`${t('transfers.talk.reply')}: ${question.words.slice(0, 60)}`}
              >
                {t('transfers.talk.reply')}
              </Link>
            </p>
          )}
          {editsNetwork(ctx) && (
            <p>
              <Link
                href={`/practices/questions/${question.id}/hide`}
                label={`${t('transfers.hide.button')}: ${question.words.slice(0, 60)}`}
              >
                {t('transfers.hide.button')}
              </Link>
            </p>
          )}
        </div>
      ))}
      <ButtonGroup>
        <ButtonLink kind="secondary" href={`/practices/${practice.code}/ask`}>
          {t('transfers.ask.title')}
        </ButtonLink>
        {ctx.session && <Link href="/practices/questions">{t('transfers.questions.link')}</Link>}
      </ButtonGroup>
      {!ctx.session && <p>{t('transfers.ask.sign-in')}</p>}
    </Section>
  );
}

/** One's own questions, those that wait for one's answer, and those that one answered or may hide. */
export const questionsRoute = pageRoute({
  path: '/practices/questions',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const all = await ownQuestions(ctx.trx);
    const names = await questionNames(ctx, all);
    const list = (title: string, rows: readonly Question[]) => (
      <Section title={title}>
        {rows.length === 0 && <p>{t('transfers.questions.none')}</p>}
        {rows.map((question) => (
          <div key={question.id}>
            <OfPractice names={names} question={question} />
            <Told ctx={ctx} question={question} names={names} />
            <Deeds ctx={ctx} question={question} />
          </div>
        ))}
      </Section>
    );
    const answering = all.filter(({ toAnswer }) => toAnswer);
    const answered = all.filter(({ answer, mine, toAnswer }) => (answer !== null && toAnswer) || (!mine && !toAnswer));
    return page(
      t('transfers.questions.title'),
      <>
        <PageHeading title={t('transfers.questions.title')} lead={t('transfers.questions.lead')} />
        {answering.length > 0 &&
          list(
            t('transfers.questions.waiting'),
            answering.filter(({ answer }) => answer === null),
          )}
        {list(
          t('transfers.questions.mine'),
          all.filter(({ mine }) => mine),
        )}
        {answered.length > 0 && list(t('transfers.questions.answered'), answered)}
      </>,
      { breadcrumbs: [{ label: t('practices.list.title'), href: '/practices' }] },
    );
  },
});

export function OfPractice({ names, question }: { names: Names; question: Question }) {
  const practice = names.practice(question.practiceId);
  return (
    practice && (
      <p>
        <Link href={`/practices/${practice.code}#questions`}>
          <TranslatedText value={practice.title} />
        </Link>
      </p>
    )
  );
}

function Deeds({ ctx, question }: { ctx: Context; question: Question }) {
  const { t } = ctx;
  const named = (label: string) => `${label}: ${question.words.slice(0, 60)}`;
  const at = `/practices/questions/${question.id}`;
  return (
    <ButtonGroup>
      {question.toAnswer && (
        <Link href={`${at}/answer`} label={named(t('transfers.answer.button'))}>
          {t('transfers.answer.button')}
        </Link>
      )}
      {editsNetwork(ctx) && (
        <Link href={`${at}/hide`} label={named(t(question.hiddenReason ? 'transfers.hide.show' : 'transfers.hide.button'))}>
          {t(question.hiddenReason ? 'transfers.hide.show' : 'transfers.hide.button')}
        </Link>
      )}
      {question.mine && (
        <Link href={`${at}/take-back`} label={named(t('transfers.take-back.button'))}>
          {t('transfers.take-back.button')}
        </Link>
      )}
    </ButtonGroup>
  );
}
