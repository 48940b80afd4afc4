import { newId } from '#kernel/db';
import { days, fileOf, type Add } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import { known, led, plantProjectWork, projectWorkRules, published, worksFor, writes } from './fixtures-access-project-work.ts';
import type { Rights } from './fixtures-access-rights.ts';
import { at, type Row, type Stage } from './fixtures-access-world.ts';

const day = (count: number) => days(count).slice(0, 10);

/** A draft and a public project, each led by one office with another as partner, with deliverables in every state. */
export function plantProjects(add: Add, stage: Stage): void {
  const { offices } = stage;
  [null, days(-1)].forEach((published_at, number) => {
    const [lead_id, partner] = [at(offices, number), at(offices, number + 1)];
    const project_id = newId();
    add('projects.projects', {
      id: project_id,
      acronym: 'P',
      title: 'Project',
      purpose: 'To learn',
      lead_id,
      from_day: day(-10),
      until_day: day(300),
      created_by: newId(),
      published_at,
    });
    const left = { project_id, office_id: at(offices, number + 2), left_on: day(-3) };
    const partners = [lead_id, partner].map((office_id) => ({ project_id, office_id, left_on: null }));
    add('projects.partners', ...partners, ...(published_at ? [left] : []));
    [lead_id, partner].forEach((office_id, place) => {
      const package_id = newId();
      add('projects.packages', {
        id: package_id,
        project_id,
        number: place + 1,
        title: 'Work',
        office_id,
        from_day: day(0),
        until_day: day(90),
      });
      for (const state of ['planned', 'handed-in', 'accepted'])
        add('projects.deliverables', {
          id: newId(),
          project_id,
          package_id,
          title: 'Report',
          office_id,
          due_on: day(30),
          state,
          link: null,
          handed_in_on: state === 'planned' ? null : day(-2),
          accepted_on: state === 'accepted' ? day(-1) : null,
          file_id: state === 'planned' ? null : fileOf(add),
        });
    });
    plantProjectWork(add, stage, { project_id, lead_id, partner, published: published_at !== null });
  });
}

const own: May = (who, row) => worksFor(who, row.project_id, row.office_id);

const begun =
  (more: (who: Rights) => Row) =>
  (who: Rights, row: Row): Row | null =>
    who.accountId === null ? null : { ...row, id: newId(), published_at: null, ...more(who) };

/** A third office, which is no partner yet. */
function joined(who: Rights, row: Row): Row | null {
  const partners = (who.rows['projects.partners'] ?? []).filter((one) => one.project_id === row.project_id).map((one) => one.office_id);
  const third = (who.rows['exchanges.notices'] ?? []).map((one) => one.office_id).find((office) => !partners.includes(office));
  return third === undefined ? null : { ...row, office_id: third };
}

/** What the design says of projects: the lead writes all, a partner its own, and accepting is the lead's. */
export const projectRules: readonly TableRule[] = [
  {
    table: 'projects.projects',
    reads: (who, row) => published(who, row) || known(who, row),
    changes: [
      { set: "purpose = 'Changed'", may: led },
      { set: 'published_at = now()', may: led },
    ],
    adds: [
      { like: begun((who) => ({ created_by: who.accountId })), may: (who, row) => writes(who, row.lead_id) },
      { like: begun(() => ({ created_by: newId() })), may: nobody },
    ],
  },
  {
    table: 'projects.partners',
    key: "project_id || '/' || office_id",
    reads: (who, row) => published(who, row) || known(who, row),
    changes: [
      { set: "task = 'Asks'", may: led },
      { set: 'left_on = null', may: led },
    ],
    adds: [{ like: joined, may: led }],
  },
  {
    table: 'projects.packages',
    reads: known,
    changes: [
      { set: "title = 'Changed'", may: (who, row) => led(who, row) || own(who, row) },
      { set: 'number = 41', may: led },
    ],
    adds: [{ like: (_who, row) => ({ ...row, id: newId(), number: 40 }), may: led }],
  },
  {
    table: 'projects.deliverables',
    reads: (who, row) => known(who, row) || (row.state === 'accepted' && published(who, row)),
    changes: [
      { set: "title = 'Changed'", may: (who, row) => row.state !== 'accepted' && (led(who, row) || own(who, row)) },
      {
        set: "state = 'handed-in', handed_in_on = current_date, accepted_on = null",
        may: (who, row) => row.state !== 'accepted' && (led(who, row) || own(who, row)),
      },
      {
        set: "state = 'accepted', handed_in_on = current_date, accepted_on = current_date",
        may: (who, row) => row.state !== 'accepted' && led(who, row),
      },
    ],
    adds: [
      {
        like: (_who, row) => ({ ...row, id: newId(), state: 'planned', handed_in_on: null, accepted_on: null, file_id: null }),
        may: (who, row) => led(who, row) || own(who, row),
      },
      { like: (_who, row) => (row.state === 'accepted' ? { ...row, id: newId() } : null), may: nobody },
    ],
  },
  ...projectWorkRules,
];
