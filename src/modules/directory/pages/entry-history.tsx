import { Details, Table, Timeline, useUi } from '#kernel/html';
import { formatters } from '#kernel/i18n';
import type { Revision } from '../list-revisions.ts';

type EntryHistoryProps = { revisions: readonly Revision[]; ownAccount: string | null };

/** Who changed what and when, newest first; names of colleagues are not shown, their being staff is. */
export function EntryHistory({ revisions, ownAccount }: EntryHistoryProps) {
  const { t, lang, timeZone } = useUi();
  const format = formatters(lang, timeZone);
  if (revisions.length === 0) return <p>{t('directory.history.empty')}</p>;
  return (
    <Timeline
      label={t('directory.history.title')}
      entries={revisions.map((revision) => ({
        id: revision.id,
        title: <What revision={revision} />,
        when: format.instant(revision.at, 'short'),
        dateTime: revision.at.toISOString(),
        who: <Who revision={revision} ownAccount={ownAccount} />,
        body: Object.keys(revision.changes).length > 0 && <Changed revision={revision} />,
      }))}
    />
  );
}

// uses messages: directory.history.what.*
function What({ revision }: { revision: Revision }) {
  const { t } = useUi();
  return <>{t(`directory.history.what.${revision.what}`)}</>;
}

function Who({ revision, ownAccount }: { revision: Revision; ownAccount: string | null }) {
  const { t } = useUi();
  if (revision.accountId === null) return <>{t('directory.history.by-system')}</>;
  return <>{t(revision.accountId === ownAccount ? 'directory.history.by-you' : 'directory.history.by-staff')}</>;
}

function Changed({ revision }: { revision: Revision }) {
  const { t } = useUi();
  const rows = Object.entries(revision.changes).map(([field, [before, after]]) => ({ field, before, after }));
  return (
    <Details summary={t('directory.history.changes', { count: rows.length })}>
      <Table
        caption={t('directory.history.changes', { count: rows.length })}
        hideCaption
        rows={rows}
        rowKey={(row) => row.field}
        columns={[
          { key: 'field', header: t('directory.history.field'), cell: (row) => row.field },
          { key: 'before', header: t('directory.history.before'), cell: (row) => <bdi>{shown(row.before)}</bdi> },
          { key: 'after', header: t('directory.history.after'), cell: (row) => <bdi>{shown(row.after)}</bdi> },
        ]}
      />
    </Details>
  );
}

/** A value as one reads it: texts by language one after the other, lists with commas. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map(shown).join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, inner]) => `${key}: ${shown(inner)}`)
      .join('; ');
  return String(value);
}
