import { EmptyState, Section, Timeline } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { AssociationEvent } from '../read-associations.ts';

/** What was done with an entry, the newest first; a change names what it changed in the words of before. */
export function History({ ctx, events }: { ctx: Context; events: readonly AssociationEvent[] }) {
  const { t, format } = ctx;
  return (
    <Section title={t('associations.history.title')}>
      {events.length === 0 ? (
        <EmptyState title={t('associations.history.none')} />
      ) : (
        <Timeline
          entries={events.map((one) => ({
            id: one.id,
            when: format.instant(one.happenedAt),
            dateTime: one.happenedAt.toISOString(),
            title: t(`associations.event.${one.kind}`),
            body: one.words ? <span dir="auto">{one.words}</span> : <Before ctx={ctx} before={one.before} />,
          }))}
        />
      )}
    </Section>
  );
}

/** Two facts of before by which a change is judged. */
function Before({ ctx, before }: { ctx: Context; before: unknown }) {
  if (typeof before !== 'object' || before === null || !('name' in before)) return null;
  const { name, members } = before as { name: unknown; members?: unknown }; // our own snapshot
  return (
    <>
      {ctx.t('associations.history.before', {
        name: String(name),
        members: typeof members === 'number' ? ctx.format.number(members) : ctx.t('associations.unknown'),
      })}
    </>
  );
}
