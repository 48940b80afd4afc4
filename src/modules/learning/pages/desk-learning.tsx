import { z } from 'zod';
import { record } from '#kernel/audit';
import { idOf } from '#kernel/db';
import { ButtonLink, EmptyState, Link, PageHeading, Section, SummaryList, Table } from '#kernel/html';
import { desk, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { fullName, getPerson, type PersonId } from '#modules/people';
import { TranslatedText } from '#modules/places/pages';
import { exercisesOf, questionsOf, type Lesson } from '../course.ts';
import { eventsOf } from '../learning-event.ts';
import { certificatesOf, type Certificate } from '../issue-certificate.ts';
import { learnersOf } from '../learners-of.ts';
import { progressOf, type LessonProgress } from '../progress.ts';
import { studiesOf, type StudyWithContent } from '../study.ts';
import { newestWork, workOf, type Work as HandedWork } from '../mark-exercise.ts';
import { PersonGroups, readPersonGroups } from './groups/person-groups.tsx';
import { stateWords } from './my-courses.tsx';
import { VerdictTag } from './work-said.tsx';

/** Courses of a person as the actor may see them: by custody or by a grant on part learning. */
export async function readPersonLearning(ctx: Context, personId: PersonId): Promise<StudyWithContent[]> {
  return await studiesOf(ctx.trx, await learnersOf(ctx.trx, personId));
}

/** What a person learns, for the desk's page of the person. */
export function PersonLearning({ ctx, personId, data }: { ctx: Context; personId: PersonId; data: readonly StudyWithContent[] }) {
  const { t } = ctx;
  return (
    <Section title={t('learning.desk.title')}>
      {data.length === 0 ? (
        <p>{t('learning.desk.none')}</p>
      ) : (
        <ul class="plain-list">
          {data.map((study) => (
            <li key={study.id}>
              <TranslatedText value={study.content.title} />: {stateWords(ctx, study)}
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link href={`/desk/people/${personId}/learning`}>{t('learning.desk.more')}</Link>
      </p>
    </Section>
  );
}

/** A person's courses in detail: lessons, tries, what was handed in. Reading it is on record. */
export const personLearningRoute = pageRoute({
  path: '/desk/people/:id/learning',
  who: desk,
  params: z.object({ id: idOf<'access.subjects'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const person = await getPerson(ctx.trx, params.id);
    if (!person) throw refuseHttp('not-found');
    const studies = await readPersonLearning(ctx, person.id);
    const events = await eventsOf(
      ctx.trx,
      studies.map(({ id }) => id),
    );
    const certificates = await certificatesOf(
      ctx.trx,
      studies.map(({ id }) => id),
    );
    const sections = [];
    for (const study of studies) {
      const work = newestWork(await workOf(ctx.trx, ctx.network.keyring, [study.id]));
      sections.push({ study, work, progress: progressOf(study.content, events.get(study.id) ?? []) });
    }
    await record(ctx.trx, {
      verb: 'learning.read',
      purpose: 'people.purpose.counselling',
      scopeId: person.officeId,
      subjectId: person.id,
      details: { parts: ['learning'] },
    });
    const name = person.identity ? fullName(person.identity) : person.reference;
    return page(
      t('learning.desk.title'),
      <>
        <PageHeading title={t('learning.desk.title')} caption={<bdi>{name}</bdi>} lead={t('learning.desk.lead')} />
        <PersonGroups ctx={ctx} personId={person.id} data={await readPersonGroups(ctx, person.id)} />
        {sections.length === 0 && <EmptyState title={t('learning.desk.none')} />}
        {sections.map(({ study, work, progress }) => (
          <Section key={study.id} title={textIn(study.content.title, ctx.lang).text}>
            <p>{stateWords(ctx, study)}</p>
            {study.finishedAt && <CertificateState ctx={ctx} personId={person.id} study={study} certificate={certificates.get(study.id)} />}
            <LessonTable ctx={ctx} lessons={study.content.lessons} progress={progress.lessons} />
            <Work ctx={ctx} personId={person.id} lessons={study.content.lessons} work={work} />
          </Section>
        ))}
      </>,
      { width: 'wide', breadcrumbs: [{ label: name, href: `/desk/people/${person.id}` }] },
    );
  },
});

interface CertificateStateProps {
  ctx: Context;
  personId: PersonId;
  study: StudyWithContent;
  certificate: Certificate | undefined;
}

function CertificateState({ ctx, personId, study, certificate }: CertificateStateProps) {
  const { t, format } = ctx;
  if (certificate) return <p>{t('learning.certificate.issued', { day: format.instant(certificate.issuedAt, 'short') })}</p>;
  return (
    <ButtonLink kind="secondary" href={`/desk/people/${personId}/learning/${study.id}/certificate`}>
      {t('learning.certificate.issue')}
    </ButtonLink>
  );
}

function LessonTable({ ctx, lessons, progress }: { ctx: Context; lessons: readonly Lesson[]; progress: readonly LessonProgress[] }) {
  const { t, lang, format } = ctx;
  const rows = lessons.flatMap((lesson, index) => {
    const own = progress[index];
    return own ? [{ lesson, own }] : [];
  });
  return (
    <Table
      caption={t('learning.course.lessons')}
      hideCaption
      rows={rows}
      rowKey={({ lesson }) => lesson.code}
      columns={[
        { key: 'lesson', header: t('learning.field.lesson'), cell: ({ lesson }) => textIn(lesson.title, lang).text },
        {
          key: 'state',
          header: t('learning.field.state'),
          cell: ({ own }) =>
            t(`learning.lesson-state.${own.finished ? (own.passed ? 'done' : 'open-questions') : own.opened ? 'begun' : 'open'}`),
        },
        {
          key: 'right',
          header: t('learning.field.right'),
          numeric: true,
          cell: ({ own, lesson }) =>
            questionsOf(lesson).length ? t('learning.desk.right', { right: own.right, count: own.questions }) : '–',
        },
        {
          key: 'tries',
          header: t('learning.field.tries'),
          numeric: true,
          cell: ({ own }) => format.number([...own.tries.values()].reduce((sum, tries) => sum + tries.length, 0)),
        },
      ]}
    />
  );
}

interface WorkProps {
  ctx: Context;
  personId: PersonId;
  lessons: readonly Lesson[];
  work: readonly HandedWork[];
}

function Work({ ctx, personId, lessons, work }: WorkProps) {
  const { t, lang, format } = ctx;
  const rows = lessons.flatMap((lesson) =>
    exercisesOf(lesson).flatMap((exercise) => {
      const done = work.find((one) => one.lesson === lesson.code && one.item === exercise.code);
      if (!done) return [];
      return [
        {
          key: `${lesson.code}/${exercise.code}`,
          label: `${textIn(lesson.title, lang).text} (${format.instant(done.at, 'short')})`,
          value: (
            <>
              <VerdictTag ctx={ctx} work={done} /> {done.text === null ? t('learning.desk.file') : <span dir="auto">{done.text}</span>}
            </>
          ),
          actions: [
            {
              href: `/desk/people/${personId}/learning/handed-in/${done.studyId}/${done.eventId}`,
              text: t('learning.mark.title'),
              about: textIn(lesson.title, lang).text,
            },
          ],
        },
      ];
    }),
  );
  if (rows.length === 0) return null;
  return <SummaryList label={t('learning.desk.work')} rows={rows} />;
}
