import { Tag, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Priority, WorkState } from '../report.ts';
import type { Review, State } from '../review.ts';

const tones: Readonly<Record<State, Tone>> = {
  proposed: 'warning',
  declined: 'neutral',
  preparing: 'info',
  commenting: 'info',
  agreed: 'success',
  closed: 'success',
  ended: 'neutral',
};

/** Where a review stands, and that it is invented. */
export function Marks({ ctx, review, state = true }: { ctx: Context; review: Review; state?: boolean }) {
  const { t } = ctx;
  return (
    <>
      {state && <Tag tone={tones[review.state]}>{t(`peerreviews.state.${review.state}`)}</Tag>}{' '}
      {review.demonstration && <Tag tone="warning">{t('peerreviews.mark.demonstration')}</Tag>}
    </>
  );
}

export function PriorityTag({ ctx, priority }: { ctx: Context; priority: Priority }) {
  return <Tag tone={priority === 'high' ? 'warning' : 'neutral'}>{ctx.t(`peerreviews.priority.${priority}`)}</Tag>;
}

const workTones: Readonly<Record<WorkState, Tone>> = { open: 'neutral', 'in-work': 'info', done: 'success', dropped: 'neutral' };

export function WorkTag({ ctx, state }: { ctx: Context; state: WorkState }) {
  return <Tag tone={workTones[state]}>{ctx.t(`peerreviews.work.${state}`)}</Tag>;
}

/** What somebody wrote, in its own direction, with its lines kept; the language where it is known. */
export function Written({ words, lang }: { words: string; lang?: string }) {
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
