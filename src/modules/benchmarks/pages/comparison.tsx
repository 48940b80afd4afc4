import { z } from 'zod';
import { Bdi, ButtonGroup, ButtonLink, Inset, Link, ListDownloads, Notice, PageHeading, Section, Tag, Timeline } from '#kernel/html';
import { csv, everyone, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { languages } from '#kernel/i18n';
import { toLocal } from '#kernel/time';
import type { Comparison, Version } from '../benchmark.ts';
import { comparisonCsv } from '../comparison-csv.ts';
import { findComparison, findVersion, versionsOf } from '../read-comparisons.ts';
import { freshness } from '../take-measure.ts';
import { ComparisonDocument } from './comparison-view.tsx';
import { authorityNames, deskAt, listCrumb, newerToday, seesDrafts } from './reach.ts';

const byCode = z.object({ code: z.string().regex(/^[a-z0-9-]{1,120}$/) });

async function publishedIn(ctx: Context, code: string, number?: number): Promise<{ comparison: Comparison; version: Version }> {
  const comparison = await findComparison(ctx.trx, code);
  const version = comparison && (await findVersion(ctx.trx, comparison.id, number ?? comparison.version));
  if (!comparison || !version) throw refuseHttp('not-found');
  return { comparison, version };
}

/** The newest version of a comparison; its figures say when the publisher has newer ones. */
export const comparisonRoute = pageRoute({
  path: '/benchmarks/:code',
  who: everyone,
  params: byCode,
  query: z.object({ format: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const { comparison, version } = await publishedIn(ctx, params.code);
    if (query.format === 'csv')
      return csv(`${comparison.code}-${version.number}.csv`, comparisonCsv(ctx.t, version.content, comparison.lang));
    const versions = await versionsOf(ctx.trx, comparison.id);
    return page(comparison.title, await Published({ ctx, comparison, version, versions }), {
      paper: 'comparison',
      breadcrumbs: [listCrumb(ctx)],
      width: 'wide',
      ...(version.content.question ? { description: version.content.question.slice(0, 200) } : {}),
    });
  },
});

/** An older version as it was published. */
export const versionRoute = pageRoute({
  path: '/benchmarks/:code/versions/:number',
  who: everyone,
  params: byCode.extend({ number: z.coerce.number().int().min(1).max(100_000) }),
  view: async (ctx, { params }) => {
    const { comparison, version } = await publishedIn(ctx, params.code, params.number);
    return page(version.content.title, await Published({ ctx, comparison, version }), {
      paper: 'comparison',
      breadcrumbs: [listCrumb(ctx), { label: comparison.title, href: `/benchmarks/${comparison.code}` }],
      width: 'wide',
    });
  },
});

interface PublishedProps {
  ctx: Context;
  comparison: Comparison;
  version: Version;
  /** Given on the page of the newest. */
  versions?: readonly Version[];
}

async function Published({ ctx, comparison, version, versions }: PublishedProps) {
  const { t, format } = ctx;
  const { content, number, publishedAt } = version;
  const { code, lang, officeId } = comparison;
  const nameOf = await authorityNames(ctx, [officeId]);
  const date = format.date(toLocal(publishedAt.toISOString(), ctx.timeZone).day);
  return (
    <>
      <PageHeading
        title={<bdi lang={lang}>{content.title}</bdi>}
        caption={t('benchmarks.page.about', { authority: nameOf(officeId), date, number })}
        tags={comparison.demonstration ? <Tag>{t('benchmarks.demonstration')}</Tag> : undefined}
      />
      {comparison.demonstration && (
        <Notice>
          <p>{t('benchmarks.demonstration-hint')}</p>
        </Notice>
      )}
      {number < comparison.version && (
        <Notice tone="warning">
          <p>
            {t('benchmarks.page.older')} <Link href={`/benchmarks/${code}`}>{t('benchmarks.page.newest')}</Link>
          </p>
        </Notice>
      )}
      {lang !== ctx.lang && (
        <Inset>
          <p>{t('benchmarks.page.language', { language: languages.find((one) => one.code === lang)?.name ?? lang })}</p>
        </Inset>
      )}
      <ComparisonDocument
        ctx={ctx}
        content={content}
        lang={lang}
        freshness={await freshness(ctx.trx, content)}
        newer={await newerToday(ctx, content)}
      />
      {versions && <Foot ctx={ctx} comparison={comparison} versions={versions} />}
    </>
  );
}

function Foot({ ctx, comparison, versions }: { ctx: Context; comparison: Comparison; versions: readonly Version[] }) {
  const { t, format } = ctx;
  const at = `/benchmarks/${comparison.code}`;
  return (
    <>
      <Section title={t('benchmarks.page.take')}>
        <ButtonGroup>
          <ListDownloads href={`${at}?format=csv`} csv={t('benchmarks.page.csv')} buttons />
          {seesDrafts(ctx, comparison) && (
            <ButtonLink kind="secondary" href={deskAt(comparison.id)}>
              {t('benchmarks.page.write')}
            </ButtonLink>
          )}
        </ButtonGroup>
      </Section>
      <Section title={t('benchmarks.page.versions')}>
        <Timeline
          label={t('benchmarks.page.versions')}
          entries={versions.map(({ number, publishedAt, reason }) => ({
            id: `version-${number}`,
            title: <Link href={`${at}/versions/${number}`}>{t('benchmarks.page.version', { number })}</Link>,
            when: format.instant(publishedAt, 'short'),
            dateTime: publishedAt.toISOString(),
            body: (
              <p lang={comparison.lang}>
                <Bdi>{reason}</Bdi>
              </p>
            ),
          }))}
        />
      </Section>
    </>
  );
}
