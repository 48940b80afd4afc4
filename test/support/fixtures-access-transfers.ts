import { newId } from '#kernel/db';
import { contributions, plantContributions } from './fixtures-access-discussion.ts';
import { days, type Add } from './fixtures-access-published.ts';
import { anybody, fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

const text = (words: string) => ({
  source: 'en',
  texts: { en: { text: words, hash: '0123456789abcdef', by: 'test', kind: 'human', at: '2026-05-01T10:00:00Z', reviewed: true } },
});

/** Practices that an office keeps and that nobody keeps, with what they take; profiles of two offices; transfers of all. */
export function plantTransfers(add: Add, { offices, accounts, place }: Stage): void {
  // Planners of one office: in generated worlds the role holds for the whole network.
  for (const number of [0, 1]) {
    const held = { account_id: accounts[number], role: 'planner', scope_kind: 'office', scope_id: offices[number] };
    add('access.assignments', { id: newId(), ...held, granted_by: null, ended_at: null });
  }
  const preconditions = [offices[0], offices[1], null].flatMap((keeper_id, number) => {
    const practice_id = newId();
    const asked = plantQuestions(add, practice_id, accounts[number + 1], offices[0]);
    plantContributions(add, { practice_id, account_id: accounts[number], office_id: offices[0], ...asked });
    add('practices.practices', {
      id: practice_id,
      code: `taken-${practice_id.slice(-8)}`,
      title: text('Practice'),
      summary: text('Summary'),
      admin_level: 'municipality',
      source: {},
      keeper_id,
    });
    const told = { since: null, until: null, changed: null, became: null, language: 'en', written_at: days(-1), changed_at: days(-1) };
    for (const office_id of [offices[0], offices[1], null])
      add('transfers.transfers', { id: newId(), practice_id, place_id: place, office_id, state: 'running', source: 'A source', ...told });
    return (keeper_id ? [keeper_id, null] : [null]).map((office_id) => {
      const id = newId();
      add('transfers.preconditions', {
        id,
        practice_id,
        kind: 'law',
        words: text('An agreement'),
        needed: true,
        said_by: 'Somebody',
        said_on: '2026',
        source: 'A source',
        office_id,
        changed_at: days(-1),
      });
      return id;
    });
  });
  [offices[0], offices[1], offices[2]].forEach((office_id, number) => {
    const id = newId();
    add('transfers.profiles', { id, office_id, place_id: place, public: number === 2, language: 'en', changed_at: days(-1) });
    add('transfers.parts', { profile_id: id, kind: 'law', words: 'An agreement', said_on: '2026', source: 'A source' });
    for (const precondition_id of preconditions.slice(0, 2))
      add('transfers.judgements', {
        profile_id: id,
        precondition_id,
        verdict: 'fits',
        reason: 'It is there',
        language: 'en',
        precondition_revision: 1,
        part_revision: 1,
        judged_at: days(-1),
      });
  });
}

/** A question in each state in which somebody else reads it. */
function plantQuestions(add: Add, practice_id: string, account_id: unknown, office_id: unknown) {
  const ids: string[] = [];
  for (const [answered, agreed, hidden] of [
    [false, true, false],
    [true, true, false],
    [true, false, false],
    [true, true, true],
  ] as const) {
    const id = newId();
    ids.push(id);
    add('transfers.questions', {
      id,
      practice_id,
      account_id,
      office_id: hidden ? office_id : null,
      words: 'What did it cost?',
      language: 'en',
      agreed,
      asked_at: days(-2),
      answer: answered ? 'Little' : null,
      answer_language: answered ? 'en' : null,
      answered_at: answered ? days(-1) : null,
      hidden_at: hidden ? days(-1) : null,
      hidden_reason: hidden ? 'A name' : null,
    });
  }
  const [, published = '', , hidden = ''] = ids;
  return { published, hidden };
}

const keeperOf = (who: Rights, row: Row) =>
  (who.rows['practices.practices'] ?? []).find(({ id }) => id === row.practice_id)?.keeper_id ?? null;
const authored: May = (who, row) => keeperOf(who, row) !== null && who.authorities.has(keeperOf(who, row));
const edits: May = (who) => who.holds('editor');
const asItIs: May = (who, row) =>
  (authored(who, row) && row.office_id === keeperOf(who, row)) || (edits(who, row) && row.office_id === null);

const profileOf = (who: Rights, row: Row): Row => (who.rows['transfers.profiles'] ?? []).find(({ id }) => id === row.profile_id) ?? {};
const keeps: May = (who, row) => who.planned.has(row.office_id) || who.managed.has(row.office_id);
const reads: May = (who, row) => row.public === true || who.desks.has(row.office_id) || who.authorities.has(row.office_id);
const partOfKept: May = (who, row) => keeps(who, profileOf(who, row));
const partOfRead: May = (who, row) => reads(who, profileOf(who, row));

const logs: May = (who, row) =>
  row.office_id === null ? edits(who, row) : who.authorities.has(row.office_id) || who.managed.has(row.office_id);
/** A place that lies in the territory of no office. */
const elsewhere = newId();

const staff = ['counsellor', 'office-manager', 'planner', 'editor', 'trainer', 'mentor', 'expert'];
const isStaffOf = (who: Rights, office: unknown) =>
  who.assurance === 2 &&
  (who.rows['access.assignments'] ?? []).some(
    (one) =>
      one.account_id === who.accountId &&
      one.ended_at === null &&
      one.scope_kind === 'office' &&
      one.scope_id === office &&
      staff.includes(String(one.role)),
  );
const asked: May = (who, row) => who.accountId !== null && who.assurance >= 1 && row.account_id === who.accountId;
const answers: May = (who, row) => authored(who, row) || (edits(who, row) && keeperOf(who, row) === null);
const worksOn: May = (who, row) => authored(who, row) || edits(who, row);
const anew = (who: Rights, row: Row): Row | null =>
  who.accountId === null
    ? null
    : {
        ...fresh(who, row),
        account_id: who.accountId,
        office_id: null,
        answer: null,
        answer_language: null,
        answered_at: null,
        hidden_at: null,
        hidden_reason: null,
      };
const questions: TableRule = {
  table: 'transfers.questions',
  reads: (who, row) => (row.answer !== null && row.agreed === true && row.hidden_at === null) || asked(who, row) || worksOn(who, row),
  changes: [
    { set: "answer = 'Nothing', answer_language = 'en', answered_at = now()", may: answers },
    { set: "hidden_at = now(), hidden_reason = 'Rude'", may: edits },
    { set: "words = 'Changed'", may: nobody },
    { set: 'agreed = true', may: nobody },
  ],
  adds: [
    { like: anew, may: asked },
    { like: (who, row) => ({ ...row, ...anew(who, row), id: newId(), account_id: newId() }), may: nobody },
    {
      like: (who, row) => (row.answer === null || !anew(who, row) ? null : { ...row, id: newId(), account_id: who.accountId }),
      may: nobody,
    },
    // Nobody asks for an office of which they are not.
    {
      like: (who, row) => {
        const one = anew(who, row);
        return one && row.office_id ? { ...one, office_id: row.office_id } : null;
      },
      may: (who, row) => asked(who, row) && isStaffOf(who, row.office_id),
    },
  ],
  removes: asked,
};

/** What the design says of preconditions, profiles, judgements and transfers. */
export const transferRules: readonly TableRule[] = [
  questions,
  contributions,
  {
    table: 'transfers.preconditions',
    reads: anybody,
    changes: [
      { set: 'needed = false', may: asItIs },
      { set: 'office_id = null', may: edits },
      {
        set: 'office_id = (select keeper_id from practices.practices p where p.id = practice_id)',
        may: (who, row) => authored(who, row) || (edits(who, row) && keeperOf(who, row) === null),
      },
    ],
    adds: [
      { like: fresh, may: asItIs },
      // Nobody confirms for an office that does not keep the practice.
      {
        like: (who, row) => {
          const [other] = [...who.authorities].filter((one) => one !== null && one !== keeperOf(who, row));
          return other ? { ...fresh(who, row), office_id: other } : null;
        },
        may: nobody,
      },
    ],
    removes: (who, row) => authored(who, row) || edits(who, row),
  },
  {
    table: 'transfers.profiles',
    reads,
    changes: [{ set: 'public = public', may: keeps }],
    adds: [
      { like: fresh, may: keeps },
      { like: (who, row) => ({ ...fresh(who, row), place_id: elsewhere }), may: nobody },
    ],
    removes: keeps,
  },
  {
    table: 'transfers.parts',
    key: "profile_id || '/' || kind",
    reads: partOfRead,
    changes: [{ set: "words = 'Changed'", may: partOfKept }],
    adds: [{ like: (_who, row) => ({ ...row, kind: 'powers' }), may: partOfKept }],
    removes: partOfKept,
  },
  {
    table: 'transfers.judgements',
    key: "profile_id || '/' || precondition_id",
    reads: partOfRead,
    changes: [{ set: "verdict = 'lacks'", may: partOfKept }],
    adds: [{ like: (_who, row) => row, may: partOfKept }],
    removes: partOfKept,
  },
  {
    table: 'transfers.transfers',
    reads: anybody,
    changes: [{ set: "state = 'asked'", may: logs }],
    adds: [
      { like: fresh, may: logs },
      { like: (who, row) => (row.office_id === null ? null : { ...fresh(who, row), place_id: elsewhere }), may: nobody },
    ],
    removes: logs,
  },
];
