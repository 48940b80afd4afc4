import { Bdi, ButtonLink, EmptyState, Link, PostButton, Section, Tag } from '#kernel/html';
import { termLabel } from '#modules/vocabulary';
import { ActionLink } from './action-link.tsx';
import type { CaseParts } from './case.tsx';

/** What stands in the way. */
export function BlockersSection({ ctx, view, may }: CaseParts) {
  const { t, lang, format } = ctx;
  return (
    <Section
      title={t('cases.blocker.title')}
      id="blockers"
      actions={
        <ActionLink ctx={ctx} verdict={may('work')} href={`/desk/cases/${view.case.id}/blockers/new`} kind="quiet">
          {t('cases.blocker.add')}
        </ActionLink>
      }
    >
      {view.blockers.length === 0 && <EmptyState title={t('cases.blocker.none')} />}
      <ul class="task-list">
        {view.blockers.map((blocker) => (
          <li class="task" key={blocker.id}>
            <div class="task-text">
              {termLabel('planBlockers', blocker.kind, lang)}
              {blocker.note && (
                <div class="task-hint">
                  <Bdi>{blocker.note}</Bdi>
                </div>
              )}
            </div>
            <div class="task-status">
              {blocker.resolvedAt ? (
                <Tag tone="success">{t('cases.blocker.resolved', { day: format.instant(blocker.resolvedAt, 'short') })}</Tag>
              ) : (
                may('work') === true && (
                  <PostButton
                    kind="quiet"
                    action={`/desk/blockers/${blocker.id}/resolve`}
                    label={t('cases.step.action-on', {
                      action: t('cases.blocker.resolve'),
                      step: termLabel('planBlockers', blocker.kind, lang),
                    })}
                  >
                    {t('cases.blocker.resolve')}
                  </PostButton>
                )
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What the office itself has to do. Shown to the office alone. */
export function TasksSection({ ctx, view, names, may }: CaseParts) {
  const { t, format } = ctx;
  if (view.case.standing !== 'custody') return null;
  return (
    <Section
      title={t('cases.task.title')}
      id="tasks"
      actions={
        <ActionLink ctx={ctx} verdict={may('task')} href={`/desk/cases/${view.case.id}/tasks/new`} kind="quiet">
          {t('cases.task.add')}
        </ActionLink>
      }
    >
      {view.tasks.length === 0 && <EmptyState title={t('cases.task.none')} />}
      <ul class="task-list">
        {view.tasks.map((task) => (
          <li class="task" key={task.id}>
            <div class="task-text">
              <Bdi>{task.title}</Bdi>
              <div class="task-hint">
                {task.dueOn && <>{t('cases.plan.until', { day: format.date(task.dueOn, 'short') })} · </>}
                <Bdi>{names.account(task.assignedTo)}</Bdi>
              </div>
            </div>
            <div class="task-status">
              {task.doneAt ? (
                <Tag tone="success">{t('cases.task.done')}</Tag>
              ) : (
                <PostButton
                  kind="quiet"
                  action={`/desk/tasks/${task.id}/finish`}
                  label={t('cases.step.action-on', { action: t('cases.task.finish'), step: task.title })}
                >
                  {t('cases.task.finish')}
                </PostButton>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Documents of the person's file, as far as they are open. */
export function DocumentsSection({ ctx, view, documents, may }: CaseParts) {
  const { t, format } = ctx;
  return (
    <Section
      title={t('cases.document.title')}
      id="documents"
      actions={
        <ActionLink ctx={ctx} verdict={may('document')} href={`/desk/cases/${view.case.id}/documents/new`} kind="quiet">
          {t('cases.document.add')}
        </ActionLink>
      }
    >
      {documents.length === 0 && <EmptyState title={t('cases.document.none')} />}
      <ul class="task-list">
        {documents.map((file) => (
          <li class="task" key={file.id}>
            <div class="task-text">
              <Link href={`/desk/cases/${view.case.id}/documents/${file.id}`} download>
                <Bdi>{file.name}</Bdi>
              </Link>
              <div class="task-hint">{format.instant(file.uploadedAt, 'short')}</div>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What is asked 3, 6 and 12 months after the close. */
export function FollowUpsSection({ ctx, view, may }: CaseParts) {
  const { t, lang, format } = ctx;
  if (view.case.state !== 'closed' || view.followUps.length === 0) return null;
  return (
    <Section title={t('cases.follow-up.section')} id="follow-ups">
      <ul class="task-list">
        {view.followUps.map((followUp) => (
          <li class="task" key={followUp.id}>
            <div class="task-text">
              {t('cases.follow-up.after', { months: followUp.months })}
              <div class="task-hint">
                {followUp.doneAt === null && format.date(followUp.dueOn)}
                {followUp.reached === false && t('cases.follow-up.not-reached')}
                {followUp.personState && termLabel('personOutcomes', followUp.personState, lang)}
                {followUp.ventureStage && <> · {termLabel('ventureStages', followUp.ventureStage, lang)}</>}
                {followUp.note && (
                  <p>
                    <Bdi>{followUp.note}</Bdi>
                  </p>
                )}
              </div>
            </div>
            <div class="task-status">
              {followUp.doneAt ? (
                <Tag tone="success">{t('cases.task.done')}</Tag>
              ) : (
                may('follow-up') === true && (
                  <ButtonLink
                    kind="quiet"
                    href={`/desk/follow-ups/${followUp.id}`}
                    label={t('cases.step.action-on', {
                      action: t('cases.follow-up.record'),
                      step: t('cases.follow-up.after', { months: followUp.months }),
                    })}
                  >
                    {t('cases.follow-up.record')}
                  </ButtonLink>
                )
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
