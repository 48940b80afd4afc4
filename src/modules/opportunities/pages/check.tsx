import { z } from 'zod';
import { Button, ErrorSummary, Form, Inset, Link, Notice, PageHeading, Section, Tag } from '#kernel/html';
import { everyone, fields, formRoute, page, refuseHttp, type Context, type FormEntry, type Page } from '#kernel/http';
import { idOf } from '#kernel/db';
import { foundedVentures, venturesById, type Venture, type VentureId } from '#modules/ventures';
import { factsOf, placesNear } from '../answers.ts';

import { fieldsAsked, judgeAll, type Facts, type Tally, type Verdict } from '../judge.ts';
import type { Opportunity, OpportunityId } from '../opportunity.ts';
import { publishedOpportunity } from '../read-opportunities.ts';
import { refuse } from '../refusals.ts';
import { conditionText, factText } from './condition-text.ts';
import { readNames, titleOf, todayOf, type Names } from './facts.tsx';
import { factsIn, Question, questionBody } from './question-fields.tsx';

/** The venture whose known answers stand in the form: the one that the address names, or the only one of the actor. */
async function ownVenture(ctx: Context, asked: VentureId | null): Promise<Venture | null> {
  if (!ctx.actor.accountId) return null;
  const own = await foundedVentures(ctx.trx);
  const id = asked && own.includes(asked) ? asked : own.length === 1 ? own[0] : undefined;
  return (id && (await venturesById(ctx.trx, [id])).get(id)) ?? null;
}

async function published(ctx: Context, id: OpportunityId): Promise<Opportunity> {
  const one = await publishedOpportunity(ctx.trx, id);
  if (!one || one.conditions.length === 0) throw refuseHttp('not-found');
  return one;
}

/**
 * Checks the conditions of an opportunity with what somebody answers: without an account, and nothing is kept. For a founder
 * who is signed in, what is known stands in the form already.
 */
export const checkRoute = formRoute({
  path: '/opportunities/:id/check',
  who: everyone,
  repeatable: true,
  params: z.object({ id: idOf<'opportunities.opportunities'>() }),
  query: z.object({ venture: fields.maybe(idOf<'ventures.ventures'>()) }),
  body: z.object(questionBody),
  view: async (ctx, { params, query }, entry) => {
    const one = await published(ctx, params.id);
    const venture = await ownVenture(ctx, query.venture);
    const facts = venture ? await factsOf(ctx.trx, venture, await placesNear(ctx.trx, venture)) : {};
    return checkPage(ctx, { one, venture, facts, entry, names: await readNames(ctx, [one]) });
  },
  submit: async (ctx, { params, query }, answered) => {
    const one = await published(ctx, params.id);
    const venture = await ownVenture(ctx, query.venture);
    const facts = factsIn(ctx, answered, one.conditions);
    if (Object.keys(facts).length === 0) throw refuse('nothing-answered', { field: one.conditions[0]?.field ?? '' });
    const names = await readNames(ctx, [one]);
    return checkPage(ctx, { one, venture, facts, names, result: judgeAll(one.conditions, facts, todayOf(ctx)) });
  },
});

interface Checking {
  one: Opportunity;
  venture: Venture | null;
  facts: Facts;
  names: Names;
  entry?: FormEntry;
  result?: { verdicts: Verdict[]; tally: Tally };
}

function checkPage(ctx: Context, { one, venture, facts, names, entry, result }: Checking): Page {
  const { t } = ctx;
  return page(
    t('opportunities.check.title'),
    <>
      {entry && <ErrorSummary errors={entry.errors} />}
      <PageHeading title={t('opportunities.check.title')} caption={titleOf(ctx, one)} lead={t('opportunities.check.lead')} />
      {result && <Result ctx={ctx} {...result} facts={facts} names={names} />}
      <Section title={t(result ? 'opportunities.check.again' : 'opportunities.check.questions')}>
        {venture && <Inset>{t('opportunities.check.known', { venture: venture.title })}</Inset>}
        <Form {...(entry ? { entry } : {})}>
          {fieldsAsked(one.conditions).map((field, index) => (
            <Question key={field} ctx={ctx} field={field} facts={facts} condition={one.conditions[index]} names={names} />
          ))}
          <Button>{t('opportunities.check.button')}</Button>
        </Form>
      </Section>
      {venture && (
        <p>
          <Link href={`/me/ventures/${venture.id}/answers`}>{t('opportunities.answers.title')}</Link>
        </p>
      )}
    </>,
    {
      breadcrumbs: [
        { label: t('opportunities.list.title'), href: '/opportunities' },
        { label: titleOf(ctx, one), href: `/opportunities/${one.id}` },
      ],
    },
  );
}

function Result({ ctx, verdicts, tally, facts, names }: { ctx: Context; verdicts: Verdict[]; tally: Tally; facts: Facts; names: Names }) {
  const { t } = ctx;
  const { met, total, notMet, notKnown } = tally;
  return (
    <Section title={t('opportunities.check.result')}>
      <Notice
        tone={notMet > 0 ? 'warning' : notKnown > 0 ? 'info' : 'success'}
        title={t('opportunities.check.tally', { met, total })}
        announce
      >
        <p>{t('opportunities.check.authority')}</p>
      </Notice>
      <Verdicts ctx={ctx} verdicts={verdicts} facts={facts} names={names} />
    </Section>
  );
}

// uses messages: opportunities.finding.*
// uses messages: opportunities.why.*
/** Each condition with what was found, why, and what was said. */
export function Verdicts({ ctx, verdicts, facts, names }: { ctx: Context; verdicts: readonly Verdict[]; facts: Facts; names: Names }) {
  const { t } = ctx;
  const tone = { met: 'success', 'not-met': 'danger', 'not-known': 'neutral' } as const;
  return (
    <ul class="plain-list">
      {verdicts.map(({ condition, finding, why }) => {
        const said = factText(ctx, condition.field, facts);
        return (
          <li key={condition.field}>
            <p>
              <Tag tone={tone[finding]}>{t(`opportunities.finding.${finding}`)}</Tag> <bdi>{conditionText(ctx, condition, names)}</bdi>
            </p>
            {said && <p class="hint">{t('opportunities.check.said', { said })}</p>}
            {finding === 'not-known' && <p class="hint">{t(why ? `opportunities.why.${why}` : 'opportunities.why.unanswered')}</p>}
          </li>
        );
      })}
    </ul>
  );
}
