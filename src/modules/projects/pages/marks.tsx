import { Tag, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import { isOverdue, type Deliverable, type Project, type State } from '../project.ts';
import { todayOf } from './reach.ts';

const tones: Readonly<Record<State, Tone>> = { planned: 'neutral', 'handed-in': 'info', accepted: 'success' };

export function Marks({ ctx, project }: { ctx: Context; project: Project }) {
  return project.demonstration ? <Tag tone="warning">{ctx.t('projects.mark.demonstration')}</Tag> : null;
}

/** Where a deliverable stands, and that it should have been handed in. */
export function StateTag({ ctx, deliverable }: { ctx: Context; deliverable: Deliverable }) {
  const { t } = ctx;
  return isOverdue(deliverable, todayOf(ctx)) ? (
    <Tag tone="warning">{t('projects.mark.overdue')}</Tag>
  ) : (
    <Tag tone={tones[deliverable.state]}>{t(`projects.state.${deliverable.state}`)}</Tag>
  );
}

/** What somebody wrote, in its own direction, with its lines kept. */
export function Written({ words }: { words: string }) {
  return (
    <>
      {words.split('\n').map((line, index) => (
        <p key={index} dir="auto">
          {line}
        </p>
      ))}
    </>
  );
}
