import { newId } from '#kernel/db';
import { keepsAssociation } from './fixtures-access-associations.ts';
import { days, type Add } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import { at, type Row, type Stage } from './fixtures-access-world.ts';

const day = (count: number) => days(count).slice(0, 10);

/** Consultations of every office in every state; every association is invited, some wrote a draft and an opinion. */
export function plantConsultations(add: Add, { offices, place }: Stage, associations: readonly Row[]): void {
  ['draft', 'open', 'open', 'finished', 'withdrawn', 'withdrawn', 'open'].forEach((state, number) => {
    const consultation_id = newId();
    const over = state === 'finished' || state === 'withdrawn';
    add('consultations.consultations', {
      id: consultation_id,
      office_id: at(offices, number),
      title: 'A counter',
      about: 'Its hours',
      language: 'en',
      unit: 'Unit of counters',
      contact_email: 'unit@example.org',
      place_id: place,
      from_on: day(-9),
      until_on: day(number === 2 || over ? -2 : 9),
      state,
      outcome: over ? 'What came of it' : null,
      opened_at: state === 'draft' || number === 5 ? null : days(-9),
      ended_at: over ? days(-1) : null,
      created_by: newId(),
    });
    associations.forEach(({ id }, index) => {
      const of = { consultation_id, association_id: id };
      add('consultations.invitations', { ...of, name: 'Association', because: 'territory' });
      add('consultations.drafts', { ...of, words: 'So far', changed_at: days(-1) });
      const answered = index % 2 === 0;
      add('consultations.opinions', {
        id: newId(),
        ...of,
        name: 'Association',
        words: 'Evenings',
        public: index % 3 === 0,
        handed_in_at: days(-3),
        answer: answered ? 'not' : null,
        reason: answered ? 'No room' : null,
        answered_at: answered ? days(-2) : null,
      });
    });
  });
}

/** The consultation that a row is of; one that is only now begun is itself. */
const consultationOf = (who: Rights, row: Row): Row =>
  (who.rows['consultations.consultations'] ?? []).find((one) => one.id === (row.consultation_id ?? row.id)) ?? row;
const inState =
  (...states: string[]): May =>
  (who, row) =>
    states.includes(String(consultationOf(who, row).state));
const writer: May = (who, row) => {
  const { office_id } = consultationOf(who, row);
  return who.managed.has(office_id) || who.planned.has(office_id);
};
const reader: May = (who, row) => writer(who, row) || who.holds('auditor');
const opened: May = (who, row) => (consultationOf(who, row).opened_at ?? null) !== null;
const collecting: May = (who, row) => inState('open')(who, row) && String(consultationOf(who, row).until_on) >= day(0);
const keeps: May = (who, row) => keepsAssociation(who, row.association_id);
const both =
  (...all: May[]): May =>
  (who, row) =>
    all.every((one) => one(who, row));

const began =
  (by: 'self' | 'other') =>
  (who: Rights, row: Row): Row | null =>
    who.accountId === null
      ? null
      : {
          ...row,
          id: newId(),
          state: 'draft',
          opened_at: null,
          ended_at: null,
          outcome: null,
          created_by: by === 'self' ? who.accountId : newId(),
        };

/** What the design says of consultations: drafts of an office are its own, those of an association its own, each its opinion and answer. */
export const consultationRules: readonly TableRule[] = [
  {
    table: 'consultations.consultations',
    reads: (who, row) => opened(who, row) || reader(who, row),
    changes: [
      { set: "title = 'Changed'", may: both(writer, inState('draft')) },
      { set: "unit = 'Changed'", may: both(writer, inState('draft', 'open')) },
      { set: "state = 'withdrawn', ended_at = now(), outcome = 'Why'", may: both(writer, inState('draft', 'open')) },
      { set: "outcome = 'Otherwise'", may: nobody },
    ],
    adds: [
      { like: began('self'), may: writer },
      { like: began('other'), may: nobody },
    ],
  },
  {
    table: 'consultations.invitations',
    key: "consultation_id || '/' || association_id",
    reads: (who, row) => reader(who, row) || keeps(who, row),
  },
  {
    table: 'consultations.drafts',
    key: "consultation_id || '/' || association_id",
    reads: keeps,
    changes: [{ set: "words = 'Changed'", may: both(keeps, collecting) }],
    adds: [{ like: (_who, row) => row, may: both(keeps, collecting) }],
    removes: keeps,
  },
  {
    table: 'consultations.opinions',
    reads: (who, row) => (row.public === true && opened(who, row)) || reader(who, row) || keeps(who, row),
    changes: [
      { set: "words = 'Changed'", may: both(keeps, collecting) },
      {
        set: "answer = 'taken-up', reason = 'Good', answered_at = now()",
        may: (who, row) => writer(who, row) && inState('open')(who, row) && !keeps(who, row),
      },
    ],
    adds: [{ like: (_who, row) => ({ ...row, id: newId(), answer: null, reason: null, answered_at: null }), may: both(keeps, collecting) }],
  },
];
