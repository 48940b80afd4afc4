import type { Route } from '#kernel/http';
import { actRoute, draftRoute, headRoute, previewRoute, sectionTitleRoute } from './draft.tsx';
import { importRoute, newRoute } from './draft-begin.tsx';
import { stepRoutes } from './draft-steps.tsx';
import { questionRoute, translateRoute } from './draft-question.tsx';
import { beginRoute, mySurveysRoute } from './my-surveys.tsx';
import { ways } from './reach.ts';
import { askContactRoute, readSheetRoute, staffReopenRoute } from './handed-in.tsx';
import { inviteRoute, paperRoute, remindRoute } from './invite.tsx';
import { closeRoute, roundRoute } from './round.tsx';
import { contactRoute, fileRoute, filesRoute, removeFileRoute, reopenRoute, submitRoute } from './sheet-acts.tsx';
import { overviewRoute } from './sheet-overview.tsx';
import { printRoute } from './sheet-print.tsx';
import { sectionRoute } from './sheet-section.tsx';
import { publicListRoute, publicResultsRoute, publishRoute, resultsRoute } from './results.tsx';
import { beginRoundRoute, instrumentRoute, instrumentsRoute, versionRoute } from './staff.tsx';

const ofSheet = [overviewRoute, sectionRoute, submitRoute, reopenRoute, contactRoute, filesRoute, fileRoute, removeFileRoute, printRoute];

export const routes: readonly Route[] = [
  instrumentsRoute,
  newRoute,
  importRoute,
  instrumentRoute,
  draftRoute,
  actRoute,
  headRoute,
  sectionTitleRoute,
  questionRoute,
  translateRoute,
  previewRoute,
  ...stepRoutes,
  versionRoute,
  beginRoundRoute,
  roundRoute,
  inviteRoute,
  remindRoute,
  closeRoute,
  paperRoute,
  readSheetRoute,
  staffReopenRoute,
  askContactRoute,
  resultsRoute,
  publishRoute,
  publicListRoute,
  publicResultsRoute,
  mySurveysRoute,
  beginRoute,
  ...ways.flatMap((way) => ofSheet.map((route) => route(way))),
];

export { answersShown, HandedIn } from './handed-in-panel.tsx';
