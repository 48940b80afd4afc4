import { z } from 'zod';
import { Button, CheckboxField, ErrorSummary, Form, Notice, PageHeading, Section } from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { isLanguage, translator, textIn } from '#kernel/i18n';
import { getPerson } from '#modules/people';
import { getVenture, type Venture, type VentureId } from '#modules/ventures';
import { judgeAll } from '../judge.ts';
import { readWanting } from '../match.ts';
import type { Opportunity, OpportunityId } from '../opportunity.ts';
import { publishedOpportunity } from '../read-opportunities.ts';
import { refuse } from '../refusals.ts';
import { planOpportunity, responsesOf } from '../respond.ts';
import { score } from '../score.ts';
import { tellFounder } from '../tell-founder.ts';
import { Verdicts } from './check.tsx';
import { readNames, titleOf, todayOf } from './facts.tsx';
import { ResponseTags } from './matches.tsx';
import { Reasons } from './reasons.tsx';

const params = z.object({ id: idOf<'opportunities.opportunities'>(), venture: idOf<'ventures.ventures'>() });

async function both(ctx: Context, of: { id: OpportunityId; venture: VentureId }): Promise<{ one: Opportunity; venture: Venture }> {
  const one = await publishedOpportunity(ctx.trx, of.id);
  const venture = await getVenture(ctx.trx, of.venture);
  const atDesk = venture && scopesOf(ctx, 'counsellor', 'office-manager').includes(venture.officeId);
  if (!one || !atDesk) throw refuseHttp('not-found');
  return { one, venture };
}

/** The desk looks why an opportunity fits a venture, puts it into the plan and tells the founder. */
export const proposeRoute = formRoute({
  path: '/desk/opportunities/:id/ventures/:venture',
  who: desk,
  params,
  body: z.object({ plan: fields.tick(), tell: fields.tick() }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { one, venture } = await both(ctx, input.params);
    const { wanting } = await readWanting(ctx.trx, venture);
    const names = await readNames(ctx, [one]);
    const found = score(wanting, one, todayOf(ctx));
    const response = (await responsesOf(ctx.trx, { opportunityId: one.id })).find(({ ventureId }) => ventureId === venture.id);
    const { verdicts } = judgeAll(one.conditions, wanting.facts, todayOf(ctx));
    return page(
      t('opportunities.propose.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={titleOf(ctx, one)} caption={venture.title} lead={t('opportunities.propose.lead')} />
        <ResponseTags ctx={ctx} response={response} />
        {found ? (
          <Reasons ctx={ctx} reasons={found.reasons} names={names} />
        ) : (
          <Notice tone="warning">
            <p>{t('opportunities.propose.no-fit')}</p>
          </Notice>
        )}
        {verdicts.length > 0 && (
          <Section title={t('opportunities.page.conditions')}>
            <Verdicts ctx={ctx} verdicts={verdicts} facts={wanting.facts} names={names} />
            <p>{t('opportunities.check.authority')}</p>
          </Section>
        )}
        <Form entry={entry}>
          {!response?.plannedAt && (
            <CheckboxField name="plan" label={t('opportunities.propose.plan')} hint={t('opportunities.propose.plan-hint')} />
          )}
          {!response?.toldAt && (
            <CheckboxField name="tell" label={t('opportunities.propose.tell')} hint={t('opportunities.propose.tell-hint')} />
          )}
          {(!response?.plannedAt || !response.toldAt) && <Button>{t('opportunities.propose.button')}</Button>}
        </Form>
      </>,
      {
        breadcrumbs: [
          { label: t('opportunities.venture.title'), href: `/desk/ventures/${venture.id}/opportunities` },
          { label: titleOf(ctx, one), href: `/opportunities/${one.id}` },
        ],
      },
    );
  },
  submit: async (ctx, input, { plan, tell }) => {
    const { one, venture } = await both(ctx, input.params);
    if (!plan && !tell) throw refuse('nothing-chosen', { field: 'plan' });
    if (plan) {
      const words = await wordsFor(ctx, one, venture);
      await planOpportunity(ctx.trx, accountOf(ctx), one, venture, words, { now: ctx.now, today: todayOf(ctx) });
    }
    if (tell) {
      const { keyring, catalogue, publicUrl } = ctx.network;
      await tellFounder(ctx.trx, accountOf(ctx), one, venture, { keyring, catalogue, publicUrl, now: ctx.now });
    }
    return redirect(`/desk/ventures/${venture.id}/opportunities`, tell ? 'opportunities.notice.told' : 'opportunities.notice.planned');
  },
});

/** The step's words in the language of the person, who reads the plan. */
async function wordsFor(ctx: Context, one: Opportunity, venture: Venture): Promise<{ title: string; detail: string }> {
  const person = await getPerson(ctx.trx, venture.leadPersonId);
  const language = person && isLanguage(person.language) ? person.language : ctx.lang;
  const t = translator(ctx.network.catalogue, language);
  const title = textIn(one.title, language).text;
  return {
    title: t('opportunities.step.title', { title }).slice(0, 200),
    detail: t('opportunities.step.detail', { link: `${ctx.network.publicUrl}/${language}/opportunities/${one.id}` }),
  };
}
