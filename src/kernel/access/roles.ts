// uses messages: access.role.*
/**
 * Roles that an account is given within a scope (design, section 5). Nobody adds one without a decision.
 * No page names fund-manager and committee-member yet: who holds one opens what everybody opens who signed in.
 */
export const staffRoles = [
  'counsellor',
  'office-manager',
  'provider',
  'expert',
  'mentor',
  'trainer',
  'association-representative',
  'lender',
  'fund-manager',
  'committee-member',
  'planner',
  'editor',
  'auditor',
  'data-protection-officer',
  'administrator',
] as const;
export type Role = (typeof staffRoles)[number];

/** Everybody that a page can meet: a visitor, a person who signed in, and each role that is given. */
export const everyRole = ['visitor', 'person', ...staffRoles] as const;

export const scopeKinds = ['network', 'office', 'organisation', 'fund'] as const;
export type ScopeKind = (typeof scopeKinds)[number];

/** Where a role holds: the whole network, or one office, organisation or fund. */
export type Scope = { kind: 'network'; id?: null } | { kind: Exclude<ScopeKind, 'network'>; id: string };

/** In which kinds of scope a role makes sense. */
export const scopeKindsOf = {
  counsellor: ['office'],
  'office-manager': ['office'],
  provider: ['organisation'],
  expert: ['network', 'office', 'organisation'],
  mentor: ['network', 'office', 'organisation'],
  trainer: ['network', 'office', 'organisation'],
  'association-representative': ['organisation'],
  lender: ['organisation', 'fund'],
  'fund-manager': ['fund'],
  'committee-member': ['network', 'fund'],
  planner: ['network', 'office'],
  editor: ['network', 'office', 'organisation'],
  auditor: ['network'],
  'data-protection-officer': ['network'],
  administrator: ['network'],
} as const satisfies Record<Role, readonly ScopeKind[]>;

export function isRole(value: string): value is Role {
  return (staffRoles as readonly string[]).includes(value);
}
