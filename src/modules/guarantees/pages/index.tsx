import type { Route } from '#kernel/http';
import { balanceRoute } from './balance-page.tsx';
import { capacityRoute } from './capacity-page.tsx';
import { bookFeeRoute, feesRoute, takeFeeBackRoute } from './fee-pages.tsx';
import { deskRoute, editFundRoute, fundDeskRoute, newFundRoute, newWindowRoute } from './fund-pages.tsx';
import { bookRoute, capitalRoute, newContributorRoute } from './capital-pages.tsx';
import { certificateRoute, certifyRoute } from './certificate-pages.tsx';
import { fileRoute } from './file-page.tsx';
import { guaranteeRoute } from './guarantee-page.tsx';
import { guaranteesRoute } from './list-page.tsx';
import { fileManyRoute } from './portfolio-page.tsx';
import { reportManyRoute } from './portfolio-report-page.tsx';
import { fundRoute, fundsRoute } from './public.tsx';
import { reportRoute } from './report-page.tsx';
import { stepRoutes } from './step-pages.tsx';
import { admitRoute, endRoute, publishRoute, termsRoute, windowRoute } from './window-pages.tsx';

export const routes: readonly Route[] = [
  fundsRoute,
  fundRoute,
  deskRoute,
  newFundRoute,
  fundDeskRoute,
  editFundRoute,
  newWindowRoute,
  windowRoute,
  termsRoute,
  publishRoute,
  admitRoute,
  endRoute,
  fileRoute,
  fileManyRoute,
  reportManyRoute,
  guaranteesRoute,
  guaranteeRoute,
  ...stepRoutes,
  certifyRoute,
  certificateRoute,
  capitalRoute,
  newContributorRoute,
  bookRoute,
  reportRoute,
  feesRoute,
  bookFeeRoute,
  takeFeeBackRoute,
  capacityRoute,
  balanceRoute,
];
