import type { Route } from '#kernel/http';
import { documentRoute, downloadRoute, fileRoute } from './file.tsx';
import { claimRoute, linkRoute } from './link.tsx';
import { mySpaceRoute } from './my-space.tsx';
import { readsRoute } from './reads.tsx';
import { sharingRoute, withdrawRoute } from './sharing.tsx';

export const meRoutes: readonly Route[] = [
  mySpaceRoute,
  linkRoute,
  claimRoute,
  sharingRoute,
  withdrawRoute,
  readsRoute,
  fileRoute,
  downloadRoute,
  documentRoute,
];
