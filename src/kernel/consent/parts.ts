// uses messages: consent.part.*
/** Parts of a file that a grant may name. The database checks the same list; a test compares them. */
export const fileParts = [
  'identity',
  'contact',
  'profile',
  'venture',
  'plan',
  'step',
  'notes',
  'documents',
  'appointments',
  'readiness',
  'business-plan',
  'learning',
  'mentoring',
  'return',
] as const;
export type FilePart = (typeof fileParts)[number];

/** Who may receive a grant: all who work at an office, all who answer for an organisation, or one account. */
export const recipientKinds = ['office', 'organisation', 'account'] as const;
export interface Recipient {
  kind: (typeof recipientKinds)[number];
  id: string;
}

/** How the person gave a grant; an override is the office's own, by two people. */
export const givenHows = ['signed-at-desk', 'spoken-at-desk', 'on-line', 'override'] as const;
export type GivenHow = (typeof givenHows)[number];

/** How a person learns of an override: by a message, or from the desk where there is no address to write to. */
export type ToldHow = 'email' | 'sms' | 'in-person';

// uses messages: consent.basis.*
/** Lawful bases of GDPR article 6(1), letters c to e, b and a. */
export const lawfulBases = ['public-task', 'legal-obligation', 'contract', 'vital-interests', 'consent'] as const;
export type LawfulBasis = (typeof lawfulBases)[number];
