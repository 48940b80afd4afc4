import { standPage } from '#modules/practicefairs/pages';
import { QuestionsPanel, TransfersPanel } from '#modules/transfers/pages';

/** The stand of a practice in a virtual fair: who does it too, and what was asked of its authors. */
export const standRoute = standPage(async (ctx, practice) => (
  <>
    {await QuestionsPanel(ctx, practice)}
    {await TransfersPanel(ctx, practice)}
  </>
));
