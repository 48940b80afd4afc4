import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  Section,
  SummaryList,
  Tag,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, pageRoute, redirect, type Context } from '#kernel/http';
import { personNames } from '#modules/people';
import { placeName, placesById, type PlaceId } from '#modules/places';
import type { VentureId } from '#modules/ventures';
import type { MentorId } from '../mentor.ts';
import { suggestPair } from '../move-pair.ts';
import { mentorsById } from '../read-mentors.ts';
import { pairsOf } from '../read-pairs.ts';
import { refuse } from '../refusals.ts';
import { readNeed, suggestMentors, type Seeking, type Suggestion } from '../suggest-mentors.ts';
import { homeCrumb } from './sides.ts';
import { languageList, reasonText, StateTag, termList } from './words.tsx';

/** How many suggestions stand on the page: nobody chooses among more. */
const MOST_SHOWN = 10;

const params = z.object({ id: idOf<'ventures.ventures'>() });

/** Who could accompany a venture, the best first, each with the reasons in words. */
export const suggestionsRoute = pageRoute({
  path: '/desk/mentoring/ventures/:id',
  who: desk,
  params,
  view: async (ctx, input) => {
    const { t } = ctx;
    const seeking = await readNeed(ctx.trx, input.params.id, ctx.now);
    const { ranked, each } = await suggestMentors(ctx.trx, seeking, { now: ctx.now, most: MOST_SHOWN });
    const places = await namesOf(ctx, ranked);
    const pairs = await pairsOf(ctx.trx, { ventureId: input.params.id });
    const mentors = await mentorsById(
      ctx.trx,
      pairs.map(({ mentorId }) => mentorId),
    );
    const person = (await personNames(ctx.trx, [seeking.personId])).get(seeking.personId);
    return page(
      t('mentoring.suggest.title'),
      <>
        <PageHeading
          title={t('mentoring.suggest.title')}
          caption={<Bdi>{[seeking.venture.title, person].filter(Boolean).join(' · ')}</Bdi>}
          lead={t('mentoring.suggest.lead')}
          actions={
            <ButtonLink kind="secondary" href={`/desk/mentoring/ventures/${input.params.id}/wish`}>
              {t(seeking.wish ? 'mentoring.wish.change' : 'mentoring.wish.ask')}
            </ButtonLink>
          }
        />
        <Needs ctx={ctx} seeking={seeking} />
        {pairs.length > 0 && (
          <Section title={t('mentoring.list.title')}>
            <ul>
              {pairs.map((pair) => (
                <li key={pair.id}>
                  <Link href={`/desk/mentoring/pairs/${pair.id}`}>
                    <Bdi>{mentors.get(pair.mentorId)?.name ?? '–'}</Bdi>
                  </Link>{' '}
                  <StateTag ctx={ctx} state={pair.state} />
                </li>
              ))}
            </ul>
          </Section>
        )}
        {each && (
          <Notice title={t('mentoring.suggest.each-title')}>
            <p>{t('mentoring.suggest.each', { here: each.here.mentor.name, there: each.there.mentor.name })}</p>
          </Notice>
        )}
        <Section title={t('mentoring.suggest.found', { count: ranked.length })}>
          {ranked.length === 0 && <EmptyState title={t('mentoring.suggest.none')}>{t('mentoring.suggest.none-hint')}</EmptyState>}
          {ranked.map((one) => (
            <OneSuggestion key={one.mentor.id} ctx={ctx} ventureId={input.params.id} one={one} places={places} />
          ))}
        </Section>
      </>,
      { breadcrumbs: [homeCrumb(ctx, 'office')] },
    );
  },
});

function Needs({ ctx, seeking }: { ctx: Context; seeking: Seeking }) {
  const { t } = ctx;
  const { need, wish } = seeking;
  return (
    <SummaryList
      label={t('mentoring.suggest.needs')}
      rows={[
        { key: 'languages', label: t('mentoring.field.languages'), value: languageList(ctx, need.languages) },
        { key: 'sector', label: t('mentoring.field.sector'), value: termList(ctx, 'sectors', [need.sector]) },
        { key: 'stage', label: t('mentoring.field.stage'), value: termList(ctx, 'ventureStages', [need.stage]) },
        { key: 'topics', label: t('mentoring.field.needs'), value: termList(ctx, 'ventureNeeds', need.topics) },
        { key: 'ends', label: t('mentoring.wish.ends'), value: wish ? t(`mentoring.wanted.${wish.ends}`) : t('mentoring.suggest.no-wish') },
      ]}
    />
  );
}

interface OneProps {
  ctx: Context;
  ventureId: VentureId;
  one: Suggestion;
  places: ReadonlyMap<string, string>;
}

function OneSuggestion({ ctx, ventureId, one, places }: OneProps) {
  const { t } = ctx;
  const { mentor, score, end } = one;
  return (
    <Section
      level={3}
      title={mentor.name}
      actions={
        <>
          <Tag tone="info">{t(`mentoring.end.${end}`)}</Tag> <Tag>{t('mentoring.suggest.points', { points: score.points })}</Tag>
        </>
      }
    >
      <ul>
        {score.reasons.map((reason) => (
          <li key={reason.code}>{reasonText(ctx, reason, places)}</li>
        ))}
      </ul>
      <ButtonLink
        kind="secondary"
        href={`/desk/mentoring/ventures/${ventureId}/suggest?mentor=${mentor.id}`}
        label={t('mentoring.suggest.take-label', { name: mentor.name })}
      >
        {t('mentoring.suggest.take')}
      </ButtonLink>
    </Section>
  );
}

/** Names of the places that reasons speak of. */
async function namesOf(ctx: Context, ranked: readonly Suggestion[]): Promise<Map<string, string>> {
  const ids = ranked.flatMap(({ mentor }) => [mentor.placeId, mentor.countryId]) as PlaceId[];
  const places = await placesById(ctx.trx, [...new Set(ids)]);
  return new Map([...places].map(([id, place]) => [id, placeName(place, ctx.lang)]));
}

/** Takes a suggestion up, after the officer has looked at it. */
export const suggestRoute = formRoute({
  path: '/desk/mentoring/ventures/:id/suggest',
  who: desk,
  params,
  query: z.object({ mentor: fields.maybe(idOf<'mentoring.mentors'>()) }),
  body: z.object({ mentor: idOf<'mentoring.mentors'>() }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const one = await suggestionFor(ctx, input.params.id, input.query.mentor ?? (entry.value('mentor') as MentorId)); // only compared
    const places = await namesOf(ctx, [one.suggestion]);
    return page(
      t('mentoring.suggest.take'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('mentoring.suggest.take')}
          caption={<Bdi>{one.suggestion.mentor.name}</Bdi>}
          lead={t('mentoring.suggest.take-lead')}
        />
        <ul>
          {one.suggestion.score.reasons.map((reason) => (
            <li key={reason.code}>{reasonText(ctx, reason, places)}</li>
          ))}
        </ul>
        <Form entry={entry}>
          <input type="hidden" name="mentor" value={one.suggestion.mentor.id} />
          <Button>{t('mentoring.suggest.take')}</Button>
        </Form>
      </>,
      {
        breadcrumbs: [
          homeCrumb(ctx, 'office'),
          { label: t('mentoring.suggest.title'), href: `/desk/mentoring/ventures/${input.params.id}` },
        ],
      },
    );
  },
  submit: async (ctx, input, form) => {
    const { seeking, suggestion } = await suggestionFor(ctx, input.params.id, form.mentor);
    const choice = { mentorId: suggestion.mentor.id, end: suggestion.end, reasons: suggestion.score.reasons.map(({ code }) => code) };
    const id = await suggestPair(ctx.trx, { ...ctx.actor, accountId: accountOf(ctx) }, seeking, choice);
    return redirect(`/desk/mentoring/pairs/${id}`, 'mentoring.notice.suggested');
  },
});

/** The suggestion of this mentor for the venture. Refusals: `not-found` where they do not fit, or are paired already. */
async function suggestionFor(
  ctx: Context,
  ventureId: VentureId,
  mentorId: MentorId,
): Promise<{ seeking: Seeking; suggestion: Suggestion }> {
  const seeking = await readNeed(ctx.trx, ventureId, ctx.now);
  const { ranked } = await suggestMentors(ctx.trx, seeking, { now: ctx.now, most: Infinity });
  const suggestion = ranked.find(({ mentor }) => mentor.id === mentorId);
  if (!suggestion) throw refuse('not-found');
  return { seeking, suggestion };
}
