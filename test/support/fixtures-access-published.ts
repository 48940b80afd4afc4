import { newId } from '#kernel/db';
import type { Row, Stage } from './fixtures-access-world.ts';

/** A text as the tables keep it. */
const text = (words: string) => ({ source: 'en', texts: { en: { text: words, kind: 'human' } } });

export const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();

export type Add = (table: string, ...more: Row[]) => void;

/** A file about nobody that somebody handed in. */
export function fileOf(add: Add): string {
  const id = newId();
  const sealed = { sealed_name: '\\x00', media_type: 'text/plain', bytes: 10, sha256: 'a'.repeat(64) };
  add('files.files', { id, subject_id: null, custodian_id: null, ...sealed, uploaded_by: newId(), uploaded_at: days(-2) });
  return id;
}

/** What everybody reads: offices, places, the directory. */
export function plantPublic(add: Add, { offices, organisations, place }: Stage): void {
  add('kernel.network', { only_row: true, name: text('Network'), languages: ['en'], controller: {} });
  add('kernel.network_keys', { number: 1, wrapped: '\\x00' });
  add(
    'mail.messages',
    { id: newId(), channel: 'mail', sealed: '\\x00', language: 'en', state: 'shown', ended_at: days(-1) },
    { id: newId(), channel: 'sms', sealed: '\\x00', language: 'en', state: 'queued', ended_at: null },
  );
  add('audit.seals', {
    number: 1,
    first_entry: 1,
    last_entry: 1,
    entry_count: 1,
    previous_hash: '',
    hash: 'x',
    entries: '{[1,2)}',
    mac: 'x',
  });
  add('practices.practices', {
    id: newId(),
    code: 'practice',
    title: text('Practice'),
    summary: text('Summary'),
    admin_level: 'municipality',
    source: {},
    keeper_id: null,
  });
  add('places.places', { id: place, code: 'town', level: 'municipality', name: text('Town'), lat: 45, lon: 12, source: 'test' });
  offices.forEach((id, number) => {
    add('offices.offices', {
      id,
      code: `office-${number}`,
      place_id: place,
      name: text('Office'),
      time_zone: 'Europe/Rome',
      address: 'Street 1',
      seats_per_slot: 5,
    });
    add('offices.hours', { office_id: id, weekday: 1, opens: '09:00', closes: '12:00' });
    add('offices.closures', { office_id: id, on_day: '2027-01-06', reason: null });
    add('offices.territories', { office_id: id, place_id: place });
  });
  organisations.forEach((id, number) => {
    const service_id = newId();
    add('directory.organisations', { id, code: `organisation-${number}`, standing: 'live', name: text('Organisation') });
    add('directory.services', {
      id: service_id,
      code: `service-${number}`,
      organisation_id: id,
      standing: 'live',
      name: text('Course'),
      description: text('Course'),
      assured_on: '2026-01-01',
    });
    add('directory.schedules', { id: newId(), service_id, weekday: 1, opens: '09:00', closes: '12:00' });
    add('directory.revisions', {
      id: newId(),
      account_id: newId(),
      organisation_id: id,
      object_kind: 'service',
      object_id: service_id,
      what: 'changed',
    });
  });
}

/** What belongs to an account rather than to a file. */
export function plantOwn(add: Add, stage: Stage): void {
  stage.accounts.forEach((account_id, number) => {
    add('identity.accounts', {
      id: account_id,
      name: 'Noor',
      email: `noor${number}@example.org`,
      origin: number % 2 ? 'invitation' : 'code',
    });
    add('identity.sessions', {
      id: newId(),
      account_id,
      token_hash: account_id,
      assurance: 1,
      way: 'code',
      created_at: days(-1),
      last_seen_at: days(0),
    });
    add('kernel.drafts', { account_id, form: 'intake', sealed: '\\x00' });
    add('jobs.progress', { id: newId(), account_id, task: 'import' });
    add('kernel.idempotency', { actor_key: account_id, key: newId(), route: 'POST /', request_hash: 'x' });
    add('identity.authenticators', { account_id, sealed: '\\x00', last_step: 0, confirmed_at: days(-1) });
    add('identity.recovery_codes', { account_id, code_hash: 'x' });
    add('identity.passkeys', {
      id: newId(),
      account_id,
      credential_id: newId(),
      public_key: '\\x00',
      counter: 0,
      name: 'Key',
      created_at: days(-1),
    });
    add('identity.provider_links', { id: newId(), account_id, issuer: 'x', subject: account_id, provider: 'x', linked_at: days(-1) });
    add('imports.uploads', { id: newId(), account_id, kind: 'people', name: 'people.csv', sealed: '\\x00', dry_run: true });
  });
}
