import type { Id } from '#kernel/db';
import type { PersonId } from '#modules/people';

export type VentureId = Id<'ventures.ventures'>;

export const stages = ['idea', 'planning', 'registering', 'trading', 'growing', 'paused', 'closed'] as const;
export type Stage = (typeof stages)[number];

/** Where the firm is or will be: at this end of the corridor, at the other, or both. */
export const locations = ['here', 'there', 'both'] as const;
export type Location = (typeof locations)[number];

export interface Venture {
  id: VentureId;
  officeId: string;
  leadPersonId: PersonId;
  title: string;
  summary: string;
  /** Code of the sector vocabulary. */
  sector: string;
  stage: Stage;
  location: Location;
  herePlaceId: Id<'places.places'> | null;
  therePlaceId: Id<'places.places'> | null;
  needs: string[];
  updatedAt: Date;
}

/** What the founders and the counsellor write down. */
export type VentureText = Pick<Venture, 'title' | 'summary' | 'sector' | 'stage' | 'location' | 'herePlaceId' | 'therePlaceId' | 'needs'>;
