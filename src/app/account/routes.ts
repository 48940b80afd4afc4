import type { Route } from '#kernel/http';
import { accountRoute } from './account.tsx';
import { addressCodeRoute, addressRoute } from './address.tsx';
import { detailsRoute } from './details.tsx';
import { factorsRoute, recoveryRoute, removeAuthenticatorRoute, removePasskeyRoute } from './factors.tsx';
import { newPasskeyRoute } from './passkey.tsx';
import { passwordRoute } from './password.tsx';
import { removeProviderRoute } from './remove-provider.tsx';
import { endOtherSessionsRoute, endSessionRoute } from './sessions.tsx';

export const accountRoutes: readonly Route[] = [
  accountRoute,
  detailsRoute,
  addressRoute,
  addressCodeRoute,
  endOtherSessionsRoute,
  endSessionRoute,
  factorsRoute,
  newPasskeyRoute,
  removeAuthenticatorRoute,
  removePasskeyRoute,
  recoveryRoute,
  passwordRoute,
  removeProviderRoute,
];
