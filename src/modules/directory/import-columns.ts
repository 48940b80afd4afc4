import type { ImportColumn } from '#kernel/import';

const required = { required: true } as const;
const optional = { required: false } as const;

/** Columns of a list of organisations. */
export const organisationColumns: readonly ImportColumn[] = [
  { name: 'code', ...required, about: 'directory.column.code' },
  { name: 'name', ...required, about: 'directory.column.name', translated: true },
  { name: 'text_language', ...optional, about: 'directory.column.text-language' },
  { name: 'alternate_name', ...optional, about: 'directory.column.alternate-name' },
  { name: 'kind', ...optional, about: 'directory.column.kind' },
  { name: 'description', ...optional, about: 'directory.column.description', translated: true },
  { name: 'place', ...optional, about: 'directory.column.place' },
  { name: 'address', ...optional, about: 'directory.column.address' },
  { name: 'postal_code', ...optional, about: 'directory.column.postal-code' },
  { name: 'city', ...optional, about: 'directory.column.city' },
  { name: 'phone', ...optional, about: 'directory.column.phone' },
  { name: 'email', ...optional, about: 'directory.column.email' },
  { name: 'website', ...optional, about: 'directory.column.website' },
  { name: 'languages', ...optional, about: 'directory.column.languages' },
  { name: 'assured_on', ...optional, about: 'directory.column.assured-on' },
];

/** Columns of a list of services. */
export const serviceColumns: readonly ImportColumn[] = [
  { name: 'code', ...required, about: 'directory.column.code' },
  { name: 'organisation', ...required, about: 'directory.column.organisation' },
  { name: 'name', ...required, about: 'directory.column.name', translated: true },
  { name: 'description', ...required, about: 'directory.column.description', translated: true },
  { name: 'assured_on', ...required, about: 'directory.column.assured-on' },
  { name: 'text_language', ...optional, about: 'directory.column.text-language' },
  { name: 'status', ...optional, about: 'directory.column.status' },
  { name: 'place', ...optional, about: 'directory.column.place' },
  { name: 'address', ...optional, about: 'directory.column.address' },
  { name: 'postal_code', ...optional, about: 'directory.column.postal-code' },
  { name: 'city', ...optional, about: 'directory.column.city' },
  { name: 'accessibility', ...optional, about: 'directory.column.accessibility', translated: true },
  { name: 'areas', ...optional, about: 'directory.column.areas' },
  { name: 'categories', ...optional, about: 'directory.column.categories' },
  { name: 'audiences', ...optional, about: 'directory.column.audiences' },
  { name: 'languages', ...optional, about: 'directory.column.languages' },
  { name: 'eligibility', ...optional, about: 'directory.column.eligibility', translated: true },
  { name: 'minimum_age', ...optional, about: 'directory.column.minimum-age' },
  { name: 'maximum_age', ...optional, about: 'directory.column.maximum-age' },
  { name: 'application', ...optional, about: 'directory.column.application', translated: true },
  { name: 'documents', ...optional, about: 'directory.column.documents', translated: true },
  { name: 'cost', ...optional, about: 'directory.column.cost' },
  { name: 'price', ...optional, about: 'directory.column.price' },
  { name: 'currency', ...optional, about: 'directory.column.currency' },
  { name: 'fees', ...optional, about: 'directory.column.fees', translated: true },
  { name: 'hours', ...optional, about: 'directory.column.hours' },
  { name: 'time_zone', ...optional, about: 'directory.column.time-zone' },
  { name: 'wait_time', ...optional, about: 'directory.column.wait-time', translated: true },
  { name: 'alert', ...optional, about: 'directory.column.alert', translated: true },
  { name: 'interpretation', ...optional, about: 'directory.column.interpretation' },
  { name: 'phone', ...optional, about: 'directory.column.phone' },
  { name: 'email', ...optional, about: 'directory.column.email' },
  { name: 'url', ...optional, about: 'directory.column.url' },
];

/** Columns of a list of responsibilities. */
export const responsibilityColumns: readonly ImportColumn[] = [
  { name: 'code', ...required, about: 'directory.column.code' },
  { name: 'organisation', ...optional, about: 'directory.column.answering-organisation' },
  { name: 'office', ...optional, about: 'directory.column.answering-office' },
  { name: 'topic', ...required, about: 'directory.column.topic' },
  { name: 'place', ...required, about: 'directory.column.place' },
  { name: 'role', ...required, about: 'directory.column.role', translated: true },
  { name: 'text_language', ...optional, about: 'directory.column.text-language' },
  { name: 'phone', ...optional, about: 'directory.column.phone' },
  { name: 'email', ...optional, about: 'directory.column.email' },
  { name: 'assured_on', ...required, about: 'directory.column.assured-on' },
  { name: 'ended_on', ...optional, about: 'directory.column.ended-on' },
];
