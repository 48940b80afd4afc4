import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row } from './fixtures-access-world.ts';

interface Planted {
  practice_id: string;
  account_id: unknown;
  office_id: unknown;
  published: string;
  hidden: string;
}

/** A contribution in each state, with replies to it and to questions that everybody or hardly anybody reads. */
export function plantContributions(add: Add, { practice_id, account_id, office_id, published, hidden }: Planted): void {
  const plant = (more: Row): string => {
    const id = newId();
    const said = { words: 'We do it otherwise', language: 'en', written_at: days(-1), organisation_id: null };
    const place = { reply_to: null, question_id: null, hidden_at: null, hidden_reason: null };
    add('transfers.contributions', { id, practice_id, account_id, office_id, ...said, ...place, ...more });
    return id;
  };
  const head = plant({ office_id: null });
  plant({ reply_to: head });
  plant({ hidden_at: days(-1), hidden_reason: 'A name' });
  plant({ account_id: null, words: null });
  plant({ question_id: published });
  plant({ question_id: hidden });
}

const keeper = (who: Rights, row: Row) => (who.rows['practices.practices'] ?? []).find(({ id }) => id === row.practice_id)?.keeper_id;
const isHeld = (who: Rights, kind: string, scope: unknown, roles: readonly string[]) =>
  who.assurance === 2 &&
  (who.rows['access.assignments'] ?? []).some(
    (one) =>
      one.account_id === who.accountId &&
      one.ended_at === null &&
      one.scope_kind === kind &&
      (kind === 'network' || one.scope_id === scope) &&
      roles.includes(String(one.role)),
  );

const moderates: May = (who, row) =>
  who.holds('editor') || (Boolean(keeper(who, row)) && isHeld(who, 'office', keeper(who, row), ['editor']));
const wrote: May = (who, row) => who.accountId !== null && who.assurance >= 1 && row.account_id === who.accountId;
const isPublic = (who: Rights, id: unknown) =>
  (who.rows['transfers.questions'] ?? []).some(
    (one) => one.id === id && one.answer !== null && one.agreed === true && one.hidden_at === null,
  );
const shown: May = (who, row) =>
  row.words !== null && row.hidden_at === null && (row.question_id === null || isPublic(who, row.question_id));

const ofOffice = ['counsellor', 'office-manager', 'planner', 'editor', 'trainer', 'mentor', 'expert'];
const ofOrganisation = ['provider', 'association-representative', 'lender', 'editor', 'trainer', 'mentor', 'expert'];
const speaks: May = (who, row) =>
  who.assurance === 2 &&
  ((row.office_id !== null && isHeld(who, 'office', row.office_id, ofOffice)) ||
    (row.organisation_id !== null && isHeld(who, 'organisation', row.organisation_id, ofOrganisation)) ||
    (row.office_id === null && row.organisation_id === null && who.holds('planner', 'editor', 'administrator')));

const anew = (who: Rights, row: Row, more: Row = {}): Row | null =>
  who.accountId === null
    ? null
    : {
        ...row,
        id: newId(),
        account_id: who.accountId,
        words: 'Ours too',
        reply_to: null,
        question_id: null,
        hidden_at: null,
        hidden_reason: null,
        ...more,
      };
/** In a voice that the actor has, so that only what is replied to decides. */
const voiced = (who: Rights, row: Row, more: Row): Row | null => {
  const [office_id] = [...who.desks, ...who.authorities].filter((one) => isHeld(who, 'office', one, ofOffice));
  return office_id === undefined ? null : anew(who, row, { office_id, ...more });
};

/** What the design says of the discussion of a practice. */
export const contributions: TableRule = {
  table: 'transfers.contributions',
  reads: (who, row) => shown(who, row) || wrote(who, row) || moderates(who, row),
  changes: [
    { set: "hidden_at = now(), hidden_reason = 'Rude'", may: (who, row) => moderates(who, row) && row.words !== null },
    { set: "words = 'Changed'", may: nobody },
    { set: 'account_id = null', may: nobody },
  ],
  adds: [
    { like: (who, row) => anew(who, row), may: speaks },
    // In the name of nobody else: the account of another, an office or an organisation in which one holds nothing.
    { like: (who, row) => anew(who, row, { account_id: newId() }), may: nobody },
    {
      like: (who, row) => {
        const [organisation_id] = [...who.organisations, ...who.lends];
        return organisation_id === undefined ? null : anew(who, row, { office_id: null, organisation_id });
      },
      may: speaks,
    },
    // A reply goes to what everybody reads in this discussion, and not to a reply.
    {
      like: (who, row) => voiced(who, row, { reply_to: row.id }),
      may: (who, row) =>
        (who.rows['transfers.contributions'] ?? []).some(
          (one) =>
            one.id === row.reply_to && one.reply_to === null && one.question_id === null && one.words !== null && one.hidden_at === null,
        ),
    },
  ],
};
