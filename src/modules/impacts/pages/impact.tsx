import { z } from 'zod';
import { Bdi, ButtonGroup, ButtonLink, Inset, Link, ListDownloads, Notice, PageHeading, Section, Tag, Timeline } from '#kernel/html';
import { csv, download, everyone, fields, page, pageRoute, refuseHttp, type Context } from '#kernel/http';
import { isLanguage, languages } from '#kernel/i18n';
import { toLocal } from '#kernel/time';
import { placeName } from '#modules/places';
import { assumptionsCsv, effectsCsv } from '../impact-csv.ts';
import type { Impact, Version } from '../impact.ts';
import { findImpact, findVersion, observationsOf, versionsOf } from '../read-impacts.ts';
import { typesetImpact } from '../typeset-impact.ts';
import { ImpactDocument } from './impact-view.tsx';
import { Paragraphs } from './paragraphs.tsx';
import { authorityNames, deskAt, listCrumb, seesDrafts, versionNumber } from './reach.ts';

const byCode = z.object({ code: z.string().regex(/^[a-z0-9-]{1,120}$/) });

async function publishedIn(ctx: Context, code: string, number?: number): Promise<{ impact: Impact; version: Version }> {
  const impact = await findImpact(ctx.trx, code);
  const wanted = number ?? impact?.published ?? 0;
  // Whoever reads drafts sees the same here as everybody.
  const version = impact && wanted >= 1 && wanted <= impact.published ? await findVersion(ctx.trx, impact.id, wanted) : null;
  if (!impact || !version) throw refuseHttp('not-found');
  return { impact, version };
}

/** The newest published version, what came of it, and the way to take it along. */
export const impactRoute = pageRoute({
  path: '/impacts/:code',
  who: everyone,
  params: byCode,
  query: z.object({ format: fields.searchText(), list: fields.searchText(), in: fields.searchText() }),
  view: async (ctx, { params, query }) => {
    const { impact, version } = await publishedIn(ctx, params.code);
    const observations = await observationsOf(ctx.trx, impact.id, version.number);
    const file = `${impact.code}-${version.number}`;
    if (query.format === 'csv')
      return query.list === 'assumptions'
        ? csv(`${file}-assumptions.csv`, assumptionsCsv(ctx, version.content))
        : csv(`${file}.csv`, effectsCsv(ctx, version.content, observations));
    if (query.format === 'pdf') {
      const lang = isLanguage(query.in) ? query.in : ctx.lang;
      const pdf = await typesetImpact(ctx.network.catalogue, {
        version,
        observations,
        lang,
        timeZone: ctx.timeZone,
        at: ctx.now,
        demonstration: ctx.profile.demonstration,
        place: placeName(impact.place, lang),
        authority: (await authorityNames(ctx, [impact.officeId]))(impact.officeId),
      });
      return download(`${file}-${lang}.pdf`, 'application/pdf', pdf);
    }
    const versions = (await versionsOf(ctx.trx, impact.id)).filter(({ number }) => number <= impact.published);
    return page(impact.title, await Published({ ctx, impact, version, versions }), {
      breadcrumbs: [listCrumb(ctx)],
      ...(version.content.summary ? { description: version.content.summary.slice(0, 200) } : {}),
      width: 'wide',
    });
  },
});

/** An older version as it was agreed, with what came of it. */
export const versionRoute = pageRoute({
  path: '/impacts/:code/versions/:number',
  who: everyone,
  params: byCode.extend({ number: versionNumber }),
  view: async (ctx, { params }) => {
    const { impact, version } = await publishedIn(ctx, params.code, params.number);
    return page(version.content.title, await Published({ ctx, impact, version }), {
      breadcrumbs: [listCrumb(ctx), { label: impact.title, href: `/impacts/${impact.code}` }],
      width: 'wide',
    });
  },
});

interface PublishedProps {
  ctx: Context;
  impact: Impact;
  version: Version;
  /** Given on the page of the newest. */
  versions?: readonly Version[];
}

async function Published({ ctx, impact, version, versions }: PublishedProps) {
  const { t } = ctx;
  const { content, number } = version;
  const { code, lang } = impact;
  return (
    <>
      <PageHeading
        title={<bdi lang={lang}>{content.title}</bdi>}
        caption={await aboutText(ctx, impact)}
        tags={impact.demonstration ? <Tag>{t('impacts.demonstration')}</Tag> : undefined}
      />
      {impact.demonstration && (
        <Notice>
          <p>{t('impacts.demonstration-hint')}</p>
        </Notice>
      )}
      {number < impact.published && (
        <Notice tone="warning">
          <p>
            {t('impacts.page.older')} <Link href={`/impacts/${code}`}>{t('impacts.page.newest')}</Link>
          </p>
        </Notice>
      )}
      {lang !== ctx.lang && (
        <Inset>
          <p>{t('impacts.page.language', { language: languages.find((one) => one.code === lang)?.name ?? lang })}</p>
        </Inset>
      )}
      <AgreedNote ctx={ctx} version={version} lang={lang} />
      {content.summary && <Paragraphs words={content.summary} lang={lang} />}
      <ImpactDocument ctx={ctx} content={content} lang={lang} observations={await observationsOf(ctx.trx, impact.id, number)} />
      {versions && <Foot ctx={ctx} impact={impact} versions={versions} />}
    </>
  );
}

/** Where it acts, which office it is about, and who writes it. */
export async function aboutText(ctx: Context, { place, subjectOfficeId, officeId }: Impact): Promise<string> {
  const nameOf = await authorityNames(ctx, [officeId, subjectOfficeId]);
  const where = placeName(place, ctx.lang);
  return subjectOfficeId
    ? ctx.t('impacts.page.about-office', { place: where, office: nameOf(subjectOfficeId), authority: nameOf(officeId) })
    : ctx.t('impacts.page.about', { place: where, authority: nameOf(officeId) });
}

/** When it was agreed, and whether that was before the period began. */
export function AgreedNote({ ctx, version, lang }: { ctx: Context; version: Version; lang: string }) {
  const { t, format } = ctx;
  const { agreedAt, agreement, content, number } = version;
  const day = toLocal(agreedAt.toISOString(), ctx.timeZone).day;
  const late = content.starts !== null && day > content.starts;
  return (
    <Inset>
      <p>
        {t('impacts.page.agreed', { number, date: format.date(day) })} {t(late ? 'impacts.page.agreed-late' : 'impacts.page.agreed-before')}
      </p>
      <Paragraphs words={agreement} lang={lang} />
    </Inset>
  );
}

function Foot({ ctx, impact, versions }: { ctx: Context; impact: Impact; versions: readonly Version[] }) {
  const { t, format } = ctx;
  const at = `/impacts/${impact.code}`;
  return (
    <>
      <Section title={t('impacts.page.take')}>
        <ButtonGroup>
          <ButtonLink kind="secondary" href={`${at}?format=pdf&in=${ctx.lang}`}>
            {t('impacts.page.pdf')}
          </ButtonLink>
          <ListDownloads buttons href={`${at}?format=csv`} of={t('impacts.effects')} />
          <ListDownloads buttons href={`${at}?list=assumptions&format=csv`} of={t('impacts.assumptions')} />
          {seesDrafts(ctx, impact) && (
            <ButtonLink kind="secondary" href={deskAt(impact.id)}>
              {t('impacts.page.write')}
            </ButtonLink>
          )}
        </ButtonGroup>
      </Section>
      <Section title={t('impacts.page.versions')}>
        <Timeline
          label={t('impacts.page.versions')}
          entries={versions.map(({ number, agreedAt, agreement }) => ({
            id: `version-${number}`,
            title: <Link href={`${at}/versions/${number}`}>{t('impacts.page.version', { number })}</Link>,
            when: format.instant(agreedAt, 'short'),
            dateTime: agreedAt.toISOString(),
            body: (
              <p lang={impact.lang}>
                <Bdi>{agreement}</Bdi>
              </p>
            ),
          }))}
        />
      </Section>
    </>
  );
}
