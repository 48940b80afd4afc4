import { readReviewsOf, ReviewsOfPractice } from '#modules/peerreviews/pages';
import { practicePage } from '#modules/practices/pages';
import { DiscussionPanel, PreconditionsPanel, QuestionsPanel, TransfersPanel } from '#modules/transfers/pages';

/** The page of a practice: its sheet, what peers found, what it takes elsewhere, where it was taken up, what was asked about it and is discussed. */
export const practiceRoute = practicePage(async (ctx, practice) => (
  <>
    <ReviewsOfPractice ctx={ctx} data={await readReviewsOf(ctx, practice.id)} />
    {await PreconditionsPanel(ctx, practice)}
    {await TransfersPanel(ctx, practice)}
    {await QuestionsPanel(ctx, practice)}
    {await DiscussionPanel(ctx, practice)}
  </>
));
