export {
  fileParts,
  givenHows,
  lawfulBases,
  recipientKinds,
  type FilePart,
  type GivenHow,
  type LawfulBasis,
  type Recipient,
  type ToldHow,
} from './parts.ts';
export { giveGrant, withdrawGrant, type GrantId, type GrantToGive } from './give-grant.ts';
export {
  declineOverride,
  findOverrideRequest,
  listOverrideRequests,
  notifyOverride,
  overrideGrant,
  requestOverride,
  type OverrideRequest,
  type OverrideRequestId,
  type OverrideToRequest,
} from './override-grant.ts';
export { findGrant, listGrants, listOverrides, listReceivedGrants, type Grant } from './list-grants.ts';
export { listBases, recordBasis, type Basis } from './bases.ts';
export { recordTold } from './tell-person.ts';
