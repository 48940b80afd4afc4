import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  ListDownloads,
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  FilterForm,
  Form,
  Link,
  Notice,
  PageHeading,
  SelectField,
} from '#kernel/html';
import { accountOf, csv, everyone, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import type { Answers } from '../answer.ts';
import { questionsIn } from '../content.ts';
import { answersOfRound, publishedResults, publishResults } from '../publish-results.ts';
import { cellOf, resultsOf, tableOf } from '../results.ts';
import { listRounds, stateOfRound, type Round } from '../rounds.ts';
import { comparable, ResultsSheet } from './results-sheet.tsx';
import { roundCrumbs, roundIn } from './round.tsx';
import { makers, RoundTag, today } from './staff.tsx';
import { LanguageNote } from './words.tsx';

const ofRound = z.object({ id: idOf<'instruments.rounds'>() });

/** Free texts of the answers, for staff: what names a body and whom to ring up is not among them. */
function textsIn(round: Round, sheets: readonly Answers[]): ReadonlyMap<string, readonly string[]> {
  const free = questionsIn(round.content).filter(
    ({ contact, identifying, type }) => !contact && !identifying && (type === 'text' || type === 'longtext' || type === 'place'),
  );
  return new Map(free.map(({ id }) => [id, sheets.flatMap(({ [id]: answer }) => (answer ? [cellOf(answer)] : []))]));
}

/** The results of a round as they are now, beside another round of the same questionnaire where one is chosen. */
export const resultsRoute = pageRoute({
  path: '/instruments/rounds/:id/results',
  who: makers,
  params: ofRound,
  query: z.object({ format: fields.maybe(z.enum(['csv'])), with: fields.maybe(idOf<'instruments.rounds'>()) }),
  view: async (ctx, { params: { id }, query }) => {
    const { t } = ctx;
    const round = await roundIn(ctx, id);
    const sheets = await answersOfRound(ctx.trx, id);
    if (query.format === 'csv') {
      const { headings, rows } = tableOf(round.content, sheets);
      return csv(`${round.id}.csv`, writeCsv(headings, rows));
    }
    const others = (await listRounds(ctx.trx, { instrumentId: round.instrumentId })).filter(
      (one) => one.id !== id && comparable(round, one),
    );
    const chosen = others.find((one) => one.id === query.with);
    const other = chosen && { round: chosen, results: resultsOf(chosen.content, await answersOfRound(ctx.trx, chosen.id)) };
    return page(
      t('instruments.results.title'),
      <>
        <PageHeading
          title={t('instruments.results.title')}
          caption={<Bdi>{round.title}</Bdi>}
          tags={<RoundTag ctx={ctx} state={stateOfRound(round, today(ctx))} />}
        />
        <LanguageNote ctx={ctx} content={round.content} />
        <ButtonGroup>
          <ListDownloads href={`/instruments/rounds/${id}/results?format=csv`} buttons />
          {round.publishedAt ? (
            <ButtonLink kind="secondary" href={`/surveys/results/${id}`}>
              {t('instruments.results.public-page')}
            </ButtonLink>
          ) : (
            <ButtonLink href={`/instruments/rounds/${id}/publish`}>{t('instruments.publish.title')}</ButtonLink>
          )}
        </ButtonGroup>
        {others.length > 0 && (
          <FilterForm action={`/instruments/rounds/${id}/results`}>
            <SelectField
              name="with"
              label={t('instruments.results.compare')}
              hint={t('instruments.results.compare-hint')}
              options={others.map((one) => ({ value: one.id, label: one.title }))}
              value={chosen?.id ?? ''}
              optional
            />
          </FilterForm>
        )}
        {sheets.length === 0 ? (
          <EmptyState title={t('instruments.results.empty')} />
        ) : (
          <ResultsSheet
            ctx={ctx}
            round={round}
            results={resultsOf(round.content, sheets)}
            other={other ?? null}
            texts={textsIn(round, sheets)}
          />
        )}
      </>,
      { paper: 'results', breadcrumbs: roundCrumbs(ctx, round), width: 'wide' },
    );
  },
});

/** Publishes the results: from now on nothing changes. */
export const publishRoute = formRoute({
  path: '/instruments/rounds/:id/publish',
  who: makers,
  params: ofRound,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const round = await roundIn(ctx, id);
    const sheets = await answersOfRound(ctx.trx, id);
    return page(
      t('instruments.publish.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('instruments.publish.title')} caption={<Bdi>{round.title}</Bdi>} lead={t('instruments.publish.lead')} />
        <p>{t('instruments.results.count', { count: sheets.length })}</p>
        {round.publishedAt && <Notice tone="warning">{t('instruments.refusal.published')}</Notice>}
        <Form entry={entry}>
          <Button kind="warning">{t('instruments.publish.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: roundCrumbs(ctx, round) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    await publishResults(ctx.trx, accountOf(ctx), id, ctx.now);
    return redirect(`/instruments/rounds/${id}/results`, 'instruments.notice.published');
  },
});

/** Surveys whose results are published. */
export const publicListRoute = pageRoute({
  path: '/surveys/results',
  who: everyone,
  view: async (ctx) => {
    const { t, format } = ctx;
    const rounds = (await listRounds(ctx.trx)).flatMap((one) => (one.publishedAt ? [{ ...one, publishedAt: one.publishedAt }] : []));
    return page(
      t('instruments.results.public'),
      <>
        <PageHeading title={t('instruments.results.public')} lead={t('instruments.results.public-lead')} />
        {rounds.length === 0 ? (
          <EmptyState title={t('instruments.results.public-none')} />
        ) : (
          <ul>
            {rounds.map((round) => (
              <li key={round.id}>
                <Link href={`/surveys/results/${round.id}`}>{round.title}</Link>{' '}
                {t('instruments.results.published-on', { day: format.instant(round.publishedAt) })}
              </li>
            ))}
          </ul>
        )}
      </>,
    );
  },
});

/** The published results of one round, with their method. */
export const publicResultsRoute = pageRoute({
  path: '/surveys/results/:id',
  who: everyone,
  params: ofRound,
  view: async (ctx, { params: { id } }) => {
    const found = await readPublished(ctx, id);
    return page(
      found.round.title,
      <>
        <PageHeading
          title={found.round.title}
          caption={
            found.round.publishedAt ? ctx.t('instruments.results.published-on', { day: ctx.format.instant(found.round.publishedAt) }) : null
          }
        />
        <LanguageNote ctx={ctx} content={found.round.content} />
        <ResultsSheet ctx={ctx} {...found} />
      </>,
      { paper: 'results', breadcrumbs: [{ label: ctx.t('instruments.results.public'), href: '/surveys/results' }], width: 'wide' },
    );
  },
});

async function readPublished(ctx: Context, id: Round['id']) {
  const found = await publishedResults(ctx.trx, id);
  if (!found) throw refuseHttp('not-found');
  return found;
}
