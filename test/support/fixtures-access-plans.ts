import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { anybody, fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

const text = (words: string) => ({
  source: 'en',
  texts: { en: { text: words, hash: '0123456789abcdef', by: 'test', kind: 'human', at: '2026-05-01T10:00:00Z', reviewed: true } },
});
const codeOf = (id: string) => `plan-${id.slice(-12)}`;

/** Plans of one office and of two, one of them public; the draft of each, with a yes of its first office. */
export function plantTerritoryPlans(add: Add, { offices, accounts, place }: Stage): void {
  const [here = '', there = here, far = here] = offices;
  const origin = newId();
  add('places.places', {
    id: origin,
    code: codeOf(origin),
    level: 'municipality',
    name: text('Far town'),
    lat: 15,
    lon: -12,
    source: 'test',
  });
  const ends = [
    { office_id: here, other_office_id: null },
    { office_id: there, other_office_id: there === here ? null : here },
    { office_id: far, other_office_id: null },
  ];
  ends.forEach((end, number) => {
    const [id, draft_id, by] = [newId(), newId(), accounts[number] ?? accounts[0]];
    add('plans.plans', {
      id,
      code: codeOf(id),
      place_id: place,
      other_place_id: end.other_office_id && origin,
      ...end,
      version: number === 2 ? 1 : 0,
      demonstration: false,
      created_by: by,
      created_at: days(-1),
    });
    add('plans.drafts', {
      id: draft_id,
      plan_id: id,
      lang: 'en',
      content: {},
      reason: 'New',
      state: 'waiting',
      created_by: by,
      changed_by: by,
      changed_at: days(-1),
      sent_at: days(-1),
    });
    add('plans.authors', { draft_id, account_id: by });
    add('plans.approvals', { draft_id, office_id: end.office_id, account_id: newId(), approved_at: days(-1) });
    if (number < 2) return;
    for (const published_at of [null, days(-1)]) {
      const written = { lang: 'en', content: {}, created_by: by, changed_by: by, changed_at: days(-1) };
      add('plans.reports', { id: newId(), plan_id: id, on_day: days(-1).slice(0, 10), ...written, published_at });
    }
    const people = { authors: [by], approvers: [newId()], published_by: newId(), published_at: days(-2) };
    add('plans.versions', { id: newId(), plan_id: id, number: 1, draft_id: newId(), lang: 'en', content: {}, reason: 'New', ...people });
  });
}

const held = (who: Rights, roles: readonly string[]) =>
  new Set(
    who.assurance < 2
      ? []
      : (who.rows['access.assignments'] ?? [])
          .filter((one) => one.account_id === who.accountId && one.ended_at === null && roles.includes(String(one.role)))
          .map((one) => one.scope_id),
  );
const keeps =
  (...roles: string[]): May =>
  (who, row) => {
    const offices = held(who, roles);
    return who.holds('planner') || offices.has(row.office_id) || (row.other_office_id !== null && offices.has(row.other_office_id));
  };
const writes = keeps('planner');
const within = keeps('planner', 'editor', 'counsellor', 'office-manager');
const planOf = (who: Rights, id: unknown): Row | undefined => (who.rows['plans.plans'] ?? []).find((one) => one.id === id);
const draftOf = (who: Rights, id: unknown): Row | undefined => (who.rows['plans.drafts'] ?? []).find((one) => one.id === id);
const ofPlan =
  (may: May): May =>
  (who, row) => {
    const plan = planOf(who, row.plan_id);
    return plan !== undefined && may(who, plan);
  };
const ofDraft =
  (may: May): May =>
  (who, row) => {
    const draft = draftOf(who, row.draft_id);
    return draft !== undefined && ofPlan(may)(who, draft);
  };
const begun = (who: Rights, row: Row): Row | null => {
  if (who.accountId === null) return null;
  const id = newId();
  return { ...row, id, code: codeOf(id), created_by: who.accountId, version: 0 };
};

const otherOffice = (who: Rights, row: Row) => planOf(who, draftOf(who, row.draft_id)?.plan_id)?.other_office_id;
const wrote = (who: Rights, row: Row) =>
  (who.rows['plans.authors'] ?? []).some((one) => one.draft_id === row.draft_id && one.account_id === who.accountId);

/** What the design says of plans: drafts for the keeping offices, published ones for everybody. */
export const planRules: readonly TableRule[] = [
  {
    table: 'plans.plans',
    reads: (who, row) => Number(row.version) > 0 || within(who, row),
    adds: [
      // A planner begins a plan for an office of theirs; the office at the other end is named, and approves later.
      { like: begun, may: (who, row) => who.holds('planner') || held(who, ['planner']).has(row.office_id) },
      { like: (who, row) => ({ ...(begun(who, row) ?? fresh(who, row)), created_by: newId() }), may: nobody },
    ],
    removes: (who, row) => Number(row.version) === 0 && writes(who, row),
  },
  {
    table: 'plans.drafts',
    reads: ofPlan(within),
    changes: [{ set: 'changed_at = changed_at', may: ofPlan(writes) }],
    adds: [
      // Each plan has one draft: a second is refused by its key, after row security has let it pass.
      {
        like: (who, row) =>
          who.accountId === null ? null : { ...fresh(who, row), state: 'writing', created_by: who.accountId, changed_by: who.accountId },
        may: ofPlan(writes),
      },
      { like: (who, row) => ({ ...fresh(who, row), state: 'writing', created_by: newId() }), may: nobody },
    ],
    removes: ofPlan(writes),
  },
  { table: 'plans.authors', key: "draft_id || '/' || account_id", reads: ofDraft(within) },
  {
    table: 'plans.approvals',
    key: "draft_id || '/' || office_id",
    reads: ofDraft(within),
    adds: [
      // The office at the other end says it by a planner of its own, who wrote nothing of the plan.
      {
        like: (who, row) => {
          const other = otherOffice(who, row);
          return who.accountId === null || !other ? null : { ...row, office_id: other, account_id: who.accountId };
        },
        may: (who, row) => held(who, ['planner']).has(row.office_id) && !wrote(who, row),
      },
      // The first office has said it already, and nobody says it for somebody else.
      { like: (_who, row) => row, may: nobody },
    ],
  },
  {
    table: 'plans.versions',
    reads: anybody,
    adds: [{ like: fresh, may: nobody }],
  },
  {
    table: 'plans.reports',
    reads: (who, row) => row.published_at !== null || ofPlan(within)(who, row),
    // What is published is kept by the trigger, whoever writes.
    changes: [{ set: 'revision = revision', may: (who, row) => row.published_at === null && ofPlan(writes)(who, row) }],
    adds: [
      {
        like: (who, row) =>
          who.accountId === null ? null : { ...fresh(who, row), published_at: null, created_by: who.accountId, changed_by: who.accountId },
        may: ofPlan(writes),
      },
      // Nobody begins with a public one.
      {
        like: (who, row) => ({ ...fresh(who, row), published_at: days(-1), created_by: who.accountId, changed_by: who.accountId }),
        may: nobody,
      },
    ],
    removes: (who, row) => row.published_at === null && ofPlan(writes)(who, row),
  },
];
