import { Bdi, ButtonLink, Card, CardGrid, EmptyState, Link, Notice, PageHeading, PostButton, Section } from '#kernel/html';
import { page, pageRoute, signedIn, type Context } from '#kernel/http';
import { claimableFiles, type ClaimableFile } from '#kernel/identity';
import { MyAppointments, readMyAppointments } from '#modules/appointments/pages';
import { MyPlan, readMyPlan } from '#modules/cases/pages';
import { officeNames } from '#modules/offices';
import type { Person } from '#modules/people';
import { venturesOf, type Venture } from '#modules/ventures';
import { readVentureSummary, VentureSummary } from '#modules/ventures/pages';
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
          <EmptyState title={t('app.me.no-file')} action={<ButtonLink href="/me/link">{t('app.me.link.button')}</ButtonLink>}>
            {t('app.me.no-file-text')}
          </EmptyState>
        ) : (
          <>
            <FileHead ctx={ctx} files={files} names={await officesOf(ctx, files)} />
            <MyPlan ctx={ctx} data={await readMyPlan(ctx)} />
            <MyAppointments ctx={ctx} data={await readMyAppointments(ctx)} />
            {await ventureSections(ctx, files)}
            <Data ctx={ctx} />
          </>
        )}
      </>,
    );
  },
});

function FileHead({ ctx, files, names }: { ctx: Context; files: readonly Person[]; names: ReadonlyMap<string, string> }) {
  const { t } = ctx;
  return (
    <>
      {files.map((file) => (
        <p key={file.id}>{t('app.me.kept-by', { office: names.get(file.officeId) ?? '–', reference: file.reference })}</p>
      ))}
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
    </Section>
  ));
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
      </CardGrid>
      <p>
        <Link href="/me/link">{t('app.me.link.another')}</Link>
      </p>
    </Section>
  );
}
