import { newId } from '#kernel/db';
import { days, type Add } from './fixtures-access-published.ts';
import { anybody, fresh, nobody, type May, type TableRule } from './fixtures-access-rule.ts';
import type { Rights } from './fixtures-access-rights.ts';
import type { Row, Stage } from './fixtures-access-world.ts';

const text = (words: string) => ({
  source: 'en',
  texts: { en: { text: words, hash: '0123456789abcdef', by: 'test', kind: 'human', at: '2026-05-01T10:00:00Z', reviewed: true } },
});

/** A practice with its original, and drafts of two offices and of the network. */
export function plantPracticeSheets(add: Add, { offices, accounts }: Stage): void {
  const practice_id = newId();
  add('practices.practices', {
    id: practice_id,
    code: `practice-${practice_id.slice(-8)}`,
    title: text('Practice'),
    summary: text('Summary'),
    admin_level: 'municipality',
    source: {},
  });
  const original = { draft_id: null, office_id: null, reason: null, authors: '{}', published_by: null, published_at: days(-1) };
  add('practices.versions', { id: newId(), practice_id, number: 1, content: {}, ...original });
  [offices[0], offices[1] ?? offices[0], null].forEach((office_id, number) => {
    const id = newId();
    const by = accounts[number] ?? accounts[0];
    add('practices.drafts', {
      id,
      practice_id: null,
      code: `draft-${id.slice(-8)}`,
      office_id,
      lang: 'en',
      content: {},
      reason: 'New',
      state: 'writing',
      created_by: by,
      changed_by: by,
      changed_at: days(-1),
    });
    const picture = { media_type: 'image/png', width: 1, height: 1, content: '\\x00', agreed: true, added_by: by, added_at: days(-1) };
    add('practices.pictures', { id: newId(), draft_id: id, practice_id: null, sha256: 'a'.repeat(64), ...picture });
    if (number === 0) add('practices.pictures', { id: newId(), draft_id: null, practice_id, sha256: 'b'.repeat(64), ...picture });
    add('practices.authors', { draft_id: id, account_id: by });
  });
}

const writesFor: May = (who, row) => (row.office_id === null ? who.holds('planner', 'editor') : who.authorities.has(row.office_id));
const seesDraft: May = (who, row) => writesFor(who, row) || who.holds('editor');
const draftOf = (who: Rights, row: Row): Row | undefined => (who.rows['practices.drafts'] ?? []).find(({ id }) => id === row.draft_id);
const inOwnDraft: May = (who, row) => {
  const draft = draftOf(who, row);
  return draft !== undefined && seesDraft(who, draft);
};
/** Another picture in the same draft. */
const anotherPicture =
  (by: 'self' | 'other') =>
  (who: Rights, row: Row): Row | null =>
    who.accountId === null ? null : { ...row, id: newId(), sha256: 'c'.repeat(64), added_by: by === 'self' ? who.accountId : newId() };
const mine = (who: Rights, row: Row): Row | null =>
  who.accountId === null
    ? null
    : { ...fresh(who, row), code: `draft-${newId().slice(-8)}`, created_by: who.accountId, changed_by: who.accountId };

/** What the design says of sheets: drafts for their authority and the network's editors, versions for everybody. */
export const practiceRules: readonly TableRule[] = [
  {
    table: 'practices.drafts',
    reads: seesDraft,
    changes: [{ set: 'revision = revision', may: seesDraft }],
    adds: [
      { like: mine, may: writesFor },
      { like: (who, row) => ({ ...fresh(who, row), code: `draft-${newId().slice(-8)}`, created_by: newId() }), may: nobody },
    ],
    removes: seesDraft,
  },
  {
    table: 'practices.authors',
    key: "draft_id || '/' || account_id",
    reads: (who, row) => who.holds('editor') || (who.assurance === 2 && row.account_id === who.accountId),
  },
  {
    table: 'practices.pictures',
    reads: (who, row) => row.practice_id !== null || inOwnDraft(who, row),
    adds: [
      { like: anotherPicture('self'), may: inOwnDraft },
      { like: anotherPicture('other'), may: nobody },
    ],
    removes: (who, row) => (row.practice_id === null ? inOwnDraft(who, row) : who.holds('editor')),
  },
  {
    table: 'practices.versions',
    reads: anybody,
    adds: [
      // There is one original: a second is refused by its key, after row security has let it pass.
      { like: fresh, may: (who) => who.holds('editor') },
      { like: (who, row) => ({ ...fresh(who, row), number: 2 }), may: nobody },
    ],
  },
];
