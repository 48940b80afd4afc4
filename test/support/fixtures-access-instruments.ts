import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { anybody, fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

/** The questionnaire of readiness, which every network has (migration 0109), and its version. */
const READINESS = '01a20000-0000-7000-8000-000000000109';
export const READINESS_VERSION = '01a20000-0000-7000-8000-000000000110';

const day = (count: number) => days(count).slice(0, 10);

/** A round that is open to all and a closed one, with sheets of bodies, of links and from paper in every state. */
export function plantInstruments(add: Add, { offices, organisations, accounts }: Stage): void {
  const [instrument_id, version_id] = [newId(), newId()];
  const content = { title: { source: 'en', texts: {} }, sections: [] };
  add('instruments.instruments', { id: instrument_id, code: `survey-${instrument_id.slice(-8)}`, created_by: null });
  add('instruments.drafts', { instrument_id, content, changed_by: accounts[0] });
  add('instruments.versions', { id: version_id, instrument_id, number: 1, content });
  add('instruments.instruments', { id: READINESS, code: 'readiness', created_by: null });
  add('instruments.versions', { id: READINESS_VERSION, instrument_id: READINESS, number: 1, content });
  const common = { version_id, several: true, created_by: accounts[0], method: 'All', opens_on: day(-3), closes_on: day(9) };
  const open = { id: newId(), ...common, title: 'Open', self_start: true, closed_at: null, published_at: null };
  const closed = { id: newId(), ...common, title: 'Closed', self_start: false, closed_at: days(-1), published_at: null };
  const published = { id: newId(), ...common, title: 'Published', self_start: false, closed_at: days(-1), published_at: days(-1) };
  add('instruments.rounds', open, closed, published);
  add('instruments.results', { round_id: published.id, content: {}, sheets: 1, published_by: accounts[0] });
  const bodies = [
    { way: 'body', body_kind: 'office', body_id: offices[0] },
    { way: 'link', body_kind: null, body_id: null },
    { way: 'paper', body_kind: 'organisation', body_id: organisations[0] },
  ];
  bodies.forEach((body, number) => {
    for (const [round, submitted] of [
      [open, false],
      [open, true],
      [number % 2 === 0 ? closed : published, number % 2 === 0],
    ] as const) {
      const id = newId();
      add('instruments.sheets', {
        id,
        round_id: round.id,
        version_id,
        several: true,
        ...body,
        label: 'Asked',
        state: submitted ? 'submitted' : 'open',
        received_on: body.way === 'paper' ? day(-1) : null,
        created_by: accounts[0],
        submitted_at: submitted ? days(-1) : null,
        contact_asked_at: null,
        contact_asked_why: null,
        contact_allowed_at: submitted && number % 2 === 0 ? days(-1) : null,
      });
      if (body.way === 'link')
        add('instruments.invitations', {
          sheet_id: id,
          token_hash: newId(),
          sealed: '\\x00',
          language: 'en',
          expires_at: days(round === published ? -1 : 9),
          invited_by: accounts[0],
        });
      const by = { revision: 1, changed_by: null, changed_at: days(-1) };
      add('instruments.answers', { sheet_id: id, question: 'q', value: { text: 'x' }, note: null, ...by });
      add('instruments.contacts', { sheet_id: id, question: 'phone', value: { text: '+39' }, ...by });
      add('instruments.changes', { id: newId(), sheet_id: id, question: 'q', before: null, after: { answer: null, note: 'x' }, ...by });
      add('instruments.evidence', {
        id: newId(),
        sheet_id: id,
        question: 'q',
        name: 'a.txt',
        media_type: 'text/plain',
        bytes: 1,
        sealed: '\\x00',
        added_by: null,
      });
      add('instruments.events', { id: newId(), sheet_id: id, kind: 'begun', reason: null, by_account: accounts[0] });
    }
  });
}

const makes: May = (who) => who.holds('planner', 'editor');
const inBody = (who: Rights, id: unknown) => id !== null && (who.desks.has(id) || who.authorities.has(id) || who.organisations.has(id));
/** Planners and editors of the network are of no body. */
const hasBody = (who: Rights) => who.desks.size > 0 || who.organisations.size > 0 || [...who.authorities].some((office) => office !== null);
const invited = (who: Rights, sheet: unknown) =>
  who.token !== undefined &&
  (who.rows['instruments.invitations'] ?? []).some(
    (one) => one.sheet_id === sheet && one.token_hash === who.token && Date.parse(String(one.expires_at)) > Date.now(),
  );

/** Those who fill a sheet in: members of its body, whoever has its link. */
const mine: May = (who, sheet) => inBody(who, sheet.body_id) || invited(who, sheet.id);
const onPaper: May = (who, sheet) => sheet.way === 'paper' && makes(who, sheet);
const writes: May = (who, sheet) => mine(who, sheet) || (onPaper(who, sheet) && sheet.state === 'open');

const sheetOf = (who: Rights, row: Row): Row => (who.rows['instruments.sheets'] ?? []).find((one) => one.id === row.sheet_id) ?? row;
const roundOf = (who: Rights, sheet: Row): Row => (who.rows['instruments.rounds'] ?? []).find((one) => one.id === sheet.round_id) ?? sheet;

/** Whether a sheet takes answers: from paper also after its round, until the results are published. */
function takes(who: Rights, sheet: Row): boolean {
  const round = roundOf(who, sheet);
  return sheet.state === 'open' && round.published_at === null && (sheet.way === 'paper' || round.closed_at === null);
}
const answering: May = (who, row) => writes(who, sheetOf(who, row)) && takes(who, sheetOf(who, row));
const readsAnswers: May = (who, row) => {
  const sheet = sheetOf(who, row);
  return writes(who, sheet) || (makes(who, sheet) && sheet.state === 'submitted');
};
const readsContact: May = (who, row) => {
  const sheet = sheetOf(who, row);
  return writes(who, sheet) || (makes(who, sheet) && sheet.state === 'submitted' && sheet.contact_allowed_at !== null);
};
const seesSheet: May = (who, sheet) => makes(who, sheet) || mine(who, sheet);
const anew = (who: Rights, row: Row): Row => ({
  ...fresh(who, row),
  created_by: who.accountId,
  state: 'open',
  submitted_at: null,
  contact_allowed_at: null,
});
const otherQuestion = (_who: Rights, row: Row): Row => ({ ...row, question: 'another' });
const ofAnswer = "sheet_id || '/' || question";

/** What the design says of questionnaires, rounds and sheets. */
export const instrumentRules: readonly TableRule[] = [
  {
    table: 'instruments.instruments',
    reads: anybody,
    changes: [{ set: 'retired_at = retired_at', may: makes }],
    adds: [{ like: (who, row) => ({ ...fresh(who, row), code: `survey-${newId().slice(-8)}` }), may: makes }],
  },
  {
    table: 'instruments.drafts',
    key: 'instrument_id',
    reads: makes,
    changes: [{ set: 'revision = revision', may: makes }],
    // There is one: a second is refused by its key, after row security has let it pass.
    adds: [{ like: (_who, row) => row, may: makes }],
    removes: makes,
  },
  {
    table: 'instruments.versions',
    reads: anybody,
    adds: [{ like: (who, row) => ({ ...fresh(who, row), number: Number(row.number) + 1 }), may: makes }],
  },
  {
    table: 'instruments.rounds',
    reads: (who, row) =>
      makes(who, row) ||
      row.published_at !== null ||
      (row.self_start === true && hasBody(who)) ||
      (who.rows['instruments.sheets'] ?? []).some((sheet) => sheet.round_id === row.id && mine(who, sheet)),
    changes: [{ set: 'title = title', may: makes }],
    adds: [{ like: (who, row) => (who.accountId ? { ...fresh(who, row), created_by: who.accountId } : null), may: makes }],
  },
  {
    table: 'instruments.sheets',
    reads: seesSheet,
    changes: [
      { set: 'revision = revision', may: seesSheet },
      { set: 'contact_allowed_at = now()', may: (who, row) => seesSheet(who, row) && writes(who, row) },
      {
        set: "state = 'submitted', submitted_at = coalesce(submitted_at, now())",
        may: (who, row) => seesSheet(who, row) && (row.state === 'submitted' || (writes(who, row) && takes(who, row))),
      },
    ],
    adds: [
      {
        like: anew,
        may: (who, row) =>
          who.accountId !== null &&
          (makes(who, row) || (row.way === 'body' && inBody(who, row.body_id) && roundOf(who, row).self_start === true)),
      },
      { like: (who, row) => ({ ...anew(who, row), contact_allowed_at: days(0) }), may: nobody },
    ],
  },
  {
    table: 'instruments.invitations',
    key: 'sheet_id',
    reads: makes,
    changes: [{ set: 'reminded_at = now()', may: makes }],
    adds: [{ like: (_who, row) => row, may: makes }],
  },
  {
    table: 'instruments.answers',
    key: ofAnswer,
    reads: readsAnswers,
    changes: [{ set: "note = 'changed'", may: answering }],
    adds: [{ like: otherQuestion, may: answering }],
    removes: answering,
  },
  {
    table: 'instruments.contacts',
    key: ofAnswer,
    reads: readsContact,
    changes: [{ set: 'revision = revision', may: answering }],
    adds: [{ like: otherQuestion, may: answering }],
    removes: answering,
  },
  {
    table: 'instruments.evidence',
    reads: readsAnswers,
    changes: [{ set: 'name = name', may: answering }],
    adds: [{ like: fresh, may: answering }],
    removes: answering,
  },
  {
    table: 'instruments.changes',
    reads: (who, row) => mine(who, sheetOf(who, row)) || onPaper(who, sheetOf(who, row)),
    adds: [{ like: fresh, may: (who, row) => writes(who, sheetOf(who, row)) }],
  },
  {
    table: 'instruments.events',
    reads: (who, row) => seesSheet(who, sheetOf(who, row)),
    adds: [
      { like: (who, row) => ({ ...fresh(who, row), by_account: who.accountId }), may: (who, row) => seesSheet(who, sheetOf(who, row)) },
      { like: (who, row) => (row.by_account === who.accountId ? null : fresh(who, row)), may: nobody },
    ],
  },
  {
    table: 'instruments.results',
    key: 'round_id',
    reads: anybody,
    adds: [{ like: (who, row) => (who.accountId ? { ...row, published_by: who.accountId } : null), may: makes }],
  },
];
