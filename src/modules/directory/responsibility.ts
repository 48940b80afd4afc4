import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { OrganisationId } from './organisation.ts';

export type ResponsibilityId = Id<'directory.responsibilities'>;

/** Who answers for a topic at a place: a desk or a post, never a person's name. */
export interface ResponsibilityEntry {
  code: string;
  /** Either an organisation or a reception office answers. */
  organisationId: OrganisationId | null;
  officeId: Id<'offices.offices'> | null;
  /** Code of the vocabulary `contactTopics`. */
  topic: string;
  placeId: Id<'places.places'>;
  role: Translated;
  phone: string | null;
  email: string | null;
  /** Day of the last check. */
  assuredOn: string;
  /** Last day; null while it holds. */
  endedOn: string | null;
  demonstration: boolean;
}
