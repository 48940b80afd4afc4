import type { Id } from '#kernel/db';
import type { Language } from '#kernel/i18n';
import type { Instant, TimeZone } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { PersonId } from '#modules/people';

export type AppointmentId = Id<'appointments.appointments'>;

export const appointmentStates = ['booked', 'cancelled', 'kept', 'missed'] as const;
export type AppointmentState = (typeof appointmentStates)[number];

export const appointmentActions = ['move', 'cancel', 'keep', 'miss', 'undo'] as const;
export type AppointmentAction = (typeof appointmentActions)[number];

/** A seat in a slot of an office's calendar. */
export interface Appointment {
  id: AppointmentId;
  officeId: OfficeId;
  startsAt: Instant;
  endsAt: Instant;
  state: AppointmentState;
  /** How to call the visitor; may be empty. */
  name: string;
  /** E.164. */
  phone: string | null;
  email: string | null;
  /** Language of the messages to the visitor. */
  language: Language;
  /** BCP 47 tag of the language that the visitor wants to speak. */
  spokenLanguage: string;
  topic: string;
  /** Zone in which the visitor reads hours. */
  visitorTimeZone: TimeZone;
  /** iCalendar SEQUENCE. */
  sequence: number;
  /** The file, once there is one. */
  personId: PersonId | null;
  /** Staff account, where it was booked at the desk. */
  bookedBy: string | null;
  bookedAt: Date;
  changedAt: Date;
}

type Moves = Readonly<Record<AppointmentState, Readonly<Partial<Record<AppointmentAction, AppointmentState>>>>>;

/** The state chart; drawn in docs/states/appointment.md, held by the database in `appointments.may_become`. */
export const appointmentMoves: Moves = {
  booked: { move: 'booked', cancel: 'cancelled', keep: 'kept', miss: 'missed' },
  cancelled: {},
  kept: { undo: 'booked' },
  missed: { undo: 'booked' },
};

const reasons = {
  booked: 'not-settled',
  cancelled: 'already-cancelled',
  kept: 'already-settled',
  missed: 'already-settled',
} as const satisfies Record<AppointmentState, string>;

/** Why an action is not open: a code of the module's refusals. */
export type Reason = (typeof reasons)[AppointmentState] | 'past' | 'not-yet';

/** People come early; before this the desk cannot have received them. */
const EARLY_MINUTES = 60;

/** Whether an action is open on an appointment now: true, or the reason why not. */
export function allowed(appointment: Pick<Appointment, 'state' | 'startsAt'>, action: AppointmentAction, now: Date): true | Reason {
  const { state, startsAt } = appointment;
  if (appointmentMoves[state][action] === undefined) return reasons[state];
  const minutesLeft = (Date.parse(startsAt) - now.getTime()) / 60_000;
  if ((action === 'move' || action === 'cancel') && minutesLeft <= 0) return 'past';
  if (action === 'keep' && minutesLeft > EARLY_MINUTES) return 'not-yet';
  if (action === 'miss' && minutesLeft > 0) return 'not-yet';
  return true;
}
