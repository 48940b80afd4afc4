import { newId } from '#kernel/db';
import { keepsAssociation } from './fixtures-access-associations.ts';
import { days, type Add } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import { at, type Row, type Stage } from './fixtures-access-world.ts';

/** Joint projects in every state; one of them was withdrawn before anybody else read it. */
export function plantJointProjects(add: Add, { offices, place }: Stage, associations: readonly Row[]): void {
  ['proposed', 'agreed', 'running', 'ended', 'withdrawn', 'withdrawn', 'proposed'].forEach((state, number) => {
    const project_id = newId();
    const over = state === 'ended' || state === 'withdrawn';
    const pick = (step: number) => at(associations, (number + step) % associations.length).id;
    // The verified one, which alone may take part anew, is there in each state.
    const verified = associations.find((one) => one.state === 'verified')?.id ?? pick(1);
    const partners = [...new Set([number % 2 === 0 ? verified : pick(0), pick(2), verified])];
    add('associations.joint_projects', {
      id: project_id,
      lead_id: partners[0],
      title: 'A well',
      about: 'Water',
      language: 'en',
      words: 'a well',
      state,
      revision: 1,
      agreed_at: state === 'proposed' || number === 5 ? null : days(-5),
      ended_at: over ? days(-1) : null,
      outcome: over ? 'Water' : null,
    });
    partners.forEach((association_id, index) => {
      const answered = index === 0 || state !== 'proposed';
      add('associations.joint_partners', {
        project_id,
        association_id,
        name: 'Association',
        task: 'Digs',
        answer: answered ? 'yes' : null,
        answered_revision: answered ? 1 : null,
        answered_at: answered ? days(-6) : null,
        told_at: null,
      });
    });
    add('associations.joint_places', { project_id, place_id: place, office_id: at(offices, number) });
    add('associations.joint_updates', {
      id: newId(),
      project_id,
      association_id: partners[0],
      on_day: days(-2).slice(0, 10),
      words: 'Water',
    });
    add('associations.joint_contacts', { project_id, office_id: at(offices, number), unit: 'Unit of water', reach: 'Room 4' });
  });
}

const rowsIn = (who: Rights, table: string) => who.rows[`associations.${table}`] ?? [];
const projectOf = (who: Rights, row: Row): Row => rowsIn(who, 'joint_projects').find((one) => one.id === (row.project_id ?? row.id)) ?? row;
const partnersOf = (who: Rights, row: Row) => rowsIn(who, 'joint_partners').filter((one) => one.project_id === projectOf(who, row).id);
const entryOf = (who: Rights, id: unknown): Row => rowsIn(who, 'associations').find((one) => one.id === id) ?? {};

const shown: May = (who, row) => (projectOf(who, row).agreed_at ?? null) !== null;
const leads: May = (who, row) => keepsAssociation(who, projectOf(who, row).lead_id);
const takesPart: May = (who, row) => leads(who, row) || partnersOf(who, row).some((one) => keepsAssociation(who, one.association_id));
const inState =
  (...states: string[]): May =>
  (who, row) =>
    states.includes(String(projectOf(who, row).state));
const writes: May = (who, row) => leads(who, row) && inState('proposed')(who, row);
const keeps: May = (who, row) => keepsAssociation(who, row.association_id);
const asked: May = (who, row) => keeps(who, row) && row.association_id !== projectOf(who, row).lead_id;
/** Whether the office of the row is the actor's, and the project is in its places or of an association that it verified. */
const atDesk: May = (who, row) =>
  shown(who, row) &&
  who.desks.has(row.office_id) &&
  (rowsIn(who, 'joint_places').some((one) => one.project_id === row.project_id && one.office_id === row.office_id) ||
    partnersOf(who, row).some((one) => one.answer === 'yes' && entryOf(who, one.association_id).office_id === row.office_id));

/** What the design says of joint projects: the associations' own until each has said yes; no office changes them. */
export const jointRules: readonly TableRule[] = [
  {
    table: 'associations.joint_projects',
    reads: (who, row) => shown(who, row) || takesPart(who, row),
    changes: [
      { set: "title = 'Changed'", may: writes },
      {
        set: "state = 'withdrawn', ended_at = now(), outcome = 'Why'",
        may: (who, row) => leads(who, row) && inState('proposed', 'agreed', 'running')(who, row),
      },
      { set: "state = 'running'", may: (who, row) => leads(who, row) && inState('agreed', 'running')(who, row) },
      { set: "outcome = 'Otherwise'", may: nobody },
      { set: 'agreed_at = now()', may: nobody },
    ],
    adds: [
      {
        like: (_who, row) => ({ ...row, id: newId(), state: 'proposed', agreed_at: null, ended_at: null, outcome: null, revision: 1 }),
        may: (who, row) => keepsAssociation(who, row.lead_id) && entryOf(who, row.lead_id).state === 'verified',
      },
      { like: (_who, row) => (row.agreed_at === null ? null : { ...row, id: newId() }), may: nobody },
    ],
  },
  {
    table: 'associations.joint_partners',
    key: "project_id || '/' || association_id",
    reads: (who, row) => shown(who, row) || takesPart(who, row),
    changes: [
      {
        set: "answer = 'no', answered_revision = 1, answered_at = now()",
        may: (who, row) => asked(who, row) && inState('proposed')(who, row),
      },
      {
        set: "answer = 'yes', answered_revision = 1, answered_at = now()",
        may: (who, row) => asked(who, row) && inState('proposed')(who, row) && entryOf(who, row.association_id).state === 'verified',
      },
      { set: "answer = 'yes', answered_revision = 2, answered_at = now()", may: nobody },
      {
        set: "answer = 'left', answered_revision = 1, answered_at = now()",
        may: (who, row) => asked(who, row) && inState('agreed', 'running')(who, row),
      },
    ],
    adds: [
      {
        like: (_who, row) => ({ ...row, answer: null, answered_revision: null, answered_at: null }),
        may: (who, row) => writes(who, row) && entryOf(who, row.association_id).state === 'verified',
      },
    ],
    removes: writes,
  },
  {
    table: 'associations.joint_places',
    key: "project_id || '/' || place_id",
    reads: (who, row) => shown(who, row) || takesPart(who, row),
    adds: [{ like: (_who, row) => row, may: writes }],
    removes: writes,
  },
  {
    table: 'associations.joint_updates',
    reads: shown,
    adds: [
      {
        like: (_who, row) => ({ ...row, id: newId() }),
        may: (who, row) => keeps(who, row) && inState('agreed', 'running')(who, row),
      },
    ],
  },
  {
    table: 'associations.joint_contacts',
    key: "project_id || '/' || office_id",
    reads: shown,
    changes: [{ set: "unit = 'Changed'", may: atDesk }],
    adds: [{ like: (_who, row) => row, may: atDesk }],
    removes: atDesk,
  },
];
