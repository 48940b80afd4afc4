import { ButtonLink, EmptyState, Link, Section } from '#kernel/html';
import { scopesOf, type Context } from '#kernel/http';
import { formatters, textIn } from '#kernel/i18n';
import { findOffice, officesById, type Office, type OfficeId } from '#modules/offices';
import { getPerson, ownFiles, type PersonId } from '#modules/people';
import type { Appointment } from '../appointment.ts';
import { appointmentsOf } from '../read-appointments.ts';
import { StateTag } from './appointment.tsx';

/** What the panel shows, read once by the page. */
export interface AppointmentsData {
  coming: Appointment[];
  past: Appointment[];
  offices: Map<OfficeId, Office>;
  /** Where another appointment is booked; null where that is not open to the reader. */
  bookHref: string | null;
}

/** Reads {@link MyAppointments}: the appointments of the reader's own files. */
export async function readMyAppointments(ctx: Context): Promise<AppointmentsData> {
  const files = ctx.actor.accountId ? await ownFiles(ctx.trx, ctx.actor.accountId) : [];
  const first = files[0] ? await getPerson(ctx.trx, files[0]) : null;
  const office = first ? await findOffice(ctx.trx, first.officeId as OfficeId) : null; // a file's custodian is an office
  return { ...(await split(ctx, files)), bookHref: office?.active ? `/offices/${office.code}/book` : null };
}

/** Reads {@link PersonAppointments}: the appointments of a file, as far as the desk may see them. */
export async function readPersonAppointments(ctx: Context, personId: PersonId): Promise<AppointmentsData> {
  return { ...(await split(ctx, [personId])), bookHref: `/desk/appointments/new?person=${personId}` };
}

async function split(ctx: Context, files: readonly PersonId[]): Promise<Pick<AppointmentsData, 'coming' | 'past' | 'offices'>> {
  const all = await appointmentsOf(ctx.trx, files, ctx.now);
  const isComing = (one: Appointment) => one.state === 'booked' && Date.parse(one.endsAt) > ctx.now.getTime();
  return {
    coming: all.filter(isComing),
    past: all.filter((one) => !isComing(one)),
    offices: await officesById(
      ctx.trx,
      all.map(({ officeId }) => officeId),
    ),
  };
}

interface PanelProps {
  ctx: Context;
  data: AppointmentsData;
}

/** Appointments of the person who is signed in, for their own space. */
export function MyAppointments(props: PanelProps) {
  return <AppointmentsPanel {...props} />;
}

/** Appointments of a file, for the desk's page of the person. */
export function PersonAppointments(props: PanelProps) {
  return <AppointmentsPanel {...props} />;
}

function AppointmentsPanel({ ctx, data }: PanelProps) {
  const { t } = ctx;
  return (
    <Section title={t('appointments.panel.title')} id="appointments">
      {data.coming.length + data.past.length === 0 && <EmptyState title={t('appointments.panel.none')} />}
      <List ctx={ctx} data={data} title={t('appointments.panel.coming')} rows={data.coming} />
      <List ctx={ctx} data={data} title={t('appointments.panel.past')} rows={data.past} />
      {data.bookHref && (
        <p>
          <ButtonLink kind="secondary" href={data.bookHref}>
            {t('appointments.panel.book')}
          </ButtonLink>
        </p>
      )}
    </Section>
  );
}

function List({ ctx, data, title, rows }: PanelProps & { title: string; rows: Appointment[] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Entry ctx={ctx} data={data} row={row} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Entry({ ctx, data, row }: PanelProps & { row: Appointment }) {
  const { t, lang } = ctx;
  const office = data.offices.get(row.officeId);
  const atDesk = scopesOf(ctx, 'counsellor', 'office-manager').includes(row.officeId);
  const when = (zone: string) => formatters(lang, zone).instant(row.startsAt, 'short');
  const [atOffice, atHome] = [when(office?.timeZone ?? row.visitorTimeZone), when(row.visitorTimeZone)];
  return (
    <>
      <Link href={atDesk ? `/desk/appointments/${row.id}` : `/appointments/${row.id}`}>
        {t('appointments.time.office', { when: atOffice })}
      </Link>{' '}
      <StateTag ctx={ctx} appointment={row} />
      {atHome !== atOffice && (
        <div class="hint">{t(atDesk ? 'appointments.time.of-visitor' : 'appointments.time.visitor', { when: atHome })}</div>
      )}
      {office && <div class="hint">{textIn(office.name, lang).text}</div>}
    </>
  );
}
