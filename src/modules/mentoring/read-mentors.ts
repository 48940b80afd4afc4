import { sql } from 'kysely';
import type { Reads } from '#kernel/db';
import type { PlaceId } from '#modules/places';
import { readHours } from './hours.ts';
import type { Background, Mentor, MentorId } from './mentor.ts';

/** A row of the table, however it was asked for. */
export interface MentorRow {
  id: MentorId;
  account_id: string;
  office_id: string;
  name: string;
  about: string;
  background: string;
  place_id: PlaceId;
  country_id: PlaceId;
  time_zone: string;
  sectors: string[];
  topics: string[];
  stages: string[];
  tracks: string[];
  languages: string[];
  hours: unknown;
  email: string | null;
  phone: string | null;
  mentee_limit: number;
  mentees: number;
  paused: boolean;
  confirmed_at: Date | null;
  updated_at: Date;
}

export function toMentor(row: MentorRow): Mentor {
  return {
    id: row.id,
    accountId: row.account_id,
    officeId: row.office_id,
    name: row.name,
    about: row.about,
    background: row.background as Background, // check constraint mentors_background
    placeId: row.place_id,
    countryId: row.country_id,
    timeZone: row.time_zone,
    sectors: row.sectors,
    topics: row.topics,
    stages: row.stages,
    tracks: row.tracks,
    languages: row.languages,
    hours: readHours(row.hours),
    email: row.email,
    phone: row.phone,
    menteeLimit: row.mentee_limit,
    mentees: row.mentees,
    paused: row.paused,
    confirmedAt: row.confirmed_at,
    updatedAt: row.updated_at,
  };
}

/** The actor's own profile; null before they wrote one. */
export async function ownMentor(trx: Reads<'mentoring'>, accountId: string): Promise<Mentor | null> {
  const row = await trx.selectFrom('mentoring.mentors').selectAll().where('account_id', '=', accountId).executeTakeFirst();
  return row ? toMentor(row) : null;
}

/** A mentor whom the actor may read; null otherwise. */
export async function getMentor(trx: Reads<'mentoring'>, id: MentorId): Promise<Mentor | null> {
  return (await mentorsById(trx, [id])).get(id) ?? null;
}

/** Several mentors by id, for lists. */
export async function mentorsById(trx: Reads<'mentoring'>, ids: readonly MentorId[]): Promise<Map<MentorId, Mentor>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('mentoring.mentors')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, toMentor(row)]));
}

export const mentorStates = ['waiting', 'free', 'full', 'paused'] as const;
export type MentorListState = (typeof mentorStates)[number];

export interface MentorFilter {
  words: string;
  state: MentorListState | null;
  language: string | null;
  page: number;
  pageSize: number;
}

/** Mentors that the desk may read: all confirmed ones, and those of its own office that wait to be confirmed. */
export async function listMentors(trx: Reads<'mentoring'>, filter: MentorFilter): Promise<{ rows: Mentor[]; total: number }> {
  let query = trx.selectFrom('mentoring.mentors');
  if (filter.words) query = query.where('name', 'ilike', `%${filter.words.replaceAll(/[%_\\]/g, '\\$&')}%`);
  if (filter.language) query = query.where(sql<boolean>`${filter.language} = any (languages)`);
  if (filter.state === 'waiting') query = query.where('confirmed_at', 'is', null);
  if (filter.state === 'paused') query = query.where('paused', '=', true);
  if (filter.state === 'free')
    query = query.where('confirmed_at', 'is not', null).where('paused', '=', false).whereRef('mentees', '<', 'mentee_limit');
  if (filter.state === 'full') query = query.where('paused', '=', false).whereRef('mentees', '>=', 'mentee_limit');
  const { count } = await query.select((eb) => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy(sql`confirmed_at is not null`)
    .orderBy('name')
    .orderBy('id')
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  return { rows: rows.map(toMentor), total: Number(count) };
}

/** What the actor has given as a mentor, also in pairs that have ended. */
export async function ownWork(trx: Reads<'mentoring'>): Promise<{ pairs: number; sessions: number; minutes: number }> {
  const { rows } = await sql<{ pairs: string; sessions: string; minutes: string }>`select * from mentoring.own_work()`.execute(trx);
  const [row] = rows;
  return { pairs: Number(row?.pairs ?? 0), sessions: Number(row?.sessions ?? 0), minutes: Number(row?.minutes ?? 0) };
}
