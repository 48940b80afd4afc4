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
    wrapped: Buffer;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
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
}
