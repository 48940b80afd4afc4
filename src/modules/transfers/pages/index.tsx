import type { Route } from '#kernel/http';
import { contributeRoute, hideContributionRoute, takeBackContributionRoute } from './discussion-forms.tsx';
import { discussionRoute } from './discussion.tsx';
import { judgeRoute } from './fit-judge.tsx';
import { fitRoute } from './fit.tsx';
import { newPreconditionRoute, preconditionRoute, removePreconditionRoute } from './precondition-forms.tsx';
import { partRoute, profileRoute, removeProfileRoute, showProfileRoute } from './profile.tsx';
import { newProfileRoute, profilesRoute } from './profiles.tsx';
import { answerRoute, askRoute, hideRoute, takeBackRoute } from './question-forms.tsx';
import { questionsRoute } from './questions.tsx';
import { changeTransferRoute, newTransferRoute, tooRoute, withdrawRoute } from './transfer-forms.tsx';
import { transfersRoute } from './transfers.tsx';

export const routes: readonly Route[] = [
  newPreconditionRoute,
  preconditionRoute,
  removePreconditionRoute,
  profilesRoute,
  newProfileRoute,
  profileRoute,
  partRoute,
  showProfileRoute,
  removeProfileRoute,
  fitRoute,
  judgeRoute,
  transfersRoute,
  tooRoute,
  newTransferRoute,
  changeTransferRoute,
  withdrawRoute,
  askRoute,
  questionsRoute,
  answerRoute,
  hideRoute,
  takeBackRoute,
  discussionRoute,
  contributeRoute,
  hideContributionRoute,
  takeBackContributionRoute,
];

export { DiscussionPanel } from './discussion.tsx';
export { PreconditionsPanel } from './preconditions-panel.tsx';
export { QuestionsPanel } from './questions.tsx';
export { TransfersPanel } from './transfers.tsx';
