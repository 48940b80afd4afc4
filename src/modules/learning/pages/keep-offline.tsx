import { Section, useHref } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { OpenCourse } from './open-course.ts';

/** The button that keeps a course on this device; there only where scripts run, since nothing works offline without. */
export function KeepOffline({ ctx, open }: { ctx: Context; open: OpenCourse }) {
  const { t } = ctx;
  const to = useHref();
  const { course, content, study } = open;
  const pages = [to(`/courses/${course.code}`), ...content.lessons.map(({ code }) => to(`/courses/${course.code}/${code}`))];
  const words = {
    keep: t('learning.offline.keep'),
    keeping: t('learning.offline.keeping', { done: '{done}', count: '{count}' }),
    kept: t('learning.offline.kept'),
    remove: t('learning.offline.remove'),
    failed: t('learning.offline.failed'),
  };
  return (
    <div
      hidden
      data-keep-course={study?.id}
      data-scope={to('/courses/')}
      data-pages={JSON.stringify(pages)}
      data-words={JSON.stringify(words)}
    >
      <Section title={t('learning.offline.title')}>
        <p>{t('learning.offline.lead')}</p>
        <p>{t('learning.offline.shared')}</p>
        <p role="status" data-keep-status />
        <p>
          <button type="button" class="button button-secondary" data-keep-button>
            {words.keep}
          </button>
        </p>
      </Section>
    </div>
  );
}
