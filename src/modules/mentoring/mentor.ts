import type { Id } from '#kernel/db';
import type { PlaceId } from '#modules/places';
import type { WeekSpan } from './hours.ts';

export type MentorId = Id<'mentoring.mentors'>;

// uses messages: mentoring.background.*
/** Where a mentor's experience comes from. */
export const backgrounds = ['owner', 'professional', 'retired', 'returned', 'origin'] as const;
export type Background = (typeof backgrounds)[number];

/** Most founders that one mentor may accompany at once. */
export const MOST_MENTEES = 10;

/** What a mentor says of themselves. */
export interface MentorText {
  officeId: string;
  name: string;
  about: string;
  background: Background;
  placeId: PlaceId;
  timeZone: string;
  sectors: string[];
  topics: string[];
  stages: string[];
  /** Tracks of the people whom they would like to accompany; none means all alike. */
  tracks: string[];
  /** BCP 47 tags. */
  languages: string[];
  /** When they have time, on the clocks of `timeZone`. */
  hours: WeekSpan[];
  email: string | null;
  /** E.164. */
  phone: string | null;
  menteeLimit: number;
  paused: boolean;
}

/** A mentor as far as the actor may read one. */
export interface Mentor extends MentorText {
  id: MentorId;
  accountId: string;
  countryId: PlaceId;
  /** Founders offered, accepted or accompanied now. */
  mentees: number;
  confirmedAt: Date | null;
  updatedAt: Date;
}
