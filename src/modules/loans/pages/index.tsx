import type { Route } from '#kernel/http';
import { applyRoutes } from './apply.tsx';
import { borrowerRoutes } from './borrower.tsx';
import { lenderApplicationRoutes } from './lender-applications.tsx';
import { lenderDecideRoutes } from './lender-decide.tsx';
import { lenderProductRoutes } from './lender-products.tsx';
import { publicRoutes } from './public.tsx';

export const routes: readonly Route[] = [
  ...publicRoutes,
  ...lenderApplicationRoutes,
  ...lenderDecideRoutes,
  ...lenderProductRoutes,
  ...applyRoutes,
  ...borrowerRoutes,
];

export { LoanSummary, readApplications } from './applications.tsx';
export { copyOfLoans, type LoanCopy } from './copy.ts';
