import type { Route } from '#kernel/http';
import { applyRoutes } from './apply.tsx';
import { borrowerRoutes } from './borrower.tsx';
import { lenderChangeRoutes } from './lender-change.tsx';
import { lenderBooksRoutes } from './lender-books.tsx';
import { lenderGuaranteeRoutes } from './lender-guarantee.tsx';
import { lenderLoanRoutes } from './lender-loan.tsx';
import { lenderPortfolioRoutes } from './lender-portfolio.tsx';
import { receiptRoutes } from './receipt.tsx';
import { lenderApplicationRoutes } from './lender-applications.tsx';
import { lenderDecideRoutes } from './lender-decide.tsx';
import { lenderProductRoutes } from './lender-products.tsx';
import { publicRoutes } from './public.tsx';

export const routes: readonly Route[] = [
  ...publicRoutes,
  ...lenderApplicationRoutes,
  ...lenderDecideRoutes,
  ...lenderProductRoutes,
  ...lenderPortfolioRoutes,
  ...lenderLoanRoutes,
  ...lenderChangeRoutes,
  ...lenderGuaranteeRoutes,
  ...lenderBooksRoutes,
  ...applyRoutes,
  ...receiptRoutes,
  ...borrowerRoutes,
];

export { LoanSummary, readApplications } from './applications.tsx';
export { LoanSteps, readLoanSteps, type LoanStep } from './loan-steps.tsx';
export { copyOfLoans, type LoanCopy } from './copy.ts';
