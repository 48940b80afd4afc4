import type { Route } from '#kernel/http';
import { deskLinkRoute, deskUnlinkRoute } from './desk-links.tsx';
import { myFilesRoute, myUnlinkRoute } from './my-files.tsx';
import { officerLinksRoute, officerUnlinkRoute } from './officer-links.tsx';

export const linkRoutes: readonly Route[] = [
  myFilesRoute,
  myUnlinkRoute,
  deskLinkRoute,
  deskUnlinkRoute,
  officerLinksRoute,
  officerUnlinkRoute,
];
