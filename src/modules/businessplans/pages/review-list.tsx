import { Bdi, Tag, Timeline, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Review, ReviewState } from '../review.ts';

const tones: Readonly<Record<ReviewState, Tone>> = {
  asked: 'info',
  'in-review': 'info',
  returned: 'warning',
  confirmed: 'success',
  declined: 'neutral',
};

/** How far a review is. */
export function ReviewTag({ ctx, state }: { ctx: Context; state: ReviewState }) {
  return <Tag tone={tones[state]}>{ctx.t(`businessplans.review-state.${state}`)}</Tag>;
}

/** Reviews of a plan with what the expert said. */
export function ReviewList({ ctx, reviews }: { ctx: Context; reviews: readonly Review[] }) {
  if (reviews.length === 0) return <p>{ctx.t('businessplans.review.none')}</p>;
  return (
    <Timeline
      entries={reviews.map((review) => ({
        id: review.id,
        when: ctx.format.instant(review.decidedAt ?? review.askedAt),
        dateTime: (review.decidedAt ?? review.askedAt).toISOString(),
        title: ctx.t(`businessplans.review-state.${review.state}`),
        body: (
          <>
            {review.question && <p dir="auto">{review.question}</p>}
            {review.remarks && (
              <p>
                <Bdi>{review.remarks}</Bdi>
              </p>
            )}
          </>
        ),
      }))}
    />
  );
}
