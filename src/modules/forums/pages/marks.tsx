import { Bdi, Link, Tag, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Answer, Forum, Meeting, MeetingState } from '../forum.ts';

/** Board or forum, whether it has ended, and that it is invented. */
export function ForumMarks({ ctx, of }: { ctx: Context; of: Pick<Forum, 'kind' | 'endedOn' | 'demonstration'> }) {
  const { t } = ctx;
  return (
    <span>
      <Tag>{t(`forums.kind.${of.kind}`)}</Tag> {of.endedOn && <Tag tone="warning">{t('forums.mark.ended')}</Tag>}{' '}
      {of.demonstration && <Tag tone="warning">{t('forums.mark.demonstration')}</Tag>}
    </span>
  );
}

const tones: Readonly<Record<MeetingState, Tone>> = { planned: 'neutral', convened: 'info', held: 'success', 'called-off': 'warning' };

export function MeetingMarks({ ctx, of }: { ctx: Context; of: Pick<Meeting, 'state' | 'publishedAt'> }) {
  const { t } = ctx;
  return (
    <span>
      <Tag tone={tones[of.state]}>{t(`forums.state.${of.state}`)}</Tag>{' '}
      {of.publishedAt && <Tag tone="info">{t('forums.mark.minutes')}</Tag>}
    </span>
  );
}

const answerTones: Readonly<Record<Answer, Tone>> = { 'taken-up': 'success', 'in-part': 'info', not: 'neutral' };

export function AnswerTag({ ctx, answer }: { ctx: Context; answer: Answer }) {
  return <Tag tone={answerTones[answer]}>{ctx.t(`forums.answer.${answer}`)}</Tag>;
}

/** What somebody wrote, in its own direction, with its lines kept. */
export function Written({ words, lang }: { words: string; lang: string }) {
  return (
    <>
      {words.split('\n').map((line, index) => (
        <p key={index} dir="auto" lang={lang}>
          {line}
        </p>
      ))}
    </>
  );
}

/** An address elsewhere, as it is. */
export function Elsewhere({ href }: { href: string }) {
  return (
    <Link href={href}>
      <Bdi dir="ltr">{href}</Bdi>
    </Link>
  );
}
