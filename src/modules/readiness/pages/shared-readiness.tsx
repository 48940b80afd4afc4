import { EmptyState } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { PersonId } from '#modules/people';
import { ownSpeech } from '#modules/cases/pages';
import type { Assessment } from '../assessment.ts';
import { assessmentsOf } from '../get-assessment.ts';
import { headOf } from './my-readiness.tsx';
import { ResultSheet } from './result-sheet.tsx';
import { ResultTag } from './tags.tsx';

/**
 * The assessment that somebody reads with whom a person shares their readiness: the latest finished one, else the open one; null
 * where nothing is shared or nothing was begun. The page puts the reading on record.
 */
export async function readSharedReadiness(ctx: Context, personId: PersonId): Promise<Assessment | null> {
  const all = await assessmentsOf(ctx.trx, [personId]);
  return all.find(({ finishedAt }) => finishedAt !== null) ?? all[0] ?? null;
}

/** The result in a line, for a page that leads to all of it. */
export function ReadinessGlance({ ctx, assessment }: { ctx: Context; assessment: Assessment | null }) {
  if (!assessment) return <EmptyState title={ctx.t('readiness.history.none')} />;
  return (
    <p>
      {assessment.result && (
        <>
          <ResultTag t={ctx.t} result={assessment.result} />{' '}
        </>
      )}
      {headOf(ctx, assessment)}
    </p>
  );
}

/** All of the shared assessment. */
export function SharedReadiness({ ctx, assessment }: { ctx: Context; assessment: Assessment }) {
  return (
    <>
      <p>{headOf(ctx, assessment)}</p>
      <ResultSheet assessment={assessment} speech={ownSpeech(ctx)} />
    </>
  );
}
