import type { Id } from '#kernel/db';
import type { Translated } from '#kernel/i18n';
import type { Weekday } from '#kernel/time';
import type { Place, PlaceId } from '#modules/places';

export type OfficeId = Id<'offices.offices'>;

/** A reception office: the scope of its staff's roles and the custodian of its files. */
export interface Office {
  id: OfficeId;
  /** Our stable short name, used in addresses. */
  code: string;
  placeId: PlaceId;
  /** The organisation of the directory that runs it. */
  organisationId: string | null;
  name: Translated;
  /** Languages of the desk, BCP 47, the most used first. */
  languages: string[];
  /** IANA zone of its hours. */
  timeZone: string;
  address: string;
  /** E.164. */
  phone: string | null;
  email: string | null;
  about: Translated | null;
  howToFind: Translated | null;
  slotMinutes: number;
  /** How many appointments run at the same time. */
  seatsPerSlot: number;
  /** False once it has closed for good. */
  active: boolean;
  /** Invented for the demonstration network. */
  demonstration: boolean;
}

export interface OfficeAtPlace extends Office {
  place: Place;
}

/** Weekly opening hours, local time of the office, `HH:MM`. */
export interface OfficeHours {
  weekday: Weekday;
  opens: string;
  closes: string;
  womenOnly: boolean;
}

/** A day on which an office is closed although its weekly hours say otherwise. */
export interface OfficeClosure {
  onDay: string;
  reason: Translated | null;
}

/** A day without opening: a closure of the office, or a public holiday of its place. */
export interface ClosedDay extends OfficeClosure {
  kind: 'closure' | 'holiday';
  /** A holiday that depends on the moon and may move by a day. */
  tentative: boolean;
}

/** Hours of one weekday may touch but not overlap, and an office closes after it opens. */
export function hoursOverlap(hours: readonly OfficeHours[]): boolean {
  return hours.some((one, index) =>
    hours.slice(index + 1).some((other) => one.weekday === other.weekday && one.opens < other.closes && other.opens < one.closes),
  );
}

/** Hours in the order of the week. */
export function byWeekday(hours: readonly OfficeHours[]): OfficeHours[] {
  return hours.toSorted((a, b) => a.weekday - b.weekday || (a.opens < b.opens ? -1 : 1));
}
