import { z } from 'zod';
import { ownSubjects } from '#kernel/access';
import { idOf } from '#kernel/db';
import { findFiles, openFile } from '#kernel/files';
import { ButtonGroup, ButtonLink, Link, PageHeading, Section, SummaryList } from '#kernel/html';
import { download, fields, page, pageRoute, refuseHttp, signedIn, type Context } from '#kernel/http';
import { directionOf } from '#kernel/i18n';
import { everythingAsJson, readEverything, type Everything } from './everything.ts';
import { everythingInWords } from './everything-sections.ts';
import type { ReadablePart } from './in-words.ts';
import { writeReadableFile } from './readable-file.ts';

/** All that is kept about the person, on one page that prints. */
export const fileRoute = pageRoute({
  path: '/me/file',
  who: signedIn,
  view: async (ctx) => {
    const { t, profile } = ctx;
    // Reads have a page of their own, with the newest first and the older ones a click away; the controller stands with the rights.
    const all = everythingInWords(ctx, { ...(await readEverything(ctx)), readsAndChanges: [] });
    const parts = all.filter(({ of }) => of !== 'controller');
    return page(
      t('app.me.file.title'),
      <>
        <PageHeading title={t('app.me.file.title')} lead={t('app.me.file.lead')} />
        <ButtonGroup>
          <ButtonLink href="/me/download?format=html">{t('app.me.file.download-html')}</ButtonLink>
          <ButtonLink kind="secondary" href="/me/download?format=json">
            {t('app.me.file.download-json')}
          </ButtonLink>
        </ButtonGroup>
        {parts.map((part, index) => (
          <Part key={index} ctx={ctx} part={part} />
        ))}
        <p>
          <Link href="/me/reads">{t('app.me.reads.title')}</Link>
        </p>
        <Section title={t('app.me.rights.title')}>
          <p>{t('app.me.rights.text')}</p>
          <SummaryList
            rows={[
              { key: 'officer', label: t('app.privacy.officer'), value: <bdi>{profile.controller.dataProtectionOfficer}</bdi> },
              { key: 'email', label: t('app.privacy.email'), value: <bdi dir="ltr">{profile.controller.email}</bdi> },
              { key: 'address', label: t('app.privacy.address'), value: <bdi>{profile.controller.address}</bdi> },
            ]}
          />
        </Section>
      </>,
      { breadcrumbs: [{ label: t('app.me.title'), href: '/me' }] },
    );
  },
});

function Part({ ctx, part }: { ctx: Context; part: ReadablePart }) {
  return (
    <Section title={part.title}>
      {part.records.map((record, index) => (
        <SummaryList
          key={index}
          rows={record.map(({ label, value }, place) => ({ key: String(place), label, value: <Value ctx={ctx} value={value} /> }))}
        />
      ))}
    </Section>
  );
}

/** A value; the address of a document of this site can be followed. */
function Value({ ctx, value }: { ctx: Context; value: string }) {
  const here = `${ctx.network.publicUrl}/${ctx.lang}/me/documents/`;
  if (!value.startsWith(here)) return <bdi>{value}</bdi>;
  return (
    <Link href={`/me/documents/${value.slice(here.length)}`} download>
      <bdi dir="ltr">{value}</bdi>
    </Link>
  );
}

/** The same as one file to keep: for people (HTML) or for programs (JSON). */
export const downloadRoute = pageRoute({
  path: '/me/download',
  who: signedIn,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { query }) => {
    const everything = await readEverything(ctx);
    const day = everything.producedAt.slice(0, 10);
    if (query.format === 'html') return download(`my-file-${day}.html`, 'text/html; charset=utf-8', readable(ctx, everything));
    return download(`my-file-${day}.json`, 'application/json; charset=utf-8', everythingAsJson(everything));
  },
});

function readable(ctx: Context, everything: Everything): string {
  return writeReadableFile({
    lang: ctx.lang,
    dir: directionOf(ctx.lang),
    title: ctx.t('app.me.file.title'),
    lead: ctx.t('app.me.file.produced', { network: everything.network, when: ctx.format.instant(ctx.now) }),
    mark: ctx.profile.demonstration ? ctx.t('html.demo') : undefined,
    parts: everythingInWords(ctx, everything),
  });
}

/** A document of the person's own file. */
export const documentRoute = pageRoute({
  path: '/me/documents/:id',
  who: signedIn,
  params: z.object({ id: idOf<'files.files'>() }),
  view: async (ctx, { params }) => {
    const { files: store, keyring } = ctx.network;
    const [asked] = await findFiles(ctx.trx, { store, keyring }, [params.id]);
    const own = await ownSubjects(ctx.trx);
    // Staff read documents where their purpose is put on record; here it would say that the person did.
    if (!own.some(({ subjectId }) => subjectId === asked?.subjectId)) throw refuseHttp('not-found');
    const file = await openFile(ctx.trx, { store, keyring }, params.id, 'access.purpose.own-file');
    return download(file.name, file.mediaType, file.content);
  },
});
