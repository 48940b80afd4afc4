import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

/** A draft, an issue that was sent, each with a practice, and two readers. */
export function plantNewsletters(add: Add, { accounts }: Stage, practices: readonly Row[]): void {
  for (const state of ['draft', 'sent'] as const) {
    const id = newId();
    add('newsletters.issues', {
      id,
      number: state === 'sent' ? 1 : null,
      language: 'en',
      title: 'An issue',
      intro: 'What is new',
      state,
      created_by: accounts[0],
      sent_at: state === 'sent' ? days(-1) : null,
    });
    for (const { id: practice } of practices.slice(0, 1)) add('newsletters.items', { issue_id: id, practice_id: practice, place: 1 });
    add('newsletters.readers', {
      id: newId(),
      fingerprint: newId(),
      sealed: '\\x00',
      language: 'en',
      token_hash: newId(),
      confirmed_at: state === 'sent' ? days(-1) : null,
    });
  }
}

const issueOf = (who: Rights, row: Row): Row =>
  row.issue_id === undefined ? row : ((who.rows['newsletters.issues'] ?? []).find((one) => one.id === row.issue_id) ?? {});
const editor: May = (who) => who.holds('editor');
const reads: May = (who, row) => issueOf(who, row).state === 'sent' || editor(who, row);
const writes: May = (who, row) => issueOf(who, row).state === 'draft' && editor(who, row);
const holdsLink: May = (who, row) => who.token !== undefined && row.token_hash === who.token;
const begun =
  (by: 'self' | 'other') =>
  (who: Rights, row: Row): Row | null =>
    who.accountId === null
      ? null
      : { ...row, id: newId(), state: 'draft', number: null, sent_at: null, created_by: by === 'self' ? who.accountId : newId() };
const asking = (who: Rights, row: Row): Row => ({
  ...fresh(who, row),
  fingerprint: newId(),
  token_hash: newId(),
  confirmed_at: null,
});

/** Another practice in the same issue. */
const another = (who: Rights, row: Row): Row | null => {
  const practice = (who.rows['practices.practices'] ?? []).find(({ id }) => id !== row.practice_id);
  return practice ? { ...row, practice_id: practice.id, place: 2 } : null;
};

/** What the design says of the newsletter: what was sent is public, drafts are the editors', a reader is seen by the holder of the link. */
export const newsletterRules: readonly TableRule[] = [
  {
    table: 'newsletters.readers',
    reads: holdsLink,
    changes: [{ set: 'confirmed_at = now()', may: holdsLink }],
    adds: [
      { like: asking, may: () => true },
      { like: (who, row) => ({ ...asking(who, row), confirmed_at: days(-1) }), may: nobody },
    ],
    removes: holdsLink,
  },
  {
    table: 'newsletters.issues',
    reads,
    changes: [{ set: "title = 'Changed'", may: writes }],
    adds: [
      { like: begun('self'), may: editor },
      { like: begun('other'), may: nobody },
    ],
    removes: writes,
  },
  {
    table: 'newsletters.items',
    key: "issue_id || '/' || practice_id",
    reads,
    adds: [{ like: another, may: writes }],
    removes: writes,
  },
];
