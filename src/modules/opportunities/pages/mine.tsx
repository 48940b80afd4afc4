import { z } from 'zod';
import { Button, ButtonLink, EmptyState, ErrorSummary, Form, Inset, PageHeading, Section } from '#kernel/html';
import {
  accountOf,
  desk,
  fields,
  formRoute,
  page,
  pageRoute,
  redirect,
  refuseHttp,
  signedIn,
  type Context,
  type Route,
} from '#kernel/http';
import { idOf } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { foundedVentures, getVenture, venturesById, type Venture, type VentureId } from '#modules/ventures';
import { answersOf, keepAnswers, keptFields, type KeptAnswers } from '../answers.ts';
import { getOpportunity } from '../read-opportunities.ts';
import { answerOpportunity, stances } from '../respond.ts';
import { todayOf } from './facts.tsx';
import { MatchList, readMatches, type VentureMatches } from './matches.tsx';
import { factsIn, Question, questionBody, type Answered } from './question-fields.tsx';

const MOST_SHOWN = 30;

/** The ventures that the actor founds today. */
async function myVentures(ctx: Context): Promise<Venture[]> {
  return [...(await venturesById(ctx.trx, await foundedVentures(ctx.trx))).values()];
}

/** What fits the ventures of whoever is signed in, best first and with the reasons. */
export const myOpportunitiesRoute = pageRoute({
  path: '/me/opportunities',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const all: VentureMatches[] = [];
    for (const venture of await myVentures(ctx)) all.push(await readMatches(ctx, venture, MOST_SHOWN));
    return page(
      t('opportunities.mine.title'),
      <>
        <PageHeading title={t('opportunities.mine.title')} lead={t('opportunities.mine.lead')} />
        {all.length === 0 && (
          <EmptyState
            title={t('opportunities.mine.no-venture')}
            action={<ButtonLink href="/opportunities">{t('opportunities.list.title')}</ButtonLink>}
          >
            <p>{t('opportunities.mine.no-venture-text')}</p>
          </EmptyState>
        )}
        {all.map((data) => (
          <Section
            key={data.venture.id}
            title={data.venture.title}
            actions={
              <ButtonLink kind="quiet" href={`/me/ventures/${data.venture.id}/answers`}>
                {t('opportunities.answers.title')}
              </ButtonLink>
            }
          >
            <MatchList ctx={ctx} data={data} place="me" />
          </Section>
        ))}
        <p>{t('opportunities.check.authority')}</p>
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('app.me.title'), href: '/me' }] },
    );
  },
});

/** A founder says that an opportunity interests them or is not for them, or takes it back. */
export const answerRoute = formRoute({
  path: '/me/opportunities/:id/answer',
  who: signedIn,
  params: z.object({ id: idOf<'opportunities.opportunities'>() }),
  query: z.object({ venture: fields.maybe(idOf<'ventures.ventures'>()) }),
  body: z.object({ venture: idOf<'ventures.ventures'>(), stance: fields.optionalChoice(stances) }),
  view: async (ctx, { params, query }, entry) => {
    const { t } = ctx;
    const one = await getOpportunity(ctx.trx, params.id);
    const own = await foundedVentures(ctx.trx);
    const asked = entry.value('venture') || query.venture;
    const venture = asked ? own.find((id) => id === asked) : own[0];
    if (!one || !venture) throw refuseHttp('not-found');
    return page(
      t('opportunities.stance.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('opportunities.stance.title')} caption={textIn(one.title, ctx.lang).text} />
        <Form entry={entry}>
          <input type="hidden" name="venture" value={venture} />
          <div class="button-group">
            <Button name="stance" value="interested">
              {t('opportunities.stance.interested')}
            </Button>
            <Button kind="secondary" name="stance" value="not-for-me">
              {t('opportunities.stance.not-for-me')}
            </Button>
          </div>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('opportunities.mine.title'), href: '/me/opportunities' }] },
    );
  },
  submit: async (ctx, { params }, { venture: id, stance }) => {
    const venture = (await myVentures(ctx)).find((one) => one.id === id);
    if (!venture || !(await getOpportunity(ctx.trx, params.id))) throw refuseHttp('not-found');
    await answerOpportunity(ctx.trx, accountOf(ctx), params.id, venture, stance, ctx.now);
    return redirect('/me/opportunities', stance ? `opportunities.notice.${stance}` : 'opportunities.notice.undone');
  },
});

/** The venture whose answers a page keeps: a founder's own, or one in custody of the officer's desk. */
async function ventureIn(ctx: Context, place: 'me' | 'desk', id: VentureId): Promise<Venture> {
  const venture = await getVenture(ctx.trx, id);
  const open = venture && (place === 'me' ? (await foundedVentures(ctx.trx)).includes(id) : desksOf(ctx).includes(venture.officeId));
  if (!open) throw refuseHttp('not-found');
  return venture;
}

const desksOf = (ctx: Context): string[] =>
  ctx.actor.assurance < 2
    ? []
    : ctx.roles.flatMap(({ role, scopeId }) => ((role === 'counsellor' || role === 'office-manager') && scopeId ? [scopeId] : []));

const kept = Object.fromEntries([...keptFields, 'investmentCurrency' as const].map((name) => [name, questionBody[name]])) as Pick<
  typeof questionBody,
  (typeof keptFields)[number] | 'investmentCurrency'
>; // the same names

/** What Ponte does not know of a venture and conditions often ask: answered once, kept until it is taken away. */
const answersRoute = (place: 'me' | 'desk') =>
  formRoute({
    path: `/${place}/ventures/:id/answers`,
    who: place === 'me' ? signedIn : desk,
    params: z.object({ id: idOf<'ventures.ventures'>() }),
    body: z.object(kept),
    view: async (ctx, { params }, entry) => {
      const { t } = ctx;
      const venture = await ventureIn(ctx, place, params.id);
      const facts = await answersOf(ctx.trx, venture.id);
      const back = place === 'me' ? '/me/opportunities' : `/desk/ventures/${venture.id}/opportunities`;
      return page(
        t('opportunities.answers.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('opportunities.answers.title')} caption={venture.title} lead={t('opportunities.answers.lead')} />
          <Form entry={entry} draft={`opportunity-answers-${venture.id}`} draftRemote>
            {keptFields.map((field) => (
              <Question key={field} ctx={ctx} field={field} facts={facts} />
            ))}
            <Inset>{t('opportunities.answers.forget')}</Inset>
            <Button>{t('opportunities.answers.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: [{ label: t('opportunities.mine.title'), href: back }] },
      );
    },
    submit: async (ctx, { params }, body) => {
      const venture = await ventureIn(ctx, place, params.id);
      const answered = { sector: null, stage: null, readiness: null, place: null, ...body } as Answered;
      const answers = factsIn(ctx, answered, []) as KeptAnswers; // the other questions were not asked
      await keepAnswers(ctx.trx, accountOf(ctx), venture, answers, { today: todayOf(ctx), now: ctx.now });
      const back = place === 'me' ? '/me/opportunities' : `/desk/ventures/${venture.id}/opportunities`;
      return redirect(back, 'opportunities.notice.answers');
    },
  });

/** What fits a venture in custody, for the counsellor. */
const ventureRoute = pageRoute({
  path: '/desk/ventures/:id/opportunities',
  who: desk,
  params: z.object({ id: idOf<'ventures.ventures'>() }),
  view: async (ctx, { params }) => {
    const { t } = ctx;
    const venture = await ventureIn(ctx, 'desk', params.id);
    return page(
      t('opportunities.venture.title'),
      <>
        <PageHeading
          title={t('opportunities.venture.title')}
          caption={venture.title}
          lead={t('opportunities.venture.lead')}
          actions={
            <ButtonLink kind="secondary" href={`/desk/ventures/${venture.id}/answers`}>
              {t('opportunities.answers.title')}
            </ButtonLink>
          }
        />
        <MatchList ctx={ctx} data={await readMatches(ctx, venture, MOST_SHOWN)} place="desk" />
      </>,
      { width: 'wide', breadcrumbs: [{ label: venture.title, href: `/desk/ventures/${venture.id}` }] },
    );
  },
});

export const mineRoutes: readonly Route[] = [myOpportunitiesRoute, answerRoute, answersRoute('me'), answersRoute('desk'), ventureRoute];
