import { z } from 'zod';
import { Link, Notice, PageHeading, Section, Timeline } from '#kernel/html';
import { everyone, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { toLocal } from '#kernel/time';
import { sourceText, TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import type { Practice } from '../practice.ts';
import { findPractice } from '../read-practices.ts';
import { findVersion, versionsOf, type Version } from '../read-versions.ts';
import { Preview } from './draft.tsx';
import { standingText, titleText } from './practice-text.ts';
import { authoritiesOf, authorityNames, namesOf } from './reach.ts';

const ofPractice = z.object({ id: z.string().regex(/^[a-z0-9-]{1,120}$/) });

async function practiceIn(ctx: Context, code: string): Promise<Practice> {
  const practice = await findPractice(ctx.trx, code);
  if (!practice) throw refuseHttp('not-found');
  return practice;
}

const crumbs = (ctx: Context, practice: Practice, deep = false) => [
  { label: ctx.t('practices.list.title'), href: '/practices' },
  { label: titleText(ctx, practice), href: `/practices/${practice.code}` },
  ...(deep ? [{ label: ctx.t('practices.versions.title'), href: `/practices/${practice.code}/versions` }] : []),
];

/** Who stands for a version: the authority to everybody; to those who write sheets, the people too. */
async function whoOf(ctx: Context, versions: readonly Version[]): Promise<(version: Version) => string> {
  const nameOf = await authorityNames(
    ctx,
    versions.map(({ officeId }) => officeId),
  );
  const staff = authoritiesOf(ctx).length > 0;
  const people = staff ? versions.flatMap(({ authors, publishedBy }) => [...authors, ...(publishedBy ? [publishedBy] : [])]) : [];
  const names = await namesOf(ctx, people);
  return ({ officeId, publishedBy, authors, content }) => {
    if (!publishedBy) return sourceText(content.source, ctx.t);
    if (!staff) return nameOf(officeId);
    const named = (ids: readonly string[]) => ctx.format.list(ids.map((id) => names.get(id) ?? '–'));
    return ctx.t('practices.versions.people', { authority: nameOf(officeId), authors: named(authors), editor: named([publishedBy]) });
  };
}

const dayOf = (ctx: Context, { publishedAt }: Version) => toLocal(publishedAt.toISOString(), ctx.timeZone).day;

/** The versions of a sheet: who wrote each, when and why. */
export const versionsRoute = pageRoute({
  path: '/practices/:id/versions',
  who: everyone,
  params: ofPractice,
  view: async (ctx, { params }) => {
    const { t, format } = ctx;
    const practice = await practiceIn(ctx, params.id);
    const versions = await versionsOf(ctx.trx, practice.id);
    const who = await whoOf(ctx, versions);
    return page(
      t('practices.versions.title'),
      <>
        <PageHeading title={t('practices.versions.title')} caption={<TranslatedText value={practice.title} />} />
        {versions.length === 0 ? (
          <p>{t('practices.versions.none')}</p>
        ) : (
          <Timeline
            label={t('practices.versions.title')}
            entries={versions.map((version) => ({
              id: `version-${version.number}`,
              title: (
                <Link href={`/practices/${practice.code}/versions/${version.number}`}>
                  {t('practices.versions.number', { number: version.number })}: {standingText(ctx, version.content)}
                </Link>
              ),
              when: format.date(dayOf(ctx, version)),
              dateTime: version.publishedAt.toISOString(),
              who: who(version),
              body: version.reason && (
                <p>
                  <bdi>{version.reason}</bdi>
                </p>
              ),
            }))}
          />
        )}
      </>,
      { breadcrumbs: crumbs(ctx, practice) },
    );
  },
});

/** One version as it was published. */
export const versionRoute = pageRoute({
  path: '/practices/:id/versions/:number',
  who: everyone,
  params: ofPractice.extend({ number: z.coerce.number().int().min(1).max(100_000) }),
  view: async (ctx, { params }) => {
    const { t, format } = ctx;
    const practice = await practiceIn(ctx, params.id);
    const version = await findVersion(ctx.trx, practice.id, params.number);
    if (!version) throw refuseHttp('not-found');
    const who = await whoOf(ctx, [version]);
    const title = t('practices.versions.number', { number: version.number });
    return page(
      title,
      <>
        <PageHeading title={<TranslatedText value={version.content.title} />} caption={title} />
        {version.number < practice.version && (
          <Notice>
            <p>
              {t('practices.versions.older')} <Link href={`/practices/${practice.code}`}>{t('practices.versions.newest')}</Link>
            </p>
          </Notice>
        )}
        <TranslationNoteFor values={[version.content.title]} />
        <Section title={t('practices.versions.about')}>
          <p>
            {format.date(dayOf(ctx, version))}, {who(version)}
          </p>
          {version.reason && (
            <p>
              <bdi>{version.reason}</bdi>
            </p>
          )}
        </Section>
        {await Preview({ ctx, content: version.content })}
      </>,
      { paper: 'practice', breadcrumbs: crumbs(ctx, practice, true) },
    );
  },
});
