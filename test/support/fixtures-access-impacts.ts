import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

const content = (effect: string) => ({
  title: 'Impact',
  question: null,
  summary: null,
  starts: null,
  ends: null,
  assumptions: [],
  effects: [
    {
      id: effect,
      name: 'Effect',
      unit: 'firms',
      touched: 'founders',
      direction: 'more',
      note: null,
      result: { kind: 'not-measurable', reason: 'Nobody counts' },
    },
  ],
});

/** Impact analyses: one is a draft, one agreed, one published with a newer version that is not, one of the network published. */
export function plantImpacts(add: Add, { offices, accounts, place }: Stage): void {
  const [first, second = first] = offices;
  [
    { office_id: first, version: 0, published: 0 },
    { office_id: second, version: 1, published: 0 },
    { office_id: first, version: 2, published: 1 },
    { office_id: null, version: 1, published: 1 },
  ].forEach(({ office_id, version, published }, number) => {
    const [id, effect_id] = [newId(), newId()];
    const by = accounts[number] ?? accounts[0];
    add('impacts.impacts', {
      id,
      code: `impact-${id.slice(-8)}`,
      place_id: place,
      office_id,
      lang: 'en',
      title: 'Impact',
      version,
      published,
      created_by: by,
    });
    add('impacts.drafts', { impact_id: id, content: content(effect_id), revision: 1, changed_by: by });
    for (let one = 1; one <= version; one += 1) {
      const agreed = { agreement: 'The council', agreed_by: by, agreed_at: days(-1) };
      add('impacts.versions', { impact_id: id, number: one, content: content(effect_id), ...agreed });
      const found = { state: 'not-measured', reason: 'Too early', recorded_by: by };
      add('impacts.observations', { id: newId(), impact_id: id, number: one, effect_id, ...found });
    }
  });
}

const writesFor: May = (who, row) => (row.office_id === null ? who.holds('planner') : who.planned.has(row.office_id));
const seesFor: May = (who, row) =>
  writesFor(who, row) || who.holds('auditor') || (row.office_id !== null && who.managed.has(row.office_id));
const entryOf = (who: Rights, row: Row): Row => (who.rows['impacts.impacts'] ?? []).find((one) => one.id === row.impact_id) ?? {};
const writes: May = (who, row) => writesFor(who, entryOf(who, row));
const sees: May = (who, row) => seesFor(who, entryOf(who, row));
const open: May = (who, row) => Number(row.number) <= Number(entryOf(who, row).published) || sees(who, row);
const begun = (who: Rights, row: Row): Row | null =>
  who.accountId === null
    ? null
    : {
        ...fresh(who, row),
        code: `impact-${newId().slice(-8)}`,
        version: 0,
        published: 0,
        created_by: who.accountId,
        words: '',
        demonstration: false,
      };

/** What the design says of impact analyses: drafts and what is not published for their office and auditors, the rest for everybody. */
export const impactRules: readonly TableRule[] = [
  {
    table: 'impacts.impacts',
    reads: (who, row) => row.published !== 0 || seesFor(who, row),
    changes: [{ set: "title = 'Changed'", may: writesFor }],
    adds: [
      { like: begun, may: writesFor },
      { like: (who, row) => ({ ...begun({ ...who, accountId: newId() }, row) }), may: nobody },
    ],
    removes: (who, row) => row.version === 0 && writesFor(who, row),
  },
  {
    table: 'impacts.drafts',
    key: 'impact_id',
    reads: sees,
    changes: [{ set: 'revision = revision + 1, changed_by = kernel.actor()', may: writes }],
    // There is one draft: a second is refused by its key, after row security has let it pass.
    adds: [
      { like: (who, row) => (who.accountId === null ? null : { ...row, changed_by: who.accountId }), may: writes },
      { like: (_who, row) => ({ ...row, changed_by: newId() }), may: nobody },
    ],
    removes: writes,
  },
  {
    table: 'impacts.versions',
    key: "impact_id || '/' || number",
    reads: open,
    adds: [
      {
        like: (who, row) =>
          who.accountId === null ? null : { ...row, number: Number(entryOf(who, row).version) + 1, agreed_by: who.accountId },
        may: writes,
      },
      { like: (_who, row) => ({ ...row, number: 9, agreed_by: newId() }), may: nobody },
    ],
  },
  {
    table: 'impacts.observations',
    reads: open,
    adds: [
      { like: (who, row) => (who.accountId === null ? null : { ...row, id: newId(), recorded_by: who.accountId }), may: writes },
      { like: (_who, row) => ({ ...row, id: newId(), recorded_by: newId() }), may: nobody },
    ],
  },
];
