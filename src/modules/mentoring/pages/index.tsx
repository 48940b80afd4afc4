import type { Route } from '#kernel/http';
import { answerRoutes } from './answer.tsx';
import { mentorRoute, mentorsRoute } from './desk-mentors.tsx';
import { deskPairsRoute, planActionRoute } from './desk-pairs.tsx';
import { followUpRoutes } from './follow-up-page.tsx';
import { founderHomeRoute, mentorHomeRoute } from './home.tsx';
import { pairRoutes } from './pair-page.tsx';
import { profileRoute } from './profile.tsx';
import { sessionRoutes } from './session-pages.tsx';
import { sharedPartRoutes } from './shared-parts.tsx';
import { suggestionsRoute, suggestRoute } from './suggestions.tsx';
import { wishRoutes } from './wish-page.tsx';

export const routes: readonly Route[] = [
  mentorHomeRoute,
  profileRoute,
  founderHomeRoute,
  deskPairsRoute,
  mentorsRoute,
  mentorRoute,
  suggestionsRoute,
  suggestRoute,
  ...wishRoutes,
  ...pairRoutes,
  ...sharedPartRoutes,
  ...answerRoutes,
  ...sessionRoutes,
  ...followUpRoutes,
  planActionRoute,
];

export { copyOfMentoring, type MentoringCopy } from './copy.ts';
export { MentoringSummary, MyMentoring, readMentoring, readMyMentoring, type MentoringData } from './panels.tsx';
