import type { ComponentChildren } from 'preact';
import { Link } from '../text/link.tsx';
import { Tag, type Tone } from '../text/tag.tsx';

export type Task = {
  id: string;
  title: string;
  href?: string;
  hint?: ComponentChildren;
  status: { text: string; tone?: Tone };
};

export type TaskListProps = { tasks: readonly Task[]; label?: string };

/** Steps to take, each with its state. */
export function TaskList({ tasks, label }: TaskListProps) {
  return (
    <ul class="task-list" aria-label={label}>
      {tasks.map((task) => (
        <li class="task" key={task.id} id={task.id}>
          <div class="task-text">
            {task.href ? <Link href={task.href}>{task.title}</Link> : <span>{task.title}</span>}
            {task.hint && <div class="task-hint">{task.hint}</div>}
          </div>
          <div class="task-status">
            <Tag tone={task.status.tone}>{task.status.text}</Tag>
          </div>
        </li>
      ))}
    </ul>
  );
}
