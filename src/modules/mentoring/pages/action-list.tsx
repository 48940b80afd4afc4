import { Bdi, EmptyState, PostButton, Table, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Action } from '../action.ts';
import type { Side } from '../pair.ts';
import { baseOf, todayOf } from './sides.ts';

interface ActionListProps {
  ctx: Context;
  side: Side;
  actions: readonly Action[];
  /** Whether anything can still be done with them. */
  open: boolean;
}

/** What was agreed: what, who, until when; with a button for who may say that it is done, or take it into the plan. */
export function ActionList({ ctx, side, actions, open }: ActionListProps) {
  const { t, format } = ctx;
  const today = todayOf(ctx);
  return (
    <Table<Action>
      caption={t('mentoring.action.title')}
      hideCaption
      rows={[...actions]}
      rowKey={(action) => action.id}
      columns={[
        { key: 'what', header: t('mentoring.field.action'), cell: (action) => <Bdi>{action.title}</Bdi> },
        { key: 'who', header: t('mentoring.field.who'), cell: (action) => t(`mentoring.side.${action.who}`) },
        {
          key: 'due',
          header: t('mentoring.field.due'),
          cell: (action) => (
            <>
              {action.dueOn ? format.date(action.dueOn, 'short') : '–'}{' '}
              {!action.doneAt && action.dueOn && action.dueOn < today && <Tag tone="danger">{t('mentoring.action.overdue')}</Tag>}
            </>
          ),
        },
        {
          key: 'state',
          header: t('mentoring.field.state'),
          cell: (action) => (
            <>
              <Tag tone={action.doneAt ? 'success' : 'neutral'}>{t(action.doneAt ? 'mentoring.action.done' : 'mentoring.action.open')}</Tag>{' '}
              {action.plannedAs && <Tag tone="info">{t(`mentoring.action.planned-${action.plannedAs}`)}</Tag>}
              {open && !action.doneAt && (
                <PostButton
                  action={`${baseOf[side]}/actions/${action.id}/done`}
                  label={t('mentoring.action.done-label', { title: action.title })}
                >
                  {t('mentoring.action.say-done')}
                </PostButton>
              )}
              {open && side === 'office' && !action.doneAt && !action.plannedAs && (
                <PostButton
                  action={`/desk/mentoring/actions/${action.id}/plan`}
                  label={t('mentoring.action.plan-label', { title: action.title })}
                >
                  {t(action.who === 'office' ? 'mentoring.action.as-task' : 'mentoring.action.as-step')}
                </PostButton>
              )}
            </>
          ),
        },
      ]}
      empty={<EmptyState title={t('mentoring.action.none')} />}
    />
  );
}
