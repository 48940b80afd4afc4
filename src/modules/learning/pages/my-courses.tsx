import { z } from 'zod';
import { idOf } from '#kernel/db';
import { openFile } from '#kernel/files';
import { ButtonLink, Card, CardGrid, EmptyState, Link, PageHeading, Section } from '#kernel/html';
import { accountOf, download, page, pageRoute, refuseHttp, signedIn, type Context } from '#kernel/http';
import { TranslatedText } from '#modules/places/pages';
import { certificatesOf, type Certificate } from '../issue-certificate.ts';
import { officerCertificatesOf } from '../officer-certificate.ts';
import { studiesOf, type StudyWithContent } from '../study.ts';
import { MyGroups, readMyGroups } from './groups/mine.tsx';
import { SyncStatus } from './sync-status.tsx';

/** What {@link MyCourses} shows, read once by the page. */
export async function readMyCourses(ctx: Context): Promise<StudyWithContent[]> {
  return await studiesOf(ctx.trx, [accountOf(ctx)]);
}

/** What the person learns, on their own space; nothing where they never began. */
export function MyCourses({ ctx, data }: { ctx: Context; data: readonly StudyWithContent[] }) {
  const { t } = ctx;
  if (data.length === 0) return null;
  return (
    <Section title={t('learning.mine.title')}>
      <ul class="plain-list">
        {data.slice(0, 5).map((study) => (
          <li key={study.id}>
            <Link href={`/courses/${study.courseCode}`}>
              <TranslatedText value={study.content.title} />
            </Link>{' '}
            {stateWords(ctx, study)}
          </li>
        ))}
      </ul>
      <p>
        <Link href="/me/courses">{t('learning.mine.all')}</Link>
      </p>
    </Section>
  );
}

export function stateWords({ t, format }: Context, study: StudyWithContent): string {
  return study.finishedAt
    ? t('learning.course.finished', { day: format.instant(study.finishedAt, 'short') })
    : t('learning.course.done', { done: study.lessonsDone, count: study.content.lessons.length });
}

/** All courses of the person who is signed in. */
export const myCoursesRoute = pageRoute({
  path: '/me/courses',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const studies = await readMyCourses(ctx);
    const certificates = await certificatesOf(
      ctx.trx,
      studies.map(({ id }) => id),
    );
    const asOfficer = await officerCertificatesOf(
      ctx.trx,
      studies.map(({ id }) => id),
    );
    return page(
      t('learning.mine.title'),
      <>
        <PageHeading title={t('learning.mine.title')} lead={t('learning.mine.lead')} />
        <SyncStatus ctx={ctx} />
        <MyGroups ctx={ctx} data={await readMyGroups(ctx)} />
        {studies.length === 0 && (
          <EmptyState title={t('learning.mine.none')} action={<ButtonLink href="/courses">{t('learning.courses.title')}</ButtonLink>} />
        )}
        <CardGrid>
          {studies.map((study) => (
            <Card key={study.id} level={2} title={<TranslatedText value={study.content.title} />} href={`/courses/${study.courseCode}`}>
              <p>{stateWords(ctx, study)}</p>
              {study.finishedAt && !study.evaluated && (
                <p>
                  <Link href={`/me/courses/${study.courseCode}/evaluate`}>{t('learning.evaluate.button')}</Link>
                </p>
              )}
              {study.finishedAt && !asOfficer.has(study.id) && <CertificateLine ctx={ctx} certificate={certificates.get(study.id)} />}
              {asOfficer.has(study.id) && (
                <p>
                  <Link href={`/me/courses/certificates/${study.id}`}>{t('learning.certificate.open')}</Link>
                </p>
              )}
            </Card>
          ))}
        </CardGrid>
        <p>
          <Link href="/courses">{t('learning.courses.title')}</Link> · <Link href="/groups">{t('learning.groups.title')}</Link>
        </p>
      </>,
      { breadcrumbs: [{ label: t('learning.mine.space'), href: '/me' }], islands: ['lesson'] },
    );
  },
});

function CertificateLine({ ctx, certificate }: { ctx: Context; certificate: Certificate | undefined }) {
  const { t } = ctx;
  if (!certificate) return <p>{t('learning.certificate.ask')}</p>;
  return (
    <p>
      <Link href={`/me/documents/${certificate.fileId}`}>{t('learning.certificate.open')}</Link>
    </p>
  );
}

/** A document that the learner handed in themselves. */
export const workRoute = pageRoute({
  path: '/me/courses/handed-in/:id',
  who: signedIn,
  params: z.object({ id: idOf<'files.files'>() }),
  view: async (ctx, { params }) => {
    const { files: store, keyring } = ctx.network;
    const own = await ctx.trx
      .selectFrom('learning.events')
      .select('id')
      .where('file_id', '=', params.id)
      .where('account_id', '=', accountOf(ctx) as never) // the id of an account is plain text in a request
      .executeTakeFirst();
    if (!own) throw refuseHttp('not-found');
    const file = await openFile(ctx.trx, { store, keyring }, params.id, 'access.purpose.own-file');
    return download(file.name, file.mediaType, file.content);
  },
});
