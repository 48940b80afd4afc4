import { z } from 'zod';
import { ListDownloads, Bdi, ButtonGroup, ButtonLink, Inset, Link, Notice, PageHeading, Section, Tag, Timeline } from '#kernel/html';
import { csv, download, everyone, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { isLanguage, languages } from '#kernel/i18n';
import { toLocal } from '#kernel/time';
import { placeName } from '#modules/places';
import type { Analysis, Version } from '../analysis.ts';
import { figuresCsv } from '../figures-csv.ts';
import { figuresIn } from '../content.ts';
import { freshnessOf, newestQuarter } from '../newest-figures.ts';
import { findAnalysis, findVersion, versionsOf } from '../read-analyses.ts';
import { typesetAnalysis } from '../typeset-analysis.ts';
import { AnalysisDocument, Paragraphs } from './analysis-view.tsx';
import { authoritiesOf, authorityNames, deskAt, listCrumb } from './reach.ts';

const byCode = z.object({ code: z.string().regex(/^[a-z0-9-]{1,120}$/) });

async function publishedIn(ctx: Context, code: string, number?: number): Promise<{ analysis: Analysis; version: Version }> {
  const analysis = await findAnalysis(ctx.trx, code);
  const version = analysis && (await findVersion(ctx.trx, analysis.id, number ?? analysis.version));
  if (!analysis || !version) throw refuseHttp('not-found');
  return { analysis, version };
}

/** The newest version of an analysis; its figures say when the publisher has newer ones. */
export const analysisRoute = pageRoute({
  path: '/analyses/:code',
  who: everyone,
  params: byCode,
  query: z.object({ format: fields.searchText(), in: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const { analysis, version } = await publishedIn(ctx, params.code);
    if (query.format === 'csv') return csv(`${analysis.code}-${version.number}.csv`, figuresCsv(ctx, version.content));
    if (query.format === 'pdf') {
      const lang = isLanguage(query.in) ? query.in : ctx.lang;
      const nameOf = await authorityNames(ctx, [analysis.officeId]);
      const pdf = await typesetAnalysis(ctx.network.catalogue, {
        analysis,
        version,
        authority: nameOf(analysis.officeId),
        lang,
        timeZone: ctx.timeZone,
        at: ctx.now,
        demonstration: ctx.profile.demonstration,
      });
      return download(`${analysis.code}-${version.number}-${lang}.pdf`, 'application/pdf', pdf);
    }
    return page(analysis.title, await Published({ ctx, analysis, version, versions: await versionsOf(ctx.trx, analysis.id) }), {
      breadcrumbs: [listCrumb(ctx)],
      ...(version.content.summary ? { description: version.content.summary.slice(0, 200) } : {}),
    });
  },
});

/** An older version as it was published. */
export const versionRoute = pageRoute({
  path: '/analyses/:code/versions/:number',
  who: everyone,
  params: byCode.extend({ number: z.coerce.number().int().min(1).max(100_000) }),
  view: async (ctx, { params }) => {
    const { analysis, version } = await publishedIn(ctx, params.code, params.number);
    return page(version.content.title, await Published({ ctx, analysis, version }), {
      breadcrumbs: [listCrumb(ctx), { label: analysis.title, href: `/analyses/${analysis.code}` }],
    });
  },
});

async function Published({
  ctx,
  analysis,
  version,
  versions,
}: {
  ctx: Context;
  analysis: Analysis;
  version: Version;
  /** Given on the page of the newest. */
  versions?: readonly Version[];
}) {
  const { t, format } = ctx;
  const { content, number, publishedAt } = version;
  const { code, lang, place, officeId } = analysis;
  const nameOf = await authorityNames(ctx, [officeId]);
  const about = t('analyses.page.about', {
    place: placeName(place, ctx.lang),
    authority: nameOf(officeId),
    date: format.date(toLocal(publishedAt.toISOString(), ctx.timeZone).day),
    number,
  });
  return (
    <>
      <PageHeading
        title={<bdi lang={lang}>{content.title}</bdi>}
        caption={about}
        tags={analysis.demonstration ? <Tag>{t('analyses.demonstration')}</Tag> : undefined}
      />
      {analysis.demonstration && (
        <Notice>
          <p>{t('analyses.demonstration-hint')}</p>
        </Notice>
      )}
      {number < analysis.version && (
        <Notice tone="warning">
          <p>
            {t('analyses.page.older')} <Link href={`/analyses/${code}`}>{t('analyses.page.newest')}</Link>
          </p>
        </Notice>
      )}
      {lang !== ctx.lang && (
        <Inset>
          <p>{t('analyses.page.language', { language: languages.find((one) => one.code === lang)?.name ?? lang })}</p>
        </Inset>
      )}
      {content.summary && <Paragraphs words={content.summary} lang={lang} />}
      <AnalysisDocument
        ctx={ctx}
        content={content}
        lang={lang}
        freshness={await freshnessOf(ctx.trx, figuresIn(content))}
        newest={await newestQuarter(ctx.trx, content)}
      />
      {versions && <Foot ctx={ctx} analysis={analysis} versions={versions} />}
    </>
  );
}

function Foot({ ctx, analysis, versions }: { ctx: Context; analysis: Analysis; versions: readonly Version[] }) {
  const { t, format } = ctx;
  const at = `/analyses/${analysis.code}`;
  return (
    <>
      <Section title={t('analyses.page.take')}>
        <ButtonGroup>
          <ButtonLink kind="secondary" href={`${at}?format=pdf&in=${ctx.lang}`}>
            {t('analyses.page.pdf')}
          </ButtonLink>
          <ListDownloads href={`${at}?format=csv`} csv={t('analyses.page.csv')} buttons />
          {authoritiesOf(ctx).includes(analysis.officeId) && (
            <ButtonLink kind="secondary" href={deskAt(analysis.id)}>
              {t('analyses.page.write')}
            </ButtonLink>
          )}
        </ButtonGroup>
      </Section>
      <Section title={t('analyses.page.versions')}>
        <Timeline
          label={t('analyses.page.versions')}
          entries={versions.map(({ number, publishedAt, reason }) => ({
            id: `version-${number}`,
            title: <Link href={`${at}/versions/${number}`}>{t('analyses.page.version', { number })}</Link>,
            when: format.instant(publishedAt, 'short'),
            dateTime: publishedAt.toISOString(),
            body: (
              <p lang={analysis.lang}>
                <Bdi>{reason}</Bdi>
              </p>
            ),
          }))}
        />
      </Section>
    </>
  );
}
