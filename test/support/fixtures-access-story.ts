import { sql, type RawBuilder } from 'kysely';
import { asActor, newId } from '#kernel/db';
import type { TestDatabase } from './database.ts';
import { accepted, added, ended, handovers, isJoint, isLive, isOpen, withdrawn } from './fixtures-access-effects.ts';
import type { Move } from './fixtures-access-moves.ts';
import { rightsOf, type Acting } from './fixtures-access-rights.ts';
import type { Row, Rows, Stage } from './fixtures-access-world.ts';

/** A file that moves between offices while people agree, withdraw, accept and decline. */
export interface Story {
  stage: Stage;
  /** Counsellors of the three offices, in their order; the fourth account is the person's own. */
  counsellors: readonly Acting[];
  self: Acting;
  person: string;
  caseId: string;
  rows: Rows;
}

/** What a move does by design: the rows after it, or null where nobody may do it now; and the statements that try it. */
export interface Tried {
  by: Acting;
  statements: readonly RawBuilder<unknown>[];
  after: Rows | null;
}

const at = <T>(list: readonly T[], place: number): T | undefined => (list.length === 0 ? undefined : list[place % list.length]);

/** Works out a move on the rows as they stand. */
export function tryMove(story: Story, given: Move): Tried {
  const place = given.by ?? rightful(story, given);
  const by = story.counsellors[place] ?? story.self;
  const who = rightsOf(story.rows, by);
  const now = new Date();
  switch (given.does) {
    case 'offer':
      return offer(story, { by, from: story.stage.offices[place] ?? newId() }, given, who.keeps(story.person));
    case 'accept': {
      const one = chosen(story, given, isOpen);
      const may =
        one &&
        who.desks.has(one.to_office_id) &&
        isOpen(one) &&
        isLive(story.rows, one.grant_id) &&
        who.custodian.get(story.person) === one.from_office_id;
      return { by, statements: [sql`select cases.accept_handover(${one?.id ?? newId()})`], after: may ? accepted(story, one, now) : null };
    }
    case 'decline': {
      const one = chosen(story, given, isOpen);
      const may = one && who.desks.has(one.to_office_id) && isOpen(one);
      return {
        by,
        statements: [
          sql`with done as (update cases.handovers set state = 'declined', reason = 'no place' where id = ${one?.id ?? newId()} and state in ('offered', 'seen') returning 1) select 1 / count(*) from done`,
        ],
        after: may ? ended(story.rows, (row) => row.id === one.id, 'declined', now) : null,
      };
    }
    case 'end': {
      const one = chosen(story, given, isJoint);
      const may = one && isJoint(one) && (who.desks.has(one.from_office_id) || who.desks.has(one.to_office_id));
      return {
        by,
        statements: [sql`select cases.end_joint_work(${one?.id ?? newId()})`],
        after: may ? ended(story.rows, (row) => row.id === one.id, 'ended', now) : null,
      };
    }
    case 'withdraw': {
      const grant = at(story.rows['consent.grants'] ?? [], given.which);
      const may = grant?.withdrawn_at === null && (who.own.has(story.person) || who.keeps(story.person));
      return {
        by,
        statements: [
          sql`with done as (update consent.grants set withdrawn_at = now() where id = ${grant?.id ?? newId()} and withdrawn_at is null returning 1) select 1 / count(*) from done`,
        ],
        after: may ? withdrawn(story.rows, [grant.id], now) : null,
      };
    }
    case 'release': {
      const kept = (story.rows['access.withheld'] ?? []).some((row) => row.part === given.part);
      const rows = { ...story.rows, 'access.withheld': (story.rows['access.withheld'] ?? []).filter((row) => row.part !== given.part) };
      return {
        by,
        statements: [
          sql`with done as (delete from access.withheld where subject_id = ${story.person} and part = ${given.part} returning 1) select 1 / count(*) from done`,
        ],
        after: kept && who.own.has(story.person) ? rows : null,
      };
    }
    case 'note': {
      const office = story.stage.offices[place] ?? newId();
      const row = {
        id: newId(),
        case_id: story.caseId,
        person_id: story.person,
        office_id: who.custodian.get(story.person),
        written_in: office,
        author_id: by.accountId,
        written_at: now.toISOString(),
        sealed: '\\x00',
      };
      const may = who.desks.has(office) && (who.keeps(story.person) || who.joint.has(story.caseId));
      return { by, statements: [insert('cases.notes', row)], after: may ? added(story.rows, 'cases.notes', row) : null };
    }
  }
}

function insert(table: string, row: Row): RawBuilder<unknown> {
  const columns = sql.raw(Object.keys(row).join(', '));
  return sql`insert into ${sql.raw(table)} (${columns}) select ${columns} from jsonb_populate_record(null::${sql.raw(table)}, ${JSON.stringify(row)}::jsonb)`;
}

/** The hand-over that is meant: one that is ripe for it, where whoever may does it; else any. */
function chosen({ rows }: Story, given: { by: number | null; which: number }, ripe: (one: Row) => boolean): Row | undefined {
  const all = handovers(rows);
  return at(given.by === null && all.some(ripe) ? all.filter(ripe) : all, given.which);
}

/** The place of whoever may make this move: the desk that has custody, the desk it was offered to, or the person. */
function rightful(story: Story, given: Move): number {
  const custodian = story.rows['access.subjects']?.[0]?.custodian_id;
  const office = given.does === 'accept' || given.does === 'decline' ? chosen(story, given, isOpen)?.to_office_id : custodian;
  return given.does === 'release' || given.does === 'withdraw' ? 3 : story.stage.offices.indexOf(String(office));
}

function offer(
  { rows, person, caseId, stage }: Story,
  { by, from }: { by: Acting; from: string },
  given: Extract<Move, { does: 'offer' }>,
  keeps: boolean,
): Tried {
  const to = stage.offices[(Math.max(stage.offices.indexOf(from), 0) + given.onward) % stage.offices.length];
  const grant = {
    id: newId(),
    subject_id: person,
    custodian_id: from,
    recipient_kind: 'office',
    recipient_id: to,
    purpose: 'p',
    parts: ['identity', 'contact', 'profile', 'venture', 'plan', ...given.parts],
    language: 'en',
    wording: 'I agree',
    given_how: 'spoken-at-desk',
    recorded_by: by.accountId,
    starts_at: new Date(Date.now() - 1000).toISOString(),
    ends_at: new Date(Date.now() + 86_400_000).toISOString(),
    withdrawn_at: null,
  };
  const handover = {
    id: newId(),
    kind: given.kind,
    started_by: 'custodian',
    person_id: person,
    case_id: caseId,
    from_office_id: from,
    to_office_id: to,
    state: 'offered',
    parts: given.parts,
    grant_id: grant.id,
    started_by_account: by.accountId,
    lapses_at: grant.ends_at,
    ended_at: null,
  };
  const openAlready = handovers(rows).some((one) => isOpen(one) && one.to_office_id === to);
  const may = keeps && from !== to && !openAlready;
  return {
    by,
    statements: [insert('consent.grants', grant), insert('cases.handovers', handover)],
    after: may ? added(added(rows, 'consent.grants', grant), 'cases.handovers', handover) : null,
  };
}

/** Tries a move through the application's role; answers whether it was done. */
export async function make(db: TestDatabase, { by, statements }: Tried): Promise<boolean> {
  try {
    await asActor(db.app, by, async (trx) => {
      for (const statement of statements) await statement.execute(trx);
    });
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // Row security, keys, checks and "nothing was there to change" (division by zero) are refusals; anything else is a defect.
    if (['42501', '23503', '23505', '23514', '22012'].includes(code)) return false;
    throw error;
  }
}
