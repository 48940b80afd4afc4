import type { Id } from '#kernel/db';

/** A file's id is the id of its subject. */
export type PersonId = Id<'access.subjects'>;

export const genders = ['woman', 'man', 'other', 'not-said'] as const;
export type Gender = (typeof genders)[number];

export const reachBy = ['sms', 'email', 'none'] as const;
export type ReachBy = (typeof reachBy)[number];

/** A file as far as the actor may read it: a part that is not open to them is null. */
export interface Person {
  id: PersonId;
  officeId: string;
  reference: string;
  /** Language in which the person wants to be addressed. */
  language: string;
  openedAt: Date;
  /** Day on which the person was told what is kept and why, `YYYY-MM-DD`; null where that is not on record. */
  informedOn: string | null;
  identity: Identity | null;
  contact: Contact | null;
  profile: Profile | null;
}

export interface Identity {
  givenName: string;
  familyName: string;
  nameInOtherScript: string | null;
  birthYear: number | null;
}

export interface Contact {
  phone: string | null;
  email: string | null;
  reachBy: ReachBy;
  note: string | null;
}

export interface Profile {
  gender: Gender | null;
  originPlaceId: Id<'places.places'> | null;
  residencePlaceId: Id<'places.places'> | null;
  languages: string[];
  minor: boolean;
  guardian: string | null;
}

/** Given name and family name as one writes them; a person may have one name only. */
export function fullName(identity: Pick<Identity, 'givenName' | 'familyName'>): string {
  return [identity.givenName, identity.familyName].filter(Boolean).join(' ');
}
