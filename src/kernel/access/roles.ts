/** Roles that an account is given within a scope (design, section 5). Nobody adds one without a decision. */
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
export type StaffRole = (typeof staffRoles)[number];

/** Every role: everybody is a visitor, who signs in is a person, the others are given. */
export const roles = ['visitor', 'person', ...staffRoles] as const;
export type Role = (typeof roles)[number];

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
} as const satisfies Record<StaffRole, readonly ScopeKind[]>;

export function isStaffRole(value: string): value is StaffRole {
  return (staffRoles as readonly string[]).includes(value);
}
