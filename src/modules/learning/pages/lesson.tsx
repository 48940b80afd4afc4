import { z } from 'zod';
import { ButtonLink, ErrorSummary, Link, Notice, PageHeading, PostButton, Button, Form, useHref } from '#kernel/html';
import {
  accountOf,
  everyone,
  fields,
  formRoute,
  freshEntry,
  page,
  pageRoute,
  redirect,
  refuseHttp,
  signedIn,
  type Context,
  type FormEntry,
  type Page,
} from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { textsOf } from '../course-texts.ts';
import { exercisesOf, itemCode, questionsOf, type Lesson, type Question } from '../course.ts';
import { doOnSite, openLesson } from '../do-on-site.ts';
import { isRight, type Answer } from '../judge-answer.ts';
import { newestWork, workOf } from '../mark-exercise.ts';
import { refuse } from '../refusals.ts';
import { keepWork } from '../keep-work.ts';
import { LessonBlocks, type LessonView } from './lesson-blocks.tsx';
import { mayRead, openLessonOf, type OpenLesson } from './open-course.ts';
import { SyncStatus } from './sync-status.tsx';

const params = z.object({ code: itemCode, lesson: itemCode });
const codes = z.preprocess(
  (value) => (Array.isArray(value) ? value : value ? [value] : []).filter((one) => typeof one === 'string').slice(0, 20),
  z.array(z.string().max(60)),
);

/** One lesson. Whoever has not begun the course may try the questions of the first; nothing of that is kept. */
export const lessonRoute = pageRoute({
  path: '/courses/:code/:lesson',
  who: everyone,
  params,
  query: z.object({ item: fields.searchText(), choice: codes, number: fields.searchText() }),
  view: async (ctx, input) => {
    const open = await openLessonOf(ctx, input.params.code, input.params.lesson);
    if (!mayRead(ctx, open.index)) return signInPage(ctx, open);
    // A page that is only kept for later was not opened; browsers without the header keep none.
    const looks = (ctx.headers['sec-fetch-mode'] ?? 'navigate') === 'navigate';
    if (open.study && looks) await openLesson(ctx.trx, ctx.network.keyring, accountOf(ctx), open.study.id, open.lesson.code, ctx.now);
    const { item, choice, number } = input.query;
    return await lessonPage(ctx, open, freshEntry, item ? { item, answer: number ? { number } : { choices: choice } } : null);
  },
});

function signInPage(ctx: Context, { course, content, lesson, index }: OpenLesson): Page {
  const { t } = ctx;
  const here = `/courses/${course.code}/${lesson.code}`;
  return page(
    textIn(lesson.title, ctx.lang).text,
    <>
      <PageHeading
        title={<TranslatedText value={lesson.title} />}
        caption={t('learning.lesson.place', { number: index + 1, count: content.lessons.length })}
      />
      <p>{t('learning.lesson.sign-in-why')}</p>
      <ButtonLink href={`/sign-in?next=${encodeURIComponent(here)}`}>{t('learning.course.sign-in')}</ButtonLink>
    </>,
    { breadcrumbs: crumbs(ctx, course.code, textIn(content.title, ctx.lang).text) },
  );
}

const crumbs = ({ t }: Context, code: string, title: string) => [
  { label: t('learning.courses.title'), href: '/courses' },
  { label: title, href: `/courses/${code}` },
];

interface Tried {
  item: string;
  answer: Answer;
}

async function lessonPage(ctx: Context, open: OpenLesson, entry: FormEntry, tried: Tried | null): Promise<Page> {
  const { lang } = ctx;
  const { course, content, lesson, index, study, progress } = open;
  const href = `/courses/${course.code}/${lesson.code}`;
  const own = progress?.lessons[index];
  const answers = new Map(
    [...(own?.tries ?? [])].flatMap(([code, tries]) => {
      const last = tries.at(-1);
      return last ? [[code, last] as const] : [];
    }),
  );
  const question = tried && !study ? questionsOf(lesson).find(({ code }) => code === tried.item) : undefined;
  if (question && tried) answers.set(question.code, { answer: tried.answer, right: isRight(question, tried.answer), at: ctx.now });
  const work = study && own && own.handedIn.size > 0 ? await workOf(ctx.trx, ctx.network.keyring, [study.id]) : [];
  const here = work.filter((one) => one.lesson === lesson.code);
  const view: LessonView = {
    ctx,
    lesson,
    href,
    action: study ? `${href}/answer` : null,
    entry,
    entryOf: entryOf(lesson, entry),
    answers,
    handedIn: new Map(newestWork(here).map((one) => [one.item, one])),
    said: Map.groupBy(
      here.flatMap(({ item, reviews }) => reviews.map((review) => ({ item, review }))),
      ({ item }) => item,
    ),
  };
  const title = textIn(lesson.title, lang).text;
  return page(title, <LessonBody view={view} open={open} />, {
    breadcrumbs: crumbs(ctx, course.code, textIn(content.title, lang).text),
    islands: ['lesson'],
    description: textIn(content.summary, lang).text,
  });
}

/** To which question or exercise a form that comes back belongs; one that names none to the first that can show its words. */
function entryOf(lesson: Lesson, entry: FormEntry): string | null {
  if (!entry.sent) return null;
  const items = [...questionsOf(lesson), ...exercisesOf(lesson)];
  const named = items.find(({ code }) => code === entry.value('item'));
  const number = questionsOf(lesson).find(({ kind }) => kind === 'number' && entry.value('number') !== '');
  return (named ?? number ?? items[0])?.code ?? null;
}

function LessonBody({ view, open }: { view: LessonView; open: OpenLesson }) {
  const { ctx, lesson, entry, href } = view;
  const { t } = ctx;
  const { course, content, index, study, progress } = open;
  const to = useHref();
  const next = content.lessons[index + 1];
  const before = content.lessons[index - 1];
  return (
    <div
      data-lesson={lesson.code}
      data-study={study?.id}
      data-next={to(next ? `/courses/${course.code}/${next.code}` : `/courses/${course.code}`)}
      data-words={JSON.stringify({
        right: t('learning.quiz.right'),
        wrong: t('learning.quiz.wrong'),
        choose: t('learning.refusal.no-answer'),
        number: t('learning.refusal.no-number'),
      })}
    >
      <ErrorSummary errors={entry.errors} />
      <PageHeading
        title={<TranslatedText value={lesson.title} />}
        caption={t('learning.lesson.place', { number: index + 1, count: content.lessons.length })}
        lead={t('learning.minutes', { count: lesson.minutes })}
      />
      <TranslationNoteFor values={textsOf(content, { lesson: lesson.code }).map(({ value }) => value)} />
      {!study && <NotKept ctx={ctx} code={course.code} />}
      <LessonBlocks view={view} />
      {study && (
        <div data-finish>
          <Form action={`${href}/answer`} id="finish" label={t('learning.lesson.finish')}>
            <input type="hidden" name="do" value="finished" />
            <Button>{t(progress?.lessons[index]?.finished ? 'learning.lesson.finish-again' : 'learning.lesson.finish')}</Button>
          </Form>
        </div>
      )}
      {study && <SyncStatus ctx={ctx} />}
      <nav aria-label={t('learning.lesson.others')}>
        <ul class="plain-list">
          {before && (
            <li>
              {t('learning.lesson.before')}{' '}
              <Link href={`/courses/${course.code}/${before.code}`}>{textIn(before.title, ctx.lang).text}</Link>
            </li>
          )}
          {next && (
            <li>
              {t('learning.lesson.next')} <Link href={`/courses/${course.code}/${next.code}`}>{textIn(next.title, ctx.lang).text}</Link>
            </li>
          )}
        </ul>
      </nav>
    </div>
  );
}

function NotKept({ ctx, code }: { ctx: Context; code: string }) {
  const { t } = ctx;
  return (
    <Notice title={t('learning.lesson.not-kept')}>
      {ctx.session ? (
        <PostButton action={`/me/courses/${code}/begin`}>{t('learning.course.begin')}</PostButton>
      ) : (
        <p>
          <Link href={`/sign-in?next=${encodeURIComponent(`/courses/${code}`)}`}>{t('learning.course.sign-in')}</Link>
        </p>
      )}
    </Notice>
  );
}

const body = z.object({
  do: fields.choice(['answered', 'handed-in', 'finished']),
  item: fields.optionalText(60),
  choice: codes,
  number: fields.optionalText(40),
  text: fields.optionalLongText(5_000),
});

/** What a learner does in a lesson, where no script takes it: answers, hands in, finishes. */
export const answerRoute = formRoute({
  path: '/courses/:code/:lesson/answer',
  who: signedIn,
  params,
  body,
  files: true,
  view: async (ctx, input, entry) => {
    const open = await openLessonOf(ctx, input.params.code, input.params.lesson);
    return await lessonPage(ctx, open, entry, null);
  },
  submit: async (ctx, input, form, files) => {
    const open = await openLessonOf(ctx, input.params.code, input.params.lesson);
    const { course, content, lesson, index, study } = open;
    if (!study) throw refuseHttp('not-found');
    const href = `/courses/${course.code}/${lesson.code}`;
    const write = async (deed: Parameters<typeof doOnSite>[4]) =>
      await doOnSite(ctx.trx, ctx.network.keyring, accountOf(ctx), study.id, deed, ctx.now);
    if (form.do === 'finished') {
      await write({ kind: 'finished', lesson: lesson.code });
      const next = content.lessons[index + 1];
      return redirect(next ? `/courses/${course.code}/${next.code}` : `/courses/${course.code}`, 'learning.notice.finished');
    }
    if (form.do === 'answered') {
      const question = questionsOf(lesson).find(({ code }) => code === form.item);
      if (!question) throw refuse('not-found');
      await write({ kind: 'answered', lesson: lesson.code, item: question.code, ...answerFrom(question, form) });
      return redirect(`${href}#q-${question.code}`);
    }
    const exercise = exercisesOf(lesson).find(({ code }) => code === form.item);
    if (!exercise) throw refuse('not-found');
    const [file] = files;
    if (exercise.answer === 'file' ? !file : !form.text) {
      throw exercise.answer === 'file' ? refuse('file-missing', { field: 'file' }) : refuse('no-answer', { field: 'text' });
    }
    const kept = exercise.answer === 'file' && file ? { fileId: await keepWork(ctx, accountOf(ctx), file) } : { text: form.text };
    await write({ kind: 'handed-in', lesson: lesson.code, item: exercise.code, ...kept });
    return redirect(`${href}#e-${exercise.code}`, 'learning.notice.handed-in');
  },
});

function answerFrom(question: Question, { choice, number }: { choice: string[]; number: string | null }) {
  if (question.kind === 'number') {
    if (!number || choice.length > 0) throw refuse('no-number', { field: 'number' });
    return { number };
  }
  const known = choice.every((code) => question.choices.some((one) => one.code === code));
  if (choice.length === 0 || !known) throw refuse('no-answer', { field: 'choice' });
  return { choices: choice };
}
