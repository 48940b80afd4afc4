import { ButtonLink, PostButton } from '#kernel/html';
import type { Context } from '#kernel/http';
import { allowed, type Appointment } from '../appointment.ts';

/** The way to the file of the visitor, or to a new one. */
export function FileLink({ ctx, appointment, kind = 'quiet' }: { ctx: Context; appointment: Appointment; kind?: 'quiet' | 'secondary' }) {
  const { id, personId } = appointment;
  return (
    <ButtonLink kind={kind} href={personId ? `/desk/people/${personId}` : `/desk/people/new?appointment=${id}`}>
      {ctx.t(personId ? 'appointments.desk.file' : 'appointments.desk.open-file')}
    </ButtonLink>
  );
}

/** Came, did not come, take back: what is open in the appointment's state. */
export function MarkButtons({ ctx, appointment, span }: { ctx: Context; appointment: Appointment; span: string }) {
  const { t, now } = ctx;
  const name = appointment.name || t('appointments.desk.no-name');
  const marks = (['keep', 'miss', 'undo'] as const).filter((mark) => allowed(appointment, mark, now) === true);
  if (marks.length === 0) return null;
  return (
    <div class="button-group">
      {marks.map((mark) => (
        <PostButton
          key={mark}
          kind="quiet"
          action={`/desk/appointments/${appointment.id}/mark`}
          fields={{ as: mark, span }}
          label={t(`appointments.mark.${mark}-of`, { name })}
        >
          {t(`appointments.mark.${mark}`)}
        </PostButton>
      ))}
    </div>
  );
}
