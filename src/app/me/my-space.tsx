import { linksOf, type FileLink } from '#kernel/access';
import { Bdi, ButtonLink, Card, CardGrid, EmptyState, Link, Notice, PageHeading, PostButton, Section } from '#kernel/html';
import { page, pageRoute, signedIn, type Context } from '#kernel/http';
import { claimableFiles, type ClaimableFile } from '#kernel/identity';
import { MyAppointments, readMyAppointments } from '#modules/appointments/pages';
import { MyPlan, readMyPlan } from '#modules/cases/pages';
import { MyCourses, MyGroups, readMyCourses, readMyGroups } from '#modules/learning/pages';
import { MyMentoring, readMyMentoring } from '#modules/mentoring/pages';
import { LoanSummary, readApplications } from '#modules/loans/pages';
import { readSavings, SavingSummary } from '#modules/savings/pages';
import { officeNames } from '#modules/offices';
import type { Person } from '#modules/people';
import { venturesOf, type Venture } from '#modules/ventures';
import { MyOpportunities, readMyOpportunities } from '#modules/opportunities/pages';
import { MyReadiness, readMyReadiness } from '#modules/readiness/pages';
import { MyTrade } from '#modules/trade/pages';
import { MyTracks, readTracks } from '#modules/tracks/pages';
import { readMyReturns, ReturnSummary } from '#modules/returns/pages';
import { readVentureSummary, VentureSummary } from '#modules/ventures/pages';
import { unlinkedPairs } from '../links/my-files.tsx';
import { liveOverrides, OverridesNotice } from './overrides-notice.tsx';
import { officesOf, readOwnFiles } from './own-files.ts';

/** What a person finds of their own: plan and steps, appointments, business idea, and who may see what. */
export const mySpaceRoute = pageRoute({
  path: '/me',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const files = await readOwnFiles(ctx);
    const claimable = await claimableFiles(ctx.trx);
    return page(
      t('app.me.title'),
      <>
        <PageHeading title={t('app.me.title')} lead={t('app.me.lead')} />
        <Claimable
          ctx={ctx}
          files={claimable}
          names={await officeNames(
            ctx.trx,
            claimable.map((file) => file.custodianId),
            ctx.lang,
          )}
        />
        {files.length === 0 ? (
          <>
            <EmptyState title={t('app.me.no-file')} action={<ButtonLink href="/me/link">{t('app.me.link.button')}</ButtonLink>}>
              {t('app.me.no-file-text')}
            </EmptyState>
            <MyCourses ctx={ctx} data={await readMyCourses(ctx)} />
            <MyGroups ctx={ctx} data={await readMyGroups(ctx)} />
          </>
        ) : (
          <>
            <OverridesNotice ctx={ctx} grants={await liveOverrides(ctx, files)} />
            <FileHead
              ctx={ctx}
              files={files}
              names={await officesOf(ctx, files)}
              links={await linksOf(
                ctx.trx,
                files.map(({ id }) => id),
              )}
            />
            <MyPlan ctx={ctx} data={await readMyPlan(ctx)} />
            <MyAppointments ctx={ctx} data={await readMyAppointments(ctx)} />
            <MyCourses ctx={ctx} data={await readMyCourses(ctx)} />
            <MyGroups ctx={ctx} data={await readMyGroups(ctx)} />
            {await ventureSections(ctx, files)}
            <MyOpportunities ctx={ctx} data={await readMyOpportunities(ctx)} />
            <MyTrade ctx={ctx} />
            <LoanSummary
              ctx={ctx}
              data={await readApplications(
                ctx,
                files.map(({ id }) => id),
              )}
              href="/me/loans"
              base="/me/loans"
            />
            <SavingSummary
              ctx={ctx}
              rows={await readSavings(
                ctx,
                files.map(({ id }) => id),
              )}
              href="/me/savings"
              base="/me/savings"
            />
            <MyMentoring ctx={ctx} data={await readMyMentoring(ctx)} />
            <MyReadiness ctx={ctx} data={await readMyReadiness(ctx)} />
            <ReturnSummary ctx={ctx} plans={(await readMyReturns(ctx)).plans} href="/me/return" />
            <p>
              <Link href="/stay-or-return">{t('returns.panel.both-ways')}</Link>
            </p>
            {await trackSections(ctx, files)}
            <Data ctx={ctx} />
          </>
        )}
      </>,
    );
  },
});

/** Which offices keep a file; once all are linked, they stand as one. */
function FileHead({
  ctx,
  files,
  names,
  links,
}: {
  ctx: Context;
  files: readonly Person[];
  names: ReadonlyMap<string, string>;
  links: readonly FileLink[];
}) {
  const { t, format } = ctx;
  const shown = files.map((file) => t('app.me.kept-by', { office: names.get(file.officeId) ?? '–', reference: file.reference }));
  const apart = unlinkedPairs(files, links);
  return (
    <>
      {apart.length === 0 && files.length > 1 ? (
        <p>{t('app.links.together', { files: format.list(shown) })}</p>
      ) : (
        shown.map((line) => <p key={line}>{line}</p>)
      )}
      {(apart.length > 0 || links.length > 0) && (
        <p>
          <Link href="/me/files">{t(apart.length > 0 ? 'app.links.apart' : 'app.links.title')}</Link>
        </p>
      )}
    </>
  );
}

/** Files that the person may link at once, since they proved the number or address that they gave at the desk. */
function Claimable({ ctx, files, names }: { ctx: Context; files: readonly ClaimableFile[]; names: ReadonlyMap<string, string> }) {
  const { t } = ctx;
  if (files.length === 0) return null;
  return (
    <Notice title={t('app.me.claim.title', { count: files.length })}>
      {files.map((file) => (
        <div key={file.subjectId}>
          <p>
            {t(`app.me.claim.by-${file.by}`)} <Bdi>{names.get(file.custodianId) ?? ''}</Bdi>
          </p>
          <PostButton kind="primary" action={`/me/link/${file.subjectId}`}>
            {t('app.me.claim.button')}
          </PostButton>
        </div>
      ))}
    </Notice>
  );
}

async function ventureSections(ctx: Context, files: readonly Person[]) {
  const ventures: Venture[] = [];
  for (const file of files) ventures.push(...(await venturesOf(ctx.trx, file.id)));
  const shown = await Promise.all(ventures.map(async (venture) => await readVentureSummary(ctx, venture)));
  return shown.map((data) => (
    <Section key={data.venture.id} title={data.venture.title}>
      <VentureSummary ctx={ctx} data={data} />
      <ButtonLink kind="secondary" href={`/me/plan/${data.venture.id}`}>
        {ctx.t('businessplans.title')}
      </ButtonLink>
    </Section>
  ));
}

/** One section a file: each office keeps what it was told. */
async function trackSections(ctx: Context, files: readonly Person[]) {
  const shown = await Promise.all(files.map(async ({ id }) => await readTracks(ctx, id)));
  return shown.map((data) => <MyTracks key={data.personId} ctx={ctx} data={data} />);
}

function Data({ ctx }: { ctx: Context }) {
  const { t } = ctx;
  return (
    <Section title={t('app.me.data.title')}>
      <CardGrid>
        <Card title={t('app.me.sharing.title')} href="/me/sharing">
          <p>{t('app.me.sharing.short')}</p>
        </Card>
        <Card title={t('app.me.reads.title')} href="/me/reads">
          <p>{t('app.me.reads.short')}</p>
        </Card>
        <Card title={t('app.me.file.title')} href="/me/file">
          <p>{t('app.me.file.short')}</p>
        </Card>
        <Card title={t('app.erasure.mine.title')} href="/me/erasure">
          <p>{t('app.me.erasure.short')}</p>
        </Card>
      </CardGrid>
      <p>
        <Link href="/me/link">{t('app.me.link.another')}</Link>
      </p>
    </Section>
  );
}
