import { Button, CheckboxesField, Form, NumberField, RadioField, useUi } from '#kernel/html';
import { textIn } from '#kernel/i18n';
import type { Question } from '../course.ts';
import type { Answer } from '../judge-answer.ts';
import type { LessonView } from './lesson-blocks.tsx';

/** One question with its button; the answer to the last try stands below. Scripts judge at once, else the page comes back. */
export function QuestionForm({ question, view }: { question: Question; view: LessonView }) {
  const { ctx, action, href, entry, entryOf, answers } = view;
  const { t } = ctx;
  const { lang } = useUi();
  const anchor = `q-${question.code}`;
  const last = answers.get(question.code);
  const own = entryOf === question.code;
  const shown = textIn(question.text, lang);
  const label = shown.text;
  const given = last && 'choices' in last.answer ? last.answer.choices : [];
  const choices = question.choices.map(({ code, text }) => ({ value: code, label: textIn(text, lang).text }));
  return (
    <div
      lang={shown.lang === lang ? undefined : shown.lang}
      dir={shown.lang === lang ? undefined : shown.dir}
      data-question={JSON.stringify(questionForScript(question, lang))}
    >
      <Form id={anchor} action={`${action ?? href}#${anchor}`} method={action ? 'post' : 'get'} label={label} {...(own ? { entry } : {})}>
        <input type="hidden" name="item" value={question.code} />
        {action && <input type="hidden" name="do" value="answered" />}
        {question.kind === 'one' && <RadioField name="choice" label={label} choices={choices} {...(given[0] ? { value: given[0] } : {})} />}
        {question.kind === 'several' && (
          <CheckboxesField name="choice" label={label} hint={t('learning.quiz.several')} choices={choices} values={given} />
        )}
        {question.kind === 'number' && (
          <NumberField name="number" label={label} decimal {...(last && 'number' in last.answer ? { value: last.answer.number } : {})} />
        )}
        <Button kind="secondary">{t('learning.quiz.answer')}</Button>
      </Form>
      <div role="status" data-feedback>
        {last && <Feedback question={question} answer={last.answer} right={last.right} />}
      </div>
    </div>
  );
}

function Feedback({ question, answer, right }: { question: Question; answer: Answer; right: boolean }) {
  const { t, lang } = useUi();
  const told = question.choices.filter(({ code, feedback }) => feedback !== null && 'choices' in answer && answer.choices.includes(code));
  return (
    <div class={`notice notice-${right ? 'success' : 'info'}`}>
      <p class="notice-title">{t(right ? 'learning.quiz.right' : 'learning.quiz.wrong')}</p>
      <div class="notice-body">
        {told.map(({ code, feedback }) => feedback && <p key={code}>{textIn(feedback, lang).text}</p>)}
        {question.feedback && <p>{textIn(question.feedback, lang).text}</p>}
      </div>
    </div>
  );
}

/** What the script on the page needs to judge an answer and to say why, in the reader's language. */
export function questionForScript({ code, kind, choices, answer, tolerance, feedback }: Question, lang: string) {
  return {
    code,
    kind,
    choices: choices.map((one) => ({ code: one.code, right: one.right, feedback: one.feedback && textIn(one.feedback, lang).text })),
    answer,
    tolerance,
    feedback: feedback && textIn(feedback, lang).text,
  };
}
