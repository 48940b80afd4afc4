import { z } from 'zod';
import type { ComponentChildren } from 'preact';
import { ButtonGroup, ButtonLink, CorridorMap, Link, Notice, PageHeading, Provenance, Section, Source, Tag } from '#kernel/html';
import { everyone, page, pageRoute, refuseHttp, type Context, type Route } from '#kernel/http';
import { placeName } from '#modules/places';
import { CorridorLink, sourceText, TranslatedText, TranslationNoteFor } from '#modules/places/pages';
import { termLabel } from '#modules/vocabulary';
import type { Practice, PracticeCorridor } from '../practice.ts';
import { findPractice } from '../read-practices.ts';
import { reportedName, standingText, titleText } from './practice-text.ts';
import { mayWrite } from './reach.ts';
import { Sheet } from './sheet-view.tsx';

/** What other modules know of a practice, below its sheet; the shell composes it. */
export type MoreAbout = (ctx: Context, practice: Practice) => Promise<ComponentChildren>;

/** One initiative with its whole case sheet, as it was reported or as its authority keeps it, and what others know of it. */
export const practicePage = (moreAbout: MoreAbout): Route =>
  pageRoute({
    path: '/practices/:id',
    who: everyone,
    params: z.object({ id: z.string().regex(/^[a-z0-9-]{1,120}$/) }),
    view: async (ctx, { params }) => {
      const { t, lang } = ctx;
      const practice = await findPractice(ctx.trx, params.id);
      if (!practice) throw refuseHttp('not-found');
      const more = await moreAbout(ctx, practice);
      const at = `/practices/${practice.code}`;
      const reported = { source: sourceText(practice.source, t), ...(practice.reported ? { year: practice.reported } : {}) };
      return page(
        titleText(ctx, practice),
        <>
          <PageHeading
            title={<TranslatedText value={practice.title} />}
            caption={practice.localAuthority && <TranslatedText value={practice.localAuthority} />}
            tags={practice.themes.map((theme) => (
              <Tag key={theme}>{termLabel('themes', theme, lang)}</Tag>
            ))}
          />
          <Notice>
            <p>
              {practice.standing === 'reported' ? <Provenance {...reported} /> : <strong>{standingText(ctx, practice)}</strong>}.{' '}
              {practice.standing !== 'confirmed' && t('practices.sheet.not-offered')}
            </p>
          </Notice>
          <TranslationNoteFor values={[practice.title]} />
          <p class="lead">
            <TranslatedText value={practice.summary} />
          </p>
          <Sheet ctx={ctx} practice={practice} />
          <Corridors ctx={ctx} corridors={practice.corridors} />
          <Source name={reported.source} {...(practice.reported ? { date: practice.reported } : {})} />
          {practice.version > 0 && (
            <p>
              <Link href={`${at}/versions`}>{t('practices.versions.link', { count: practice.version })}</Link>
            </p>
          )}
          {more}
          <ButtonGroup>
            <ButtonLink kind="secondary" href={`/practices?with=${practice.code}`}>
              {t('practices.compare.with')}
            </ButtonLink>
            {practice.place && (
              <ButtonLink kind="secondary" href={`/practices?place=${practice.place.code}`}>
                {t('practices.sheet.more', { place: placeName(practice.place, lang) })}
              </ButtonLink>
            )}
            {mayWrite(ctx, practice) && (
              <ButtonLink kind="secondary" href={`${at}/revise`}>
                {t('practices.revise.button')}
              </ButtonLink>
            )}
          </ButtonGroup>
        </>,
        { paper: 'practice', breadcrumbs: [{ label: t('practices.list.title'), href: '/practices' }] },
      );
    },
  });

/** The pairs of places: linked where both are known, and drawn where there is only one. */
function Corridors({ ctx, corridors }: { ctx: Context; corridors: readonly PracticeCorridor[] }) {
  const { t, lang } = ctx;
  const [only] = corridors;
  if (!only) return null;
  const { origin, destination } = only;
  const end = (place: NonNullable<typeof origin.place>) => ({ name: placeName(place, lang), lat: place.lat, lon: place.lon });
  return (
    <Section title={t('practices.sheet.corridors')}>
      <ul>
        {corridors.map((corridor, index) => (
          <li key={index}>
            <Pair ctx={ctx} corridor={corridor} />
          </li>
        ))}
      </ul>
      {corridors.length === 1 && origin.place && destination.place && (
        <CorridorMap origin={end(origin.place)} destination={end(destination.place)} />
      )}
    </Section>
  );
}

function Pair({ ctx, corridor }: { ctx: Context; corridor: PracticeCorridor }) {
  const { origin, destination } = corridor;
  if (origin.place && destination.place && origin.place.id !== destination.place.id)
    return <CorridorLink corridor={{ origin: origin.place, destination: destination.place }} />;
  return <>{ctx.t('places.corridor.name', { origin: reportedName(ctx, origin), destination: reportedName(ctx, destination) })}</>;
}
