import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, ButtonGroup, ButtonLink, Card, CardGrid, EmptyState, Link, Notice, PageHeading, Section, Table } from '#kernel/html';
import { everyone, fields, page, pageRoute, refuseHttp, type Context, type Route } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { findPractice, type Practice, type PracticeEntry } from '#modules/practices';
import { Features, Pictures } from '#modules/practices/pages';
import { termChoices } from '#modules/vocabulary';
import type { Fair } from '../fair.ts';
import { listFairs, standsOf, talksOf } from '../read-fairs.ts';
import { FairTags, Timetable, Words } from './parts.tsx';
import { daysText, fairAt, fairIn, isEditor, ofFair, phaseIn, publicCrumbs } from './reach.ts';
import { readStands } from './stands.ts';

const PAGE = 20;

/** Every fair that was opened. */
export const fairsRoute = pageRoute({
  path: '/practices/fairs',
  who: everyone,
  query: z.object({ page: fields.pageNumber() }),
  view: async (ctx, { query }) => {
    const { t, format } = ctx;
    const { rows, total } = await listFairs(ctx.trx, { page: query.page, pageSize: PAGE });
    return page(
      t('practicefairs.title'),
      <>
        <PageHeading title={t('practicefairs.title')} lead={t('practicefairs.lead')} />
        {isEditor(ctx) && (
          <p>
            <Link href="/practices/fairs/desk">{t('practicefairs.desk.title')}</Link>
          </p>
        )}
        <Table<Fair>
          caption={t('practicefairs.title')}
          hideCaption
          rows={rows}
          rowKey={({ id }) => id}
          paging={{ page: query.page, pageSize: PAGE, total }}
          empty={<EmptyState title={t('practicefairs.none')} />}
          columns={[
            {
              key: 'title',
              header: t('practicefairs.field.title'),
              cell: (fair) => (
                <>
                  <Link href={fairAt(fair.id)}>
                    <Bdi lang={fair.language}>{fair.title}</Bdi>
                  </Link>{' '}
                  <FairTags ctx={ctx} fair={fair} />
                </>
              ),
            },
            { key: 'language', header: t('practicefairs.field.language'), cell: ({ language }) => format.languageName(language) },
            { key: 'days', header: t('practicefairs.field.days'), cell: (fair) => daysText(ctx, fair) },
          ]}
        />
      </>,
      { breadcrumbs: publicCrumbs(ctx).slice(0, 1), description: t('practicefairs.lead') },
    );
  },
});

/** A fair: what it is about, its talks, its stands by theme. */
export const fairRoute = pageRoute({
  path: '/practices/fairs/:id',
  who: everyone,
  params: ofFair,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const fair = await fairIn(ctx, id);
    const phase = phaseIn(ctx, fair);
    return page(
      fair.title,
      <>
        <PageHeading
          title={<Bdi lang={fair.language}>{fair.title}</Bdi>}
          caption={daysText(ctx, fair)}
          tags={<FairTags ctx={ctx} fair={fair} />}
        />
        {fair.because && (
          <Notice tone="warning" title={t('practicefairs.phase.withdrawn')}>
            <Words fair={fair} words={fair.because} />
          </Notice>
        )}
        {phase === 'announced' && <Notice>{t('practicefairs.fair.announced')}</Notice>}
        {phase === 'over' && <Notice>{t('practicefairs.fair.over')}</Notice>}
        <Words fair={fair} words={fair.about} />
        {fair.state === 'open' && (await Inside({ ctx, fair }))}
      </>,
      { paper: 'fair', width: 'wide', breadcrumbs: publicCrumbs(ctx), description: fair.about.slice(0, 200) },
    );
  },
});

async function Inside({ ctx, fair }: { ctx: Context; fair: Fair }) {
  const { t } = ctx;
  const stands = await readStands(ctx, fair.id);
  const talks = await talksOf(ctx.trx, fair.id);
  return (
    <>
      <Section title={t('practicefairs.talks.title')}>
        <Timetable ctx={ctx} fair={fair} talks={talks} stands={await standsOf(ctx.trx, fair.id)} />
        {talks.length > 0 && phaseIn(ctx, fair) !== 'over' && (
          <p>
            <Link href={fairAt(fair.id, '/calendar')}>{t('practicefairs.talks.calendar')}</Link>{' '}
            <span class="hint">{t('practicefairs.talks.calendar-hint')}</span>
          </p>
        )}
      </Section>
      <TranslationNoteFor values={stands.map(({ title }) => title)} />
      {byTheme(ctx, stands).map(({ code, label, practices }) => (
        <Section key={code} title={label}>
          <CardGrid>
            {practices.map((practice) => (
              <Card
                key={practice.id}
                level={3}
                title={<TranslatedText value={practice.title} />}
                href={fairAt(fair.id, `/stands/${practice.code}`)}
              >
                {practice.localAuthority && <TranslatedText value={practice.localAuthority} />}
              </Card>
            ))}
          </CardGrid>
        </Section>
      ))}
    </>
  );
}

/** Practices under their first theme, in the order of the library; within one by title. */
function byTheme(ctx: Context, practices: readonly PracticeEntry[]) {
  const groups = [...termChoices('themes', ctx.lang), { value: '', label: ctx.t('practicefairs.stands.no-theme') }];
  const titleOf = ({ title }: PracticeEntry) => textIn(title, ctx.lang).text;
  return groups
    .map(({ value, label }) => ({
      code: value || 'none',
      label,
      practices: practices
        .filter(({ themes }) => (themes[0] ?? '') === value)
        .toSorted((a, b) => titleOf(a).localeCompare(titleOf(b), ctx.lang)),
    }))
    .filter((group) => group.practices.length > 0);
}

/** What other modules know of a practice, on its stand; the shell composes it. */
export type MoreOnStand = (ctx: Context, practice: Practice) => Promise<ComponentChildren>;

/** A stand: summary, pictures and features of a practice, its talks, and while the fair runs what one can ask and say. */
export const standPage = (moreOnStand: MoreOnStand): Route =>
  pageRoute({
    path: '/practices/fairs/:id/stands/:code',
    who: everyone,
    params: z.object({ id: idOf<'practicefairs.fairs'>(), code: z.string().regex(/^[a-z0-9-]{1,120}$/) }),
    view: async (ctx, { params: { id, code } }) => {
      const { t } = ctx;
      const fair = await fairIn(ctx, id);
      const stands = await standsOf(ctx.trx, id);
      const stand = stands.find((one) => one.code === code);
      const practice = stand && (await findPractice(ctx.trx, code));
      if (!practice) throw refuseHttp('not-found');
      const talks = (await talksOf(ctx.trx, id)).filter(({ practiceId }) => practiceId === practice.id);
      return page(
        textIn(practice.title, ctx.lang).text,
        <>
          <PageHeading
            title={<TranslatedText value={practice.title} />}
            caption={practice.localAuthority && <TranslatedText value={practice.localAuthority} />}
          />
          <TranslationNoteFor values={[practice.title]} />
          <p class="lead">
            <TranslatedText value={practice.summary} />
          </p>
          {await Pictures({ ctx, pictures: practice.pictures })}
          <Features ctx={ctx} practice={practice} />
          {talks.length > 0 && (
            <Section title={t('practicefairs.talks.title')}>
              <Timetable ctx={ctx} fair={fair} talks={talks} stands={stands} />
            </Section>
          )}
          {phaseIn(ctx, fair) === 'running' && (await moreOnStand(ctx, practice))}
          <ButtonGroup>
            <ButtonLink kind="secondary" href={`/practices/${code}`}>
              {t('practicefairs.stand.sheet')}
            </ButtonLink>
          </ButtonGroup>
        </>,
        {
          breadcrumbs: [...publicCrumbs(ctx), { label: fair.title, href: fairAt(id) }],
          description: textIn(practice.summary, ctx.lang).text.slice(0, 200),
        },
      );
    },
  });
