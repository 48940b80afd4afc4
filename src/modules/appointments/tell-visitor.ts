import { asSystem, type AnyWrites, type Database } from '#kernel/db';
import { translator, type Catalogue } from '#kernel/i18n';
import { implementTask, type JobContext } from '#kernel/jobs';
import type { Keyring } from '#kernel/keys';
import { queueMail, queueSms } from '#kernel/mail';
import { findOffice } from '#modules/offices';
import type { Appointment, AppointmentId } from './appointment.ts';
import { composeMail, composeSms } from './compose-message.ts';
import { linkOf } from './link.ts';
import { tellName, type MessageKind } from './plan-messages.ts';
import { getAppointment } from './read-appointments.ts';

/** What the messages about appointments need of the worker. */
export interface AppointmentContext {
  /** Of the jobs role. */
  db: Database;
  keyring: Keyring;
  catalogue: Catalogue;
  publicUrl: string;
}

/**
 * Tells the visitor of a booking, a change or a near appointment, in their language. What no longer holds is not told.
 * A crash between queueing and the end of the job tells it twice.
 */
export const tellVisitor = implementTask(tellName, async (context: AppointmentContext & JobContext, { appointmentId, kind, startsAt }) => {
  await asSystem(context.db, async (trx) => {
    const appointment = await getAppointment(trx, appointmentId as AppointmentId); // planMessages has put it there
    if (appointment && stillTrue(appointment, kind, startsAt)) await tell(trx, context, appointment, kind);
  });
});

function stillTrue(appointment: Appointment, kind: MessageKind, startsAt: string): boolean {
  const over = kind === 'cancelled' || kind === 'called-off';
  return appointment.startsAt === startsAt && appointment.state === (over ? 'cancelled' : 'booked');
}

async function tell(trx: AnyWrites, context: AppointmentContext, appointment: Appointment, kind: MessageKind): Promise<void> {
  const { keyring, catalogue, publicUrl } = context;
  const { id, language, phone, email } = appointment;
  const office = await findOffice(trx, appointment.officeId);
  const path = await linkOf(trx, keyring, id);
  if (!office || !path) return;
  const composing = { t: translator(catalogue, language), publicUrl, link: `${publicUrl}/${language}${path}` };
  const options = { language, subjectId: appointment.personId ?? undefined, notAfter: new Date(appointment.startsAt) };
  // A mail keeps the calendar entry; for the reminder a telephone is nearer at hand.
  const byPhone = phone && (!email || kind === 'reminder');
  if (byPhone) await queueSms(trx, keyring, { ...composeSms(appointment, office, kind, composing), to: phone, ...options });
  else if (email) {
    const to = { address: email, ...(appointment.name ? { name: appointment.name } : {}) };
    await queueMail(trx, keyring, { ...composeMail(appointment, office, kind, composing), to, ...options });
  }
}
