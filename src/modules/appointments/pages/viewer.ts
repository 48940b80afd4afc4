import { refuseHttp, scopesOf, type Context } from '#kernel/http';
import { findOffice, type Office } from '#modules/offices';
import type { Appointment, AppointmentId } from '../appointment.ts';
import type { Seeker } from '../free-slots.ts';
import { getAppointment } from '../read-appointments.ts';

/** An appointment that the reader may open, with its office and how the reader stands to it. */
export interface Viewed {
  appointment: Appointment;
  office: Office;
  /** Staff of the office whose calendar it is. */
  seeker: Seeker;
}

/** The appointment of an address, for its visitor, person or desk. Refusals: not found, which is also what a wrong link looks like. */
export async function viewedAppointment(ctx: Context, id: AppointmentId): Promise<Viewed> {
  const appointment = await getAppointment(ctx.trx, id);
  const office = appointment && (await findOffice(ctx.trx, appointment.officeId));
  if (!appointment || !office) throw refuseHttp('not-found');
  const atDesk = scopesOf(ctx, 'counsellor', 'office-manager').includes(office.id);
  return { appointment, office, seeker: atDesk ? 'desk' : 'visitor' };
}

/** A path with the secret of the link that the reader came with, if any, and further query parameters. */
export function withLink(ctx: Context, path: string, more: Record<string, string> = {}): string {
  const token = ctx.query.get('token');
  const query = new URLSearchParams({ ...(token ? { token } : {}), ...more }).toString();
  return query ? `${path}?${query}` : path;
}

/** Where the reader goes after a change. */
export function pageOf(ctx: Context, { appointment, seeker }: Viewed): string {
  return seeker === 'desk' && !ctx.query.get('token')
    ? `/desk/appointments/${appointment.id}`
    : withLink(ctx, `/appointments/${appointment.id}`);
}
