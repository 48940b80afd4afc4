import type { Route } from '#kernel/http';
import {
  accountPageRoute,
  endRoleRoute,
  inviteAgainRoute,
  newRoleRoute,
  resetFactorRoute,
  restoreRoute,
  suspendRoute,
} from './account-page.tsx';
import { accountsRoute } from './accounts.tsx';
import { adminRoute } from './admin-home.tsx';
import { auditRoute } from './audit.tsx';
import { chainRoute } from './audit-chain.tsx';
import { inviteRoute } from './invite.tsx';
import { networkRoute } from './network-settings.tsx';
import { overridesRoute } from './overrides.tsx';

export const adminRoutes: readonly Route[] = [
  adminRoute,
  accountsRoute,
  inviteRoute,
  accountPageRoute,
  newRoleRoute,
  endRoleRoute,
  suspendRoute,
  restoreRoute,
  resetFactorRoute,
  inviteAgainRoute,
  networkRoute,
  auditRoute,
  chainRoute,
  overridesRoute,
];
