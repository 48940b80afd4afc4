import { Button, FileField, Form, Link, NumberField, Section, TextArea, useUi } from '#kernel/html';
import { textIn } from '#kernel/i18n';
import type { Exercise } from '../course.ts';
import { LightText } from './light-text.tsx';
import type { LessonView } from './lesson-blocks.tsx';
import { Lines, VerdictTag } from './work-said.tsx';

/** A piece of work to do and hand in. */
export function ExerciseForm({ exercise, view }: { exercise: Exercise; view: LessonView }) {
  const { ctx, action, entry, entryOf, handedIn } = view;
  const { t, format } = ctx;
  const { lang } = useUi();
  const anchor = `e-${exercise.code}`;
  const before = handedIn.get(exercise.code);
  const own = entryOf === exercise.code;
  const said = view.said.get(exercise.code) ?? [];
  return (
    <Section title={t('learning.block.exercise')}>
      <LightText value={exercise.text} level={3} />
      {before && (
        <p class="hint">
          {t('learning.exercise.handed-in', { when: format.instant(before.at, 'short') })}{' '}
          {before.fileId && <Link href={`/me/courses/handed-in/${before.fileId}`}>{t('learning.exercise.file')}</Link>}
        </p>
      )}
      {said.length > 0 && (
        <ul class="plain-list">
          {said.map(({ review }) => (
            <li key={review.id}>
              <VerdictTag ctx={ctx} work={{ reviews: [review] }} /> {format.instant(review.writtenAt, 'short')}
              {review.text && <Lines text={review.text} />}
            </li>
          ))}
        </ul>
      )}
      {!action && <p class="hint">{t('learning.exercise.begin-first')}</p>}
      {action && (
        <div data-exercise={exercise.answer === 'file' ? undefined : exercise.code}>
          <Form
            id={anchor}
            action={`${action}#${anchor}`}
            multipart={exercise.answer === 'file'}
            label={textIn(exercise.text, lang).text.slice(0, 60)}
            {...(own ? { entry } : {})}
          >
            <input type="hidden" name="do" value="handed-in" />
            <input type="hidden" name="item" value={exercise.code} />
            {exercise.answer === 'text' && (
              <TextArea
                name="text"
                label={t('learning.exercise.text')}
                rows={8}
                maxLength={5_000}
                {...(before?.text ? { value: before.text } : {})}
              />
            )}
            {exercise.answer === 'number' && (
              <NumberField name="text" label={t('learning.exercise.number')} decimal {...(before?.text ? { value: before.text } : {})} />
            )}
            {exercise.answer === 'file' && (
              <FileField name="file" label={t('learning.exercise.your-file')} hint={t('learning.exercise.line')} maxMegabytes={10} />
            )}
            <Button kind="secondary">{t('learning.exercise.hand-in')}</Button>
          </Form>
          <p
            class="hint"
            role="status"
            data-exercise-status
            data-kept={t('learning.exercise.kept')}
            data-empty={t('learning.refusal.no-answer')}
          />
        </div>
      )}
    </Section>
  );
}
