import type { ComponentChildren } from 'preact';

export type TimelineEntry = {
  id: string;
  title: ComponentChildren;
  /** The moment as the reader reads it. */
  when: string;
  /** The same moment for machines, ISO 8601. */
  dateTime: string;
  who?: ComponentChildren;
  body?: ComponentChildren;
};

export type TimelineProps = { entries: readonly TimelineEntry[]; label?: string };

/** What happened in order, newest first unless the page says otherwise. */
export function Timeline({ entries, label }: TimelineProps) {
  return (
    <ol class="timeline" aria-label={label}>
      {entries.map((entry) => (
        <li class="timeline-entry" key={entry.id}>
          <p class="timeline-title">{entry.title}</p>
          <p class="timeline-when">
            <time dateTime={entry.dateTime}>{entry.when}</time>
            {entry.who && <span class="timeline-who">{entry.who}</span>}
          </p>
          {entry.body && <div class="timeline-body">{entry.body}</div>}
        </li>
      ))}
    </ol>
  );
}
