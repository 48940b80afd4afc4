import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { writeCsv } from '#kernel/text';
import { toLocal } from '#kernel/time';
import type { Office, OfficeId } from '#modules/offices';
import { termLabel } from '#modules/vocabulary';
import type { Appointment } from '../appointment.ts';

/** A calendar as CSV, hours in the zone of each office. */
export function appointmentsCsv(
  { t, lang, format }: Context,
  offices: ReadonlyMap<OfficeId, Office>,
  rows: readonly Appointment[],
): string {
  const headings = [
    t('appointments.field.date'),
    t('appointments.field.slot'),
    t('appointments.field.ends'),
    t('appointments.field.office'),
    t('appointments.field.visitor'),
    t('appointments.field.phone'),
    t('appointments.field.email'),
    t('appointments.field.topic-short'),
    t('appointments.field.spoken-short'),
    t('appointments.field.state'),
  ];
  return writeCsv(
    headings,
    rows.map((row) => {
      const zone = offices.get(row.officeId)?.timeZone ?? 'UTC';
      const starts = toLocal(row.startsAt, zone);
      return [
        starts.day,
        starts.time,
        toLocal(row.endsAt, zone).time,
        officeName(offices, row, lang),
        row.name,
        row.phone,
        row.email,
        termLabel('contactTopics', row.topic, lang),
        format.languageName(row.spokenLanguage),
        t(`appointments.state.${row.state}`),
      ];
    }),
  );
}

/** The name of the office of an appointment. */
export function officeName(offices: ReadonlyMap<OfficeId, Office>, row: Appointment, lang: string): string {
  const office = offices.get(row.officeId);
  return office ? textIn(office.name, lang).text : '';
}
