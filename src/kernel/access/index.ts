export { everyRole, isRole, scopeKinds, scopeKindsOf, staffRoles, type Role, type Scope, type ScopeKind } from './roles.ts';
export { holdsRole, listHolders, requireRole, rolesOf, type AssignmentId, type Held } from './roles-of.ts';
export { endRole, grantAsOperator, grantRole, makeFirstAdministrator, type RoleToGrant } from './grant-role.ts';
export {
  custodyOf,
  linkAccount,
  linkedAccounts,
  linkProofs,
  openSubject,
  ownSubjects,
  unlinkAccount,
  type Custody,
  type LinkProof,
  type SubjectId,
} from './subjects.ts';
export { findLink, linkFiles, linksOf, listLinks, unlinkFiles, type FileLink, type FileLinkId, type LinkHow } from './links.ts';
