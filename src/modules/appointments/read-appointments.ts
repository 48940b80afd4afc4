import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import { firstLanguage, isLanguage } from '#kernel/i18n';
import { toInstant, type Instant } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { PersonId } from '#modules/people';
import type { Appointment, AppointmentId, AppointmentState } from './appointment.ts';

const columns = [
  'id',
  'office_id',
  'starts_at',
  'ends_at',
  'state',
  'name',
  'phone',
  'email',
  'language',
  'spoken_language',
  'topic',
  'visitor_time_zone',
  'sequence',
  'person_id',
  'booked_by',
  'booked_at',
  'changed_at',
] as const;

interface Row {
  id: AppointmentId;
  office_id: OfficeId;
  starts_at: Date;
  ends_at: Date;
  state: string;
  name: string;
  phone: string | null;
  email: string | null;
  language: string;
  spoken_language: string;
  topic: string;
  visitor_time_zone: string;
  sequence: number;
  person_id: PersonId | null;
  booked_by: string | null;
  booked_at: Date;
  changed_at: Date;
}

function toAppointment(row: Row): Appointment {
  return {
    id: row.id,
    officeId: row.office_id,
    startsAt: toInstant(row.starts_at),
    endsAt: toInstant(row.ends_at),
    state: row.state as AppointmentState, // the check constraint appointments_state holds the list
    name: row.name,
    phone: row.phone,
    email: row.email,
    language: isLanguage(row.language) ? row.language : firstLanguage,
    spokenLanguage: row.spoken_language,
    topic: row.topic,
    visitorTimeZone: row.visitor_time_zone,
    sequence: row.sequence,
    personId: row.person_id,
    bookedBy: row.booked_by,
    bookedAt: row.booked_at,
    changedAt: row.changed_at,
  };
}

/** An appointment, for its desk, the person of the file or the visitor with its link; null for everybody else. */
export async function getAppointment(trx: Reads<'appointments'>, id: AppointmentId): Promise<Appointment | null> {
  const row = await trx.selectFrom('appointments.appointments').select(columns).where('id', '=', id).executeTakeFirst();
  return row ? toAppointment(row) : null;
}

export const appointmentSorts = ['time', 'name', 'state'] as const;

export interface AppointmentFilter {
  officeIds: readonly string[];
  /** First moment, and the first one that is too late. */
  from: Instant;
  to: Instant;
  state: AppointmentState | 'all';
  sort?: (typeof appointmentSorts)[number];
  descending?: boolean;
  limit: number;
  offset: number;
}

/** The calendar of some desks between two moments. */
export async function listAppointments(
  trx: Reads<'appointments'>,
  filter: AppointmentFilter,
): Promise<{ rows: Appointment[]; total: number }> {
  if (filter.officeIds.length === 0) return { rows: [], total: 0 };
  let query = trx
    .selectFrom('appointments.appointments')
    .where('office_id', 'in', filter.officeIds as OfficeId[]) // roles keep the id of an office as plain text
    .where('starts_at', '>=', new Date(filter.from))
    .where('starts_at', '<', new Date(filter.to));
  if (filter.state !== 'all') query = query.where('state', '=', filter.state);
  const first = { time: 'starts_at', name: 'name', state: 'state' } as const;
  const rows = await query
    .select(columns)
    .orderBy(first[filter.sort ?? 'time'], filter.descending ? 'desc' : 'asc')
    .orderBy('starts_at')
    .orderBy('id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  const { total } = await query.select((one) => one.fn.countAll<string>().as('total')).executeTakeFirstOrThrow();
  return { rows: rows.map(toAppointment), total: Number(total) };
}

/** How many appointments some desks have between two moments, by state. */
export async function countAppointments(
  trx: Reads<'appointments'>,
  officeIds: readonly string[],
  from: Instant,
  to: Instant,
): Promise<Record<AppointmentState, number>> {
  const counts = { booked: 0, cancelled: 0, kept: 0, missed: 0 };
  if (officeIds.length === 0) return counts;
  const rows = await trx
    .selectFrom('appointments.appointments')
    .select((one) => ['state', one.fn.countAll<string>().as('count')])
    .where('office_id', 'in', officeIds as OfficeId[])
    .where('starts_at', '>=', new Date(from))
    .where('starts_at', '<', new Date(to))
    .groupBy('state')
    .execute();
  for (const { state, count } of rows) counts[state as AppointmentState] = Number(count); // as above
  return counts;
}

/** The appointments of some files as far as the actor may read them: those to come first, soonest first, then the past, latest first. */
export async function appointmentsOf(
  trx: Reads<'appointments'>,
  personIds: readonly PersonId[],
  now: Date,
  limit = 20,
): Promise<Appointment[]> {
  if (personIds.length === 0) return [];
  const rows = await trx
    .selectFrom('appointments.appointments')
    .select(columns)
    .where('person_id', 'in', [...personIds])
    .orderBy(sql`(state = 'booked' and ends_at > ${now}) desc`)
    .orderBy(sql`abs(extract(epoch from starts_at - ${now}::timestamptz))`)
    .limit(limit)
    .execute();
  return rows.map(toAppointment);
}
