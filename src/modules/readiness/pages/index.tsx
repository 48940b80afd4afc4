import type { Route } from '#kernel/http';
import { deskAnswersRoute, deskFinishRoute } from './desk-fill.tsx';
import { deskReadinessRoute } from './desk-readiness.tsx';
import { deskResultRoute, planAdviceRoute } from './desk-result.tsx';
import { myAnswersRoute, myFinishRoute, myReadinessRoute, myResultRoute } from './my-readiness.tsx';

export const routes: readonly Route[] = [
  myReadinessRoute,
  myResultRoute,
  myAnswersRoute,
  myFinishRoute,
  deskReadinessRoute,
  deskResultRoute,
  deskAnswersRoute,
  deskFinishRoute,
  planAdviceRoute,
];

export { MyReadiness, readOwn as readMyReadiness } from './my-readiness.tsx';
export { ReadinessSummary, readReadinessSummary, type ReadinessSummaryData } from './desk-readiness.tsx';
export { adviceText } from './advice-words.ts';
export { ReadinessGlance, readSharedReadiness, SharedReadiness } from './shared-readiness.tsx';
