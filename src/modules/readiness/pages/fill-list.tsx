import { TaskList } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Assessment } from '../assessment.ts';
import type { Side } from '../judge.ts';
import { fillSteps, progressOf, type FillStep } from './steps.ts';
import { stepTitle } from './words.ts';

interface FillListProps {
  ctx: Context;
  assessment: Assessment;
  side: Side;
  /** Where a page is filled in; none where the reader may only look. */
  hrefOf?: (step: FillStep) => string;
}

/** The pages of one side, each with how much of it is answered. */
export function FillList({ ctx, assessment, side, hrefOf }: FillListProps) {
  const { t } = ctx;
  return (
    <TaskList
      label={t(`readiness.side.${side}`)}
      tasks={fillSteps.map((step) => {
        const { done, of } = progressOf(assessment, side, step);
        return {
          id: `${side}-${step}`,
          title: stepTitle(assessment.questionnaire, step, ctx.lang),
          href: hrefOf?.(step),
          status: {
            text: done === 0 ? t('readiness.fill.not-begun') : t('readiness.fill.progress', { done, of }),
            tone: done === of ? 'success' : done === 0 ? 'neutral' : 'info',
          },
        };
      })}
    />
  );
}
