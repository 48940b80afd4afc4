// Generated from the migrated database by npm run generate; do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Id } from '../src/kernel/db/id.ts';
import type { Translated } from '../src/kernel/i18n/translated.ts';

type Instant = Date | string;
type Json<T> = T extends Translated | null ? ColumnType<T, T | string, T | string> : ColumnType<unknown, string | undefined, string>;

export interface DB {
  'access.assignments': {
    id: Id<'access.assignments'>;
    account_id: string;
    role: string;
    scope_kind: string;
    scope_id: string | null;
    granted_by: string | null;
    granted_at: ColumnType<Date, Instant | undefined, Instant>;
    ended_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
  };
  'access.subject_accounts': {
    subject_id: Id<'access.subjects'>;
    account_id: string;
    how: string;
    linked_at: ColumnType<Date, Instant | undefined, Instant>;
    ended_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
  };
  'access.subject_keys': {
    subject_id: Id<'access.subjects'>;
    wrapped: Buffer | null;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
    destroyed_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
  };
  'access.subjects': {
    id: Id<'access.subjects'>;
    custodian_id: string;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'audit.entries': {
    id: GeneratedAlways<bigint>;
    at: ColumnType<Date, Instant | undefined, Instant>;
    actor: string | null;
    scope_id: string | null;
    verb: string;
    purpose: string;
    subject: string | null;
    object_kind: string | null;
    object_id: string | null;
    details: Json<unknown>;
    request_id: string | null;
  };
  'audit.pseudonyms': {
    pseudonym: Generated<Id<'audit.pseudonyms'>>;
    kind: string;
    id: string;
  };
  'audit.seals': {
    number: ColumnType<bigint, bigint | number, bigint | number>;
    first_entry: ColumnType<bigint, bigint | number, bigint | number>;
    last_entry: ColumnType<bigint, bigint | number, bigint | number>;
    entry_count: number;
    previous_hash: string;
    hash: string;
    sealed_at: ColumnType<Date, Instant | undefined, Instant>;
    entries: string;
    mac: string;
  };
  'consent.bases': {
    id: Id<'consent.bases'>;
    subject_id: Id<'access.subjects'>;
    custodian_id: string;
    purpose: string;
    basis: string;
    law: string | null;
    controllers: string[];
    transfer_instrument: string | null;
    special_categories: Generated<string[]>;
    keep_until: string;
    recorded_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'consent.grants': {
    id: Id<'consent.grants'>;
    subject_id: Id<'access.subjects'>;
    custodian_id: string;
    recipient_kind: string;
    recipient_id: string;
    purpose: string;
    parts: string[];
    language: string;
    wording: string;
    given_how: string;
    recorded_by: string;
    second_person: string | null;
    reason: string | null;
    starts_at: ColumnType<Date, Instant | undefined, Instant>;
    ends_at: ColumnType<Date, Instant, Instant>;
    withdrawn_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
    withdrawn_by: string | null;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
    override_request_id: Id<'consent.override_requests'> | null;
  };
  'consent.override_requests': {
    id: Id<'consent.override_requests'>;
    subject_id: Id<'access.subjects'>;
    custodian_id: string;
    requested_by: string;
    recipient_kind: string;
    recipient_id: string;
    purpose: string;
    parts: string[];
    reason: string;
    ends_at: ColumnType<Date, Instant, Instant>;
    state: Generated<string>;
    decided_by: string | null;
    decided_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'jobs.progress': {
    id: Id<'jobs.progress'>;
    account_id: string;
    task: string;
    state: Generated<string>;
    done: Generated<number>;
    total: number | null;
    report: Json<unknown | null>;
    started_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
    ended_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'kernel.drafts': {
    account_id: string;
    form: string;
    sealed: Buffer;
    updated_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'kernel.idempotency': {
    actor_key: string;
    key: string;
    route: string;
    request_hash: string;
    answer: Json<unknown | null>;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'kernel.network': {
    only_row: Generated<boolean>;
    name: Json<Translated>;
    languages: string[];
    time_zone: Generated<string>;
    country: string | null;
    controller: Json<unknown>;
    mail: Json<unknown | null>;
    demonstration: Generated<boolean>;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
    updated_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'kernel.network_keys': {
    number: number;
    wrapped: Buffer;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'offices.closures': {
    office_id: Id<'offices.offices'>;
    on_day: string;
    reason: Json<Translated | null>;
  };
  'offices.hours': {
    office_id: Id<'offices.offices'>;
    weekday: number;
    opens: string;
    closes: string;
    women_only: Generated<boolean>;
  };
  'offices.offices': {
    id: Id<'offices.offices'>;
    code: string;
    place_id: Id<'places.places'>;
    organisation_id: string | null;
    name: Json<Translated>;
    languages: Generated<string[]>;
    time_zone: string;
    address: string;
    phone: string | null;
    email: string | null;
    about: Json<Translated | null>;
    how_to_find: Json<Translated | null>;
    slot_minutes: Generated<number>;
    seats_per_slot: Generated<number>;
    active: Generated<boolean>;
    demonstration: Generated<boolean>;
    updated_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'offices.territories': {
    office_id: Id<'offices.offices'>;
    place_id: Id<'places.places'>;
  };
  'places.corridors': {
    id: Id<'places.corridors'>;
    code: string;
    origin_id: Id<'places.places'>;
    destination_id: Id<'places.places'>;
    facts: Json<unknown>;
    source: Json<unknown>;
    as_of: string;
    updated_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'places.holidays': {
    id: Id<'places.holidays'>;
    place_id: Id<'places.places'>;
    on_day: string;
    name: Json<Translated>;
    tentative: Generated<boolean>;
  };
  'places.members': {
    area_id: Id<'places.places'>;
    member_id: Id<'places.places'>;
  };
  'places.names': {
    place_id: Id<'places.places'>;
    words: string;
  };
  'places.openings': {
    id: Id<'places.openings'>;
    code: string;
    place_id: Id<'places.places'>;
    corridor_id: Id<'places.corridors'> | null;
    kind: string;
    title: Json<Translated>;
    description: Json<Translated | null>;
    sector: string | null;
    source: Json<unknown>;
    as_of: string;
    valid_until: string | null;
    demonstration: Generated<boolean>;
    updated_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'places.places': {
    id: Id<'places.places'>;
    code: string;
    level: string;
    parent_id: Id<'places.places'> | null;
    iso: string | null;
    nuts: string | null;
    name: Json<Translated>;
    other_names: Generated<string[]>;
    lat: number;
    lon: number;
    time_zone: string | null;
    currency: string | null;
    languages: Generated<string[]>;
    source: string;
    updated_at: ColumnType<Date, Instant | undefined, Instant>;
  };
}
