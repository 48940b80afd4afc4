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
  'access.withheld': {
    subject_id: Id<'access.subjects'>;
    custodian_id: string;
    part: string;
    before: ColumnType<Date, Instant, Instant>;
  };
  'appointments.appointments': {
    id: Id<'appointments.appointments'>;
    office_id: Id<'offices.offices'>;
    starts_at: ColumnType<Date, Instant, Instant>;
    ends_at: ColumnType<Date, Instant, Instant>;
    seat: number;
    state: Generated<string>;
    name: Generated<string>;
    phone: string | null;
    email: string | null;
    language: string;
    topic: string;
    visitor_time_zone: string;
    token_hash: string;
    sequence: Generated<number>;
    person_id: string | null;
    booked_by: string | null;
    booked_at: ColumnType<Date, Instant | undefined, Instant>;
    changed_at: ColumnType<Date, Instant | undefined, Instant>;
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
  'directory.cost_options': {
    id: Id<'directory.cost_options'>;
    service_id: Id<'directory.services'>;
    option: Json<Translated | null>;
    amount_minor: ColumnType<bigint | null, bigint | number | null | undefined, bigint | number | null>;
    currency: string | null;
    description: Json<Translated | null>;
    position: Generated<number>;
  };
  'directory.locations': {
    id: Id<'directory.locations'>;
    code: string;
    organisation_id: Id<'directory.organisations'>;
    place_id: Id<'places.places'>;
    kind: Generated<string>;
    name: Json<Translated | null>;
    address_1: string | null;
    address_2: string | null;
    postal_code: string | null;
    city: string | null;
    state_province: string | null;
    country: string | null;
    lat: number | null;
    lon: number | null;
    accessibility: Json<Translated | null>;
    transportation: Json<Translated | null>;
    updated_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'directory.organisations': {
    id: Id<'directory.organisations'>;
    code: string;
    external_id: string | null;
    standing: string;
    name: Json<Translated>;
    alternate_name: string | null;
    kind: Generated<string>;
    description: Json<Translated | null>;
    place_id: Id<'places.places'> | null;
    website: string | null;
    email: string | null;
    languages: Generated<string[]>;
    source: Json<unknown | null>;
    assured_on: string | null;
    active: Generated<boolean>;
    demonstration: Generated<boolean>;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
    updated_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'directory.phones': {
    id: Id<'directory.phones'>;
    organisation_id: Id<'directory.organisations'> | null;
    service_id: Id<'directory.services'> | null;
    number: string;
    kind: Generated<string>;
    description: Json<Translated | null>;
    languages: Generated<string[]>;
    position: Generated<number>;
  };
  'directory.required_documents': {
    id: Id<'directory.required_documents'>;
    service_id: Id<'directory.services'>;
    document: Json<Translated>;
    url: string | null;
    position: Generated<number>;
  };
  'directory.responsibilities': {
    id: Id<'directory.responsibilities'>;
    code: string;
    organisation_id: Id<'directory.organisations'> | null;
    office_id: Id<'offices.offices'> | null;
    topic: string;
    place_id: Id<'places.places'>;
    role: Json<Translated>;
    phone: string | null;
    email: string | null;
    source: Json<unknown | null>;
    assured_on: string;
    ended_on: string | null;
    demonstration: Generated<boolean>;
    updated_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'directory.revisions': {
    id: Id<'directory.revisions'>;
    at: ColumnType<Date, Instant | undefined, Instant>;
    account_id: string | null;
    organisation_id: Id<'directory.organisations'> | null;
    object_kind: string;
    object_id: string;
    what: string;
    changes: Json<unknown>;
  };
  'directory.schedules': {
    id: Id<'directory.schedules'>;
    service_id: Id<'directory.services'>;
    location_id: Id<'directory.locations'> | null;
    weekday: number;
    opens: string;
    closes: string;
    notes: Json<Translated | null>;
  };
  'directory.search_entries': {
    service_id: Id<'directory.services'>;
    organisation_id: string;
    standing: string;
    listed: boolean;
    words: string;
    places: string[];
    within: string[];
    categories: string[];
    audiences: string[];
    languages: string[];
    sort_on: string;
  };
  'directory.service_areas': {
    service_id: Id<'directory.services'>;
    place_id: Id<'places.places'>;
  };
  'directory.service_locations': {
    id: Id<'directory.service_locations'>;
    service_id: Id<'directory.services'>;
    location_id: Id<'directory.locations'>;
    organisation_id: Id<'directory.organisations'>;
  };
  'directory.services': {
    id: Id<'directory.services'>;
    code: string;
    external_id: string | null;
    organisation_id: Id<'directory.organisations'>;
    standing: string;
    status: Generated<string>;
    name: Json<Translated>;
    description: Json<Translated>;
    eligibility: Json<Translated | null>;
    application: Json<Translated | null>;
    cost: Generated<string>;
    fees: Json<Translated | null>;
    wait_time: Json<Translated | null>;
    alert: Json<Translated | null>;
    interpretation: string | null;
    minimum_age: number | null;
    maximum_age: number | null;
    categories: Generated<string[]>;
    audiences: Generated<string[]>;
    themes: Generated<string[]>;
    languages: Generated<string[]>;
    url: string | null;
    email: string | null;
    time_zone: string | null;
    source: Json<unknown | null>;
    assured_on: string | null;
    assured_by: string | null;
    demonstration: Generated<boolean>;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
    updated_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'directory.terms': {
    id: Id<'directory.terms'>;
    vocabulary: string;
    code: string;
    label: Json<Translated>;
    position: Generated<number>;
  };
  'directory.vocabulary': {
    word: string;
    lang: string;
    weight: Generated<number>;
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
  'messages.contacts': {
    id: Id<'messages.contacts'>;
    office_id: Id<'offices.offices'>;
    topic: string;
    language: string;
    answered: boolean;
    at: ColumnType<Date, Instant | undefined, Instant>;
    recorded_by: string;
    person_id: Id<'access.subjects'> | null;
  };
  'messages.questions': {
    id: Id<'messages.questions'>;
    office_id: Id<'offices.offices'>;
    topic: string;
    language: string;
    sealed: Buffer;
    reply_by: string;
    token_hash: string;
    state: Generated<string>;
    sealed_answer: Buffer | null;
    asked_at: ColumnType<Date, Instant | undefined, Instant>;
    answered_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
    answered_by: string | null;
    person_id: string | null;
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
  'people.contacts': {
    person_id: Id<'access.subjects'>;
    office_id: string;
    phone: string | null;
    email: string | null;
    reach_by: Generated<string>;
    note: string | null;
  };
  'people.identities': {
    person_id: Id<'access.subjects'>;
    office_id: string;
    given_name: string;
    family_name: Generated<string>;
    name_in_other_script: string | null;
    birth_year: number | null;
    search_words: string;
  };
  'people.identity_numbers': {
    id: Id<'people.identity_numbers'>;
    person_id: Id<'access.subjects'>;
    office_id: string;
    kind: string;
    fingerprint: string;
    sealed: Buffer;
    recorded_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'people.people': {
    id: Id<'access.subjects'>;
    office_id: string;
    reference: string;
    language: string;
    created_by: string | null;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
    updated_at: ColumnType<Date, Instant | undefined, Instant>;
  };
  'people.profiles': {
    person_id: Id<'access.subjects'>;
    office_id: string;
    gender: string | null;
    origin_place_id: Id<'places.places'> | null;
    residence_place_id: Id<'places.places'> | null;
    languages: Generated<string[]>;
    tracks: Generated<string[]>;
    minor: Generated<boolean>;
    guardian: string | null;
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
    own: boolean;
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
  'ventures.events': {
    id: Id<'ventures.events'>;
    venture_id: Id<'ventures.ventures'>;
    office_id: string;
    at: ColumnType<Date, Instant | undefined, Instant>;
    kind: string;
    from_value: string | null;
    to_value: string | null;
    by_account: string | null;
  };
  'ventures.founders': {
    venture_id: Id<'ventures.ventures'>;
    office_id: string;
    person_id: Id<'access.subjects'>;
    person_office_id: string;
    joined_at: ColumnType<Date, Instant | undefined, Instant>;
    left_at: ColumnType<Date | null, Instant | null | undefined, Instant | null>;
  };
  'ventures.ventures': {
    id: Id<'ventures.ventures'>;
    office_id: string;
    lead_person_id: Id<'access.subjects'>;
    title: string;
    summary: Generated<string>;
    sector: string;
    stage: string;
    location: string;
    here_place_id: Id<'places.places'> | null;
    there_place_id: Id<'places.places'> | null;
    needs: Generated<string[]>;
    created_by: string | null;
    created_at: ColumnType<Date, Instant | undefined, Instant>;
    updated_at: ColumnType<Date, Instant | undefined, Instant>;
  };
}
