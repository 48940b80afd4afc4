import type { Route } from '#kernel/http';
import { compareRoute } from './compare.tsx';
import { checkRoute, discardRoute, draftRoute, sendRoute, takeBackRoute } from './draft.tsx';
import { partRoutes } from './draft-parts.tsx';
import { pictureRoutes } from './draft-pictures.tsx';
import { translateRoute } from './draft-translate.tsx';
import { newSheetRoute, reviseRoute } from './drafts.tsx';
import { practicesRoute } from './list.tsx';
import { timelineRoute } from './timeline.tsx';
import { versionRoute, versionsRoute } from './versions.tsx';

export const routes: readonly Route[] = [
  practicesRoute,
  compareRoute,
  timelineRoute,
  versionsRoute,
  versionRoute,
  newSheetRoute,
  reviseRoute,
  draftRoute,
  ...partRoutes,
  ...pictureRoutes,
  translateRoute,
  sendRoute,
  takeBackRoute,
  discardRoute,
  checkRoute,
];

export { Pictures } from './pictures.tsx';
export { practicePage, type MoreAbout } from './practice.tsx';
export { PracticesAbout, readPracticesAbout } from './practices-about.tsx';
export { Features } from './sheet-view.tsx';
export { draftsPage } from './drafts.tsx';
export { authoritiesOf, writers } from './reach.ts';
