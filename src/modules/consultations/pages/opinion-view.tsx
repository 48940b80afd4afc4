import { Section, Tag } from '#kernel/html';
import type { ComponentChildren } from 'preact';
import type { Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import type { Consultation, Opinion } from '../consultation.ts';
import { AnswerTag, Written } from './marks.tsx';

/** What an association answered to the questions and wrote besides. */
export function OpinionWords({ ctx, of, opinion }: { ctx: Context; of: Consultation; opinion: Pick<Opinion, 'words' | 'replies'> }) {
  const replies = of.questions.flatMap((question, index) => {
    const reply = opinion.replies[index];
    return reply ? [{ question, reply }] : [];
  });
  return (
    <>
      <Written words={opinion.words} />
      {replies.length > 0 && (
        <dl class="facts" aria-label={ctx.t('consultations.page.questions')}>
          {replies.map(({ question, reply }, index) => (
            <div class="fact" key={index}>
              <dt dir="auto" lang={of.language}>
                {question}
              </dt>
              <dd>
                <Written words={reply} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** What the office answers, or that it has not yet. */
export function AnswerOf({ ctx, opinion }: { ctx: Context; opinion: Opinion }) {
  const { t, format } = ctx;
  if (!opinion.answer || !opinion.reason || !opinion.answeredAt) return <p>{t('consultations.opinion.no-answer')}</p>;
  return (
    <>
      <p>
        <strong>{t('consultations.opinion.answer')}</strong> <AnswerTag ctx={ctx} answer={opinion.answer} />{' '}
        <span class="hint">{format.instant(opinion.answeredAt, 'short')}</span>
      </p>
      <Written words={opinion.reason} />
    </>
  );
}

interface OpinionsProps {
  ctx: Context;
  of: Consultation;
  opinions: readonly Opinion[];
  /** What the reader may do with one. */
  actions?: (opinion: Opinion) => ComponentChildren;
}

/** Opinions with the answer to each, by the name of the association. */
export function Opinions({ ctx, of, opinions, actions }: OpinionsProps) {
  const { t, format } = ctx;
  return (
    <>
      {opinions.map((one) => (
        <Section key={one.id} level={3} title={one.name} actions={actions?.(one)}>
          <p>
            <span class="hint">{t('consultations.opinion.handed-in', { day: format.instant(one.handedInAt, 'short') })}</span>{' '}
            {!one.public && <Tag tone="warning">{t('consultations.opinion.for-office')}</Tag>}
          </p>
          <OpinionWords ctx={ctx} of={of} opinion={one} />
          <AnswerOf ctx={ctx} opinion={one} />
        </Section>
      ))}
    </>
  );
}

/** Opinions as CSV: one column a question. */
export function opinionsCsv(of: Consultation, opinions: readonly Opinion[]): string {
  const day = (moment: Date | null) => moment?.toISOString().slice(0, 10) ?? null;
  return writeCsv(
    ['association', 'public', 'handedInOn', 'opinion', ...of.questions, 'answer', 'reason', 'answeredOn'],
    opinions.map((one) => [
      one.name,
      one.public ? 'yes' : 'no',
      day(one.handedInAt),
      one.words,
      ...of.questions.map((_, index) => one.replies[index] ?? ''),
      one.answer,
      one.reason,
      day(one.answeredAt),
    ]),
  );
}
