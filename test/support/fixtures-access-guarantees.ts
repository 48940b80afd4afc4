import { newId } from '#kernel/db';
import { newCode } from '../../src/kernel/documents/code.ts';
import { days, type Add } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import { at, type Row, type Stage } from './fixtures-access-world.ts';

const day = (offset: number) => days(offset).slice(0, 10);

const terms = {
  basis: 'Assumed',
  currency: 'EUR',
  coverage_percent: '60',
  sharing: 'pro-rata',
  leverage: '4',
  longest_months: 60,
  borrower_cap_minor: 2_500_000,
  group_cap_minor: null,
  lender_cap_percent: '50',
  country_cap_percent: '100',
  sector_cap_percent: '40',
  up_front_percent: '0.5',
  yearly_percent: '1',
  fee_base: 'outstanding',
  day_count: '30/360',
  waiting_days: 90,
  first_share_percent: '75',
  legal_steps: 'A letter',
  valid_from: day(-30),
  valid_until: null,
};

const draft = { state: 'draft', number: null, published_by: null, published_at: null };

const loan = {
  state: 'asked',
  borrower: 'B-1',
  country: 'IT',
  sector: 'I',
  purpose: 'An oven',
  currency: 'EUR',
  home_currency: 'EUR',
  loan_minor: 100_000,
  months: 24,
  without_it: 'no-loan',
  guaranteed_minor: 60_000,
};

/** Two funds, each with loans of its lenders: one with a published window and a draft beside it, one with a draft only; lenders admitted to each, one no longer. */
export function plantGuarantees(add: Add, { funds, organisations, accounts }: Stage): void {
  funds.forEach((fund_id, number) => {
    const [open, hidden] = [newId(), newId()];
    const terms_id = newId();
    const loans: string[] = [];
    const by = at(accounts, number);
    const text = {
      name: 'Fund',
      about: 'Loans',
      language: 'en',
      area: 'Here',
      manager: 'A body',
      email: 'fund@example.org',
      currency: 'EUR',
    };
    add('guarantees.funds', { id: fund_id, code: `fund-${fund_id.slice(-8)}`, ...text, created_by: by });
    [open, hidden].forEach((id, n) => {
      add('guarantees.windows', { id, fund_id, number: n + 1, name: 'Window', created_by: by });
    });
    add('guarantees.versions', { id: newId(), window_id: hidden, ...draft, ...terms, changed_by: by });
    add('guarantees.contributors', { id: newId(), fund_id, number: 1, name: 'A body', created_by: by });
    if (number === 0) {
      const published = { state: 'published', number: 1, published_by: by, published_at: days(-10) };
      add('guarantees.versions', { id: terms_id, window_id: open, ...published, ...terms, changed_by: by });
      add('guarantees.versions', { id: newId(), window_id: open, ...draft, ...terms, changed_by: by });
    }
    const lender = (organisation: number | null, windows: readonly string[], until: string | null) => {
      const id = newId();
      const who =
        organisation === null
          ? { organisation_id: null, name: 'A bank' }
          : { organisation_id: at(organisations, organisation), name: null };
      add('guarantees.lenders', { id, fund_id, ...who, created_by: by });
      for (const window_id of windows)
        add('guarantees.admissions', {
          id: newId(),
          fund_id,
          window_id,
          lender_id: id,
          agreed_on: day(-20),
          until_on: until,
          admitted_by: by,
        });
      // Its terms are those that were published: a draft may be dropped.
      if (number > 0) return;
      const guarantee_id = newId();
      const filed = { fund_id, window_id: open, version_id: terms_id, lender_id: id, reference: guarantee_id, filed_by: by };
      add('guarantees.guarantees', { id: guarantee_id, number: loans.push(guarantee_id), ...loan, ...filed });
      const document_id = newId();
      // The columns of the first row of a table are those of all that are planted.
      const nobodys = { subject_id: null, custodian_id: null };
      const issued = {
        kind: 'guarantees.certificate',
        ...nobodys,
        office_id: fund_id,
        language: 'en',
        statement: {},
        sha256: 'a'.repeat(64),
      };
      add('documents.issued', { id: document_id, code: newCode(), ...issued, signature: 'x', issued_by: by, issued_at: days(-1) });
      add('guarantees.certificates', { id: newId(), guarantee_id, document_id, content: '\\x00', issued_by: by });
      add('guarantees.steps', { id: newId(), guarantee_id, n: 1, act: 'ask', state: 'asked', on_day: day(-1), taken_by: by });
    };
    lender(0, [open], null);
    lender(1, [open, hidden], day(-3));
    lender(null, [hidden], null);
  });
}

const all = (who: Rights, table: string) => who.rows[`guarantees.${table}`] ?? [];
const windowOf = (who: Rights, id: unknown): Row => all(who, 'windows').find((one) => one.id === id) ?? {};
const oversees: May = (who) => who.holds('administrator', 'auditor');
const isOpen = (who: Rights, windowId: unknown) =>
  all(who, 'versions').some((one) => one.window_id === windowId && one.state === 'published');
const own = (who: Rights) =>
  new Set(
    all(who, 'lenders')
      .filter((one) => one.organisation_id !== null && who.lends.has(one.organisation_id))
      .map(({ id }) => id),
  );
const isLent = (who: Rights, windowId: unknown) => {
  const lenders = own(who);
  return all(who, 'admissions').some((one) => one.window_id === windowId && lenders.has(one.lender_id));
};
const isCurrent = (row: Row) => row.until_on === null || String(row.until_on) >= day(0);
const isShown = (who: Rights, admission: Row) => isOpen(who, admission.window_id) && isCurrent(admission);
const manages: May = (who, row) => who.funds.has(row.fund_id);
const managesWindow: May = (who, row) => who.funds.has(windowOf(who, row.window_id).fund_id);
const writesDraft: May = (who, row) => row.state === 'draft' && managesWindow(who, row);

const added =
  (column: string, by: 'self' | 'other', more: (row: Row) => Row = () => ({})) =>
  (who: Rights, row: Row): Row | null =>
    who.accountId === null ? null : { ...row, id: newId(), ...more(row), [column]: by === 'self' ? who.accountId : newId() };

const code = () => ({ code: `fund-${newId().slice(-8)}`, demonstration: false });
const named = () => ({ organisation_id: null, name: `Bank ${newId()}` });
const later = () => ({ agreed_on: day(-500 - Math.floor(Math.random() * 5_000)), until_on: null });

const other = () => ({ name: `Body ${newId()}`, number: Math.floor(2 + Math.random() * 1_000_000) });
/** A filed loan: whoever follows the fund, and the lender that filed it. */
const readsLoan: May = (who, row) => oversees(who, row) || who.followed.has(row.fund_id) || own(who).has(row.lender_id);

/** Another loan of the same lender, under terms in force of a window that admits it; null where there are none. */
function filing(who: Rights, row: Row, filed_by: unknown): Row | null {
  const version = all(who, 'versions').find(
    ({ state, window_id }) =>
      state === 'published' &&
      all(who, 'admissions').some((one) => one.window_id === window_id && one.lender_id === row.lender_id && isCurrent(one)),
  );
  if (!version || filed_by === null) return null;
  const { fund_id, lender_id, borrower, country, sector, purpose, loan_minor, months, without_it } = row;
  const id = newId();
  const same = { fund_id, lender_id, borrower, country, sector, purpose, loan_minor, months, without_it };
  return { ...same, id, window_id: version.window_id, version_id: version.id, reference: id, filed_by };
}

/** What the design says of guarantee funds: terms that are published for everybody, drafts for manager and committee, own windows for lenders. */
export const guaranteeRules: readonly TableRule[] = [
  {
    table: 'guarantees.funds',
    reads: (who, { id }) =>
      oversees(who, {}) ||
      who.followed.has(id) ||
      all(who, 'windows').some((one) => one.fund_id === id && isOpen(who, one.id)) ||
      all(who, 'lenders').some((one) => one.fund_id === id && own(who).has(one.id)),
    changes: [{ set: "about = 'Changed'", may: (who, { id }) => who.funds.has(id) }],
    adds: [
      { like: added('created_by', 'self', code), may: (who) => who.holds('administrator') },
      { like: added('created_by', 'other', code), may: nobody },
    ],
  },
  {
    table: 'guarantees.windows',
    reads: (who, row) => oversees(who, row) || who.followed.has(row.fund_id) || isOpen(who, row.id) || isLent(who, row.id),
    adds: [
      { like: added('created_by', 'self'), may: manages },
      { like: added('created_by', 'other'), may: nobody },
    ],
  },
  {
    table: 'guarantees.versions',
    reads: (who, row) => oversees(who, row) || row.state === 'published' || who.followed.has(windowOf(who, row.window_id).fund_id),
    changes: [
      { set: 'revision = revision + 1, changed_by = kernel.actor()', may: writesDraft },
      { set: "revision = revision + 1, changed_by = '00000000-0000-7000-8000-000000000000'", may: nobody },
    ],
    adds: [
      // There is one draft at most: a second is refused by its index, after row security has let it pass.
      { like: (who, row) => (row.state === 'draft' ? added('changed_by', 'self')(who, row) : null), may: managesWindow },
      { like: (_who, row) => (row.state === 'published' ? { ...row, id: newId(), number: 9 } : null), may: nobody },
      { like: added('changed_by', 'other'), may: nobody },
    ],
    removes: writesDraft,
  },
  {
    table: 'guarantees.lenders',
    reads: (who, row) =>
      oversees(who, row) ||
      who.followed.has(row.fund_id) ||
      own(who).has(row.id) ||
      all(who, 'admissions').some((one) => one.lender_id === row.id && isShown(who, one)),
    adds: [
      { like: added('created_by', 'self', named), may: manages },
      { like: added('created_by', 'other', named), may: nobody },
    ],
  },
  {
    table: 'guarantees.admissions',
    reads: (who, row) => oversees(who, row) || who.followed.has(row.fund_id) || own(who).has(row.lender_id) || isShown(who, row),
    changes: [{ set: "until_on = '2199-12-31'", may: manages }],
    adds: [
      { like: added('admitted_by', 'self', later), may: manages },
      { like: added('admitted_by', 'other', later), may: nobody },
    ],
  },
  {
    table: 'guarantees.contributors',
    reads: (who, { fund_id }) =>
      oversees(who, {}) || who.followed.has(fund_id) || all(who, 'windows').some((one) => one.fund_id === fund_id && isOpen(who, one.id)),
    adds: [
      { like: added('created_by', 'self', other), may: manages },
      { like: added('created_by', 'other', other), may: nobody },
    ],
  },
  {
    table: 'guarantees.guarantees',
    reads: readsLoan,
    adds: [
      { like: (who, row) => filing(who, row, who.accountId), may: (who, row) => own(who).has(row.lender_id) },
      { like: (who, row) => filing(who, row, newId()), may: nobody },
    ],
  },
  {
    table: 'guarantees.certificates',
    reads: (who, { guarantee_id }) => readsLoan(who, all(who, 'guarantees').find(({ id }) => id === guarantee_id) ?? {}),
    // Planted loans are not in force, so that nobody certifies them; guaranteed-loans.pg.test.ts does.
    adds: [{ like: added('issued_by', 'self'), may: nobody }],
  },
  {
    table: 'guarantees.steps',
    reads: (who, { guarantee_id }) => readsLoan(who, all(who, 'guarantees').find(({ id }) => id === guarantee_id) ?? {}),
  },
];
