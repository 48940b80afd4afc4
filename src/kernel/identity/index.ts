export { createIdentity, listProviders, type Identity, type IdentityOptions, type Message, type SendMessage } from './identity.ts';
export { defaultLimits, type Limits } from './limits.ts';
export { actorOf, type Session, type Way } from './session-of.ts';
export type { SignedIn, Visit } from './open-session.ts';
export { requestCode, signInWithCode } from './sign-in-with-code.ts';
export { addAddress, requestAddress } from './add-address.ts';
export { readAddress, type Address } from './address.ts';
export { signInWithCard } from './sign-in-with-card.ts';
export { codeCardOf, issueCodeCard, revokeCodeCard, type CodeCard } from './issue-code-card.ts';
export { claimableFiles, linkByAddress, linkByCode, setContactClaims, type ClaimableFile } from './link-file.ts';
export { signInWithPassword } from './sign-in-with-password.ts';
export { changePassword } from './change-password.ts';
export { inviteStaff, newPasswordLink, passwordLinkHolder, requestPasswordReset, setPasswordByLink } from './password-link.ts';
export { createStaffAccount } from './create-staff-account.ts';
export { proveSecondFactor, unlockSession } from './prove-second-factor.ts';
export type { FactorProof } from './second-factor.ts';
export { confirmAuthenticator, startAuthenticator } from './enrol-authenticator.ts';
export { confirmPasskey, startPasskey, type NewPasskey } from './enrol-passkey.ts';
export { startPasskeyProof, type PasskeyAnswer } from './passkey.ts';
export { listSecondFactors, removeSecondFactor, type SecondFactors } from './list-second-factors.ts';
export { renewRecoveryCodes } from './recovery-codes.ts';
export {
  finishProvider,
  listProviderLinks,
  providerReturnPath,
  removeProviderLink,
  startProvider,
  type ProviderLink,
  type Returned,
} from './sign-in-with-provider.ts';
export { listSessions, revokeOtherSessions, revokeSession, type ListedSession } from './list-sessions.ts';
export { lockSession, signOut, type SignedOut } from './sign-out.ts';
export {
  accountContact,
  accountNames,
  colleaguesOf,
  listStaff,
  resetSecondFactor,
  setSuspended,
  updateOwnAccount,
  type StaffAccount,
} from './accounts.ts';
export { createDemoAccount } from './demo-account.ts';
export { currentTotp } from './totp.ts';
export { networkOf as networkAddress } from './tries.ts';
export { sweepIdentity } from './sweep.ts';
export { findStaffAsOperator, listStaffAsOperator, resetSecondFactorAsOperator } from './operator.ts';
