import type { Route } from '#kernel/http';
import { deskAskErasureRoute, deskErasureRoute, deskErasuresRoute } from './desk-erasure.tsx';
import { askErasureRoute, myErasureRoute, withdrawErasureRoute } from './my-erasure.tsx';
import { eraseRoute, erasureRoute, erasuresRoute, refuseErasureRoute } from './officer-erasure.tsx';
import { eraseDueRoute, extendDueRoute, periodsRoute, retentionRoute } from './retention.tsx';

export const erasureRoutes: readonly Route[] = [
  myErasureRoute,
  askErasureRoute,
  withdrawErasureRoute,
  deskAskErasureRoute,
  deskErasuresRoute,
  deskErasureRoute,
  erasuresRoute,
  erasureRoute,
  eraseRoute,
  refuseErasureRoute,
  retentionRoute,
  periodsRoute,
  eraseDueRoute,
  extendDueRoute,
];
