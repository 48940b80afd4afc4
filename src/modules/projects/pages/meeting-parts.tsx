import { Bdi, EmptyState, Link, Table, Tag, type Tone } from '#kernel/html';
import type { Context } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import type { Meeting, MeetingState } from '../meeting.ts';
import type { ProjectId } from '../project.ts';
import { projectAt } from './reach.ts';
import type { Names } from './work-lists.tsx';

const tones: Readonly<Record<MeetingState, Tone>> = { planned: 'info', held: 'success', closed: 'success', 'called-off': 'warning' };

export function MeetingTag({ ctx, meeting: { state } }: { ctx: Context; meeting: Pick<Meeting, 'state'> }) {
  return <Tag tone={tones[state]}>{ctx.t(`projects.meeting-state.${state}`)}</Tag>;
}

interface ListProps {
  ctx: Context;
  projectId: ProjectId;
  meetings: readonly Meeting[];
  names: Names;
}

/** Meetings of a project, the latest first, each on the clock by which it was planned. */
export function MeetingList({ ctx, projectId, meetings, names }: ListProps) {
  const { t, lang } = ctx;
  return (
    <Table<Meeting>
      caption={t('projects.meetings.title')}
      hideCaption
      rows={meetings}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('projects.meetings.none')} />}
      columns={[
        {
          key: 'title',
          header: t('projects.field.title'),
          cell: ({ id, title }) => (
            <Link href={projectAt(projectId, `/meetings/${id}`)}>
              <Bdi>{title}</Bdi>
            </Link>
          ),
        },
        {
          key: 'when',
          header: t('projects.meeting.starts'),
          cell: ({ startsAt, zone }) => formatters(lang, zone).instant(startsAt, 'short'),
        },
        { key: 'office', header: t('projects.meeting.convener'), cell: ({ officeId }) => names.get(officeId) ?? '' },
        { key: 'state', header: t('projects.field.state'), cell: (one) => <MeetingTag ctx={ctx} meeting={one} /> },
      ]}
    />
  );
}
