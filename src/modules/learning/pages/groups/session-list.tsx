import { EmptyState, Table, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Office } from '#modules/offices';
import type { ComponentChildren } from 'preact';
import type { Session } from '../../session.ts';
import { OfficeTimes, SessionPlace, topicWords } from './group-words.tsx';

interface SessionListProps {
  ctx: Context;
  sessions: readonly Session[];
  offices: readonly Office[];
  lessons: ReadonlyMap<string, string>;
  /** One more column: what the reader can do. */
  more?: { header: string; cell: (session: Session) => ComponentChildren };
}

/** The sessions of a group in their order: when on each clock, what about, where. */
export function SessionList({ ctx, sessions, offices, lessons, more }: SessionListProps) {
  const { t } = ctx;
  return (
    <Table
      caption={t('learning.group.sessions')}
      hideCaption
      rows={sessions}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('learning.group.no-session')} />}
      columns={[
        {
          key: 'when',
          header: t('learning.field.when'),
          cell: (session) => (
            <>
              <OfficeTimes ctx={ctx} at={session.startsAt} offices={offices} />
              {session.state === 'called-off' && (
                <>
                  <br />
                  <Tag tone="warning">{t('learning.session.called-off')}</Tag> <bdi>{session.reason}</bdi>
                </>
              )}
            </>
          ),
        },
        {
          key: 'minutes',
          header: t('learning.field.length'),
          cell: ({ startsAt, endsAt }) => t('learning.minutes', { count: Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000) }),
        },
        { key: 'topic', header: t('learning.field.topic'), cell: (session) => <bdi>{topicWords(session, lessons)}</bdi> },
        { key: 'place', header: t('learning.field.where'), cell: (session) => <SessionPlace ctx={ctx} session={session} /> },
        ...(more ? [{ key: 'more', header: more.header, cell: more.cell }] : []),
      ]}
    />
  );
}
