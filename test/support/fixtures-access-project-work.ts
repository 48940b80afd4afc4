import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import { at, type Row, type Stage } from './fixtures-access-world.ts';

const text = (words: string) => ({ source: 'en', texts: { en: { text: words, kind: 'human' } } });
const day = (count: number) => days(count).slice(0, 10);

interface Planted {
  project_id: string;
  lead_id: unknown;
  partner: unknown;
  published: boolean;
}

/** Meetings in every state, a corridor, criteria agreed and not, evaluations published and not, and a line of the history. */
export function plantProjectWork(add: Add, { place, accounts }: Stage, { project_id, lead_id, partner, published }: Planted): void {
  const far = newId();
  add('places.places', {
    id: far,
    code: `project-${far.slice(-12)}`,
    level: 'municipality',
    name: text('Far town'),
    lat: 15,
    lon: -12,
    source: 'test',
  });
  add('projects.corridors', { project_id, origin_id: far, destination_id: place });
  [lead_id, partner].forEach((office_id) => {
    for (const state of ['planned', 'held', 'closed', 'called-off']) {
      const id = newId();
      const over = state === 'held' || state === 'closed';
      add('projects.meetings', {
        id,
        project_id,
        office_id,
        title: 'Partners',
        starts_at: days(-2),
        ends_at: days(-1.9),
        zone: 'Europe/Rome',
        venue: 'Room 1',
        agenda: 'The list',
        state,
        because: state === 'called-off' ? 'Nobody has time' : null,
        said: over ? 'What to ask' : null,
        closed_at: state === 'closed' ? days(-1) : null,
        sequence: 0,
        created_by: at(accounts, 0),
      });
      if (over) add('projects.attendance', { meeting_id: id, project_id, office_id });
    }
  });
  const criteria = [day(-9), day(-9), null].map((agreed_on, place) => {
    const id = newId();
    const words = { question: 'Do they?', measure: 'Counting', baseline: 'Nobody knows', target: 'Half', evaluator: 'An institute' };
    add('projects.criteria', { id, project_id, number: place + 1, ...words, measured_on: day(-1), agreed_on });
    return id;
  });
  for (const phase of published ? ['mid-term', 'final'] : ['final']) {
    const id = newId();
    const published_at = phase === 'mid-term' ? days(-1) : null;
    add('projects.evaluations', { id, project_id, phase, evaluator: 'An institute', summary: 'Many do', published_at });
    const finding = { result: 'reached', found: 'Half', evidence: 'Thirty asked', found_on: day(-1) };
    add('projects.findings', { project_id, evaluation_id: id, criterion_id: at(criteria, 0), ...finding });
  }
  add('projects.changes', {
    id: newId(),
    project_id,
    kind: 'projects',
    deed: 'changed',
    columns: {},
    by_account: newId(),
    happened_at: days(-1),
  });
}

const rowsOf = (who: Rights, table: string) => who.rows[table] ?? [];
const trains = (who: Rights, office: unknown) =>
  who.assurance === 2 &&
  rowsOf(who, 'access.assignments').some(
    (one) => one.account_id === who.accountId && one.role === 'trainer' && one.ended_at === null && one.scope_id === office,
  );
const works = (who: Rights, office: unknown) => who.desks.has(office) || who.authorities.has(office) || trains(who, office);
export const writes = (who: Rights, office: unknown) => who.managed.has(office) || who.authorities.has(office);
const projectOf = (who: Rights, row: Row): Row =>
  rowsOf(who, 'projects.projects').find((one) => one.id === (row.project_id ?? row.id)) ?? {};
const here = (partner: Row) => partner.left_on === null || String(partner.left_on) >= day(0);
export const known: May = (who, row) =>
  rowsOf(who, 'projects.partners').some((one) => one.project_id === (row.project_id ?? row.id) && here(one) && works(who, one.office_id));
export const led: May = (who, row) => writes(who, projectOf(who, row).lead_id);
export const published: May = (who, row) => (projectOf(who, row).published_at ?? null) !== null;
/** Whether the actor works on a project for a partner that has not left. */
export const worksFor = (who: Rights, project: unknown, office: unknown) =>
  writes(who, office) &&
  rowsOf(who, 'projects.partners').some((one) => one.project_id === project && one.office_id === office && here(one));

/** Files that were handed in: for the partners, and for everybody with an accepted deliverable of a public project. */
export const ofDeliverable: May = (who, file) =>
  rowsOf(who, 'projects.deliverables').some(
    (one) => one.file_id === file.id && (known(who, one) || (one.state === 'accepted' && published(who, one))),
  );

const convenes: May = (who, row) => led(who, row) || worksFor(who, row.project_id, row.office_id);
const going = (row: Row) => row.state === 'planned' || row.state === 'held';
const meetingOf = (who: Rights, row: Row): Row => rowsOf(who, 'projects.meetings').find((one) => one.id === row.meeting_id) ?? {};
const attended: May = (who, row) => going(meetingOf(who, row)) && convenes(who, meetingOf(who, row));
const phasesOf = (who: Rights, row: Row) => rowsOf(who, 'projects.evaluations').filter((one) => one.project_id === row.project_id);
const evaluated: May = (who, row) => published(who, row) && phasesOf(who, row).some((one) => one.published_at !== null);
const evaluationOf = (who: Rights, row: Row): Row => rowsOf(who, 'projects.evaluations').find((one) => one.id === row.evaluation_id) ?? {};
const unpublished: May = (who, row) => led(who, row) && evaluationOf(who, row).published_at === null;

const planned =
  (more: (who: Rights) => Row) =>
  (who: Rights, row: Row): Row | null =>
    row.state === 'planned' && who.accountId !== null ? { ...row, id: newId(), ...more(who) } : null;

/** A criterion that was agreed and on which an evaluation has no finding. */
const other = (who: Rights, row: Row): Row | null => {
  const found = rowsOf(who, 'projects.criteria').filter((one) => one.project_id === row.project_id && one.number === 2)[0];
  return found ? { ...row, criterion_id: found.id } : null;
};

/** What the design says of the rest of a project: partners read it, the lead writes, the database alone writes the history. */
export const projectWorkRules: readonly TableRule[] = [
  {
    table: 'projects.corridors',
    key: "project_id || '/' || origin_id || '/' || destination_id",
    reads: (who, row) => published(who, row) || known(who, row),
    adds: [{ like: (_who, row) => ({ ...row, origin_id: row.destination_id, destination_id: row.origin_id }), may: led }],
    removes: led,
  },
  {
    table: 'projects.meetings',
    reads: known,
    changes: [
      { set: "title = 'Changed'", may: (who, row) => row.state === 'planned' && convenes(who, row) },
      { set: "said = 'Changed'", may: (who, row) => row.state === 'held' && convenes(who, row) },
    ],
    adds: [
      { like: planned((who) => ({ created_by: who.accountId })), may: convenes },
      { like: planned(() => ({ created_by: newId() })), may: nobody },
    ],
  },
  {
    table: 'projects.attendance',
    key: "meeting_id || '/' || office_id",
    reads: known,
    adds: [{ like: (_who, row) => row, may: attended }],
    removes: attended,
  },
  {
    table: 'projects.criteria',
    reads: (who, row) => known(who, row) || (row.agreed_on !== null && evaluated(who, row)),
    changes: [{ set: "question = 'Changed'", may: (who, row) => row.agreed_on === null && led(who, row) }],
    adds: [
      { like: (_who, row) => ({ ...row, id: newId(), number: 40, agreed_on: null }), may: led },
      { like: (_who, row) => ({ ...row, id: newId(), number: 41, agreed_on: day(-1) }), may: nobody },
    ],
    removes: (who, row) => row.agreed_on === null && led(who, row),
  },
  {
    table: 'projects.evaluations',
    reads: (who, row) => known(who, row) || (row.published_at !== null && published(who, row)),
    changes: [{ set: "summary = 'Changed'", may: (who, row) => row.published_at === null && led(who, row) }],
    adds: [
      {
        like: (who, row) => (phasesOf(who, row).length > 1 ? null : { ...row, id: newId(), phase: 'mid-term', published_at: null }),
        may: led,
      },
      { like: (_who, row) => ({ ...row, id: newId(), published_at: days(-1) }), may: nobody },
    ],
  },
  {
    table: 'projects.findings',
    key: "evaluation_id || '/' || criterion_id",
    reads: (who, row) => known(who, row) || (evaluationOf(who, row).published_at !== null && published(who, row)),
    changes: [{ set: "found = 'Changed'", may: unpublished }],
    adds: [{ like: other, may: unpublished }],
  },
  { table: 'projects.changes', reads: known },
];
