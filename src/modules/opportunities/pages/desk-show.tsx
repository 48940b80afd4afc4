import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Inset,
  Link,
  Notice,
  PageHeading,
  Section,
  Table,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, scopesOf, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { accountNames } from '#kernel/identity';
import { venturesFor, type VentureMatch } from '../match.ts';
import { conditionFields } from '../condition.ts';
import { actions, actionsOf, isShown, type Action, type Opportunity, type OpportunityId } from '../opportunity.ts';
import { isWriter, keptOpportunity, opportunityHistory, type OpportunityEvent } from '../read-opportunities.ts';
import { responsesOf, type Response } from '../respond.ts';
import { actOnOpportunity } from '../write-opportunity.ts';
import { conditionText, fieldName } from './condition-text.ts';
import { endsSoon, keepers } from './desk-list.tsx';
import { readNames, StateTag, titleOf, todayOf, Words, type Names } from './facts.tsx';
import { ResponseTags } from './matches.tsx';
import { OpportunityBody } from './public.tsx';
import { Reasons } from './reasons.tsx';

// uses messages: opportunities.action.*
// uses messages: opportunities.event.*

const MOST_VENTURES = 50;
const params = z.object({ id: idOf<'opportunities.opportunities'>() });
const crumbs = (ctx: Context) => [{ label: ctx.t('opportunities.desk.title'), href: '/desk/opportunities' }];

async function kept(ctx: Context, id: OpportunityId): Promise<Opportunity> {
  const one = await keptOpportunity(ctx.trx, id);
  if (!one) throw refuseHttp('not-found');
  return one;
}

/** An opportunity for its keepers: what it says, what can be done, which ventures it fits, its history. */
export const deskRoute = pageRoute({
  path: '/desk/opportunities/:id',
  who: keepers,
  params,
  view: async (ctx, input) => {
    const { t } = ctx;
    const one = await kept(ctx, input.params.id);
    const names = await readNames(ctx, [one]);
    const today = todayOf(ctx);
    const shown = isShown(one, today);
    const atDesk = scopesOf(ctx, 'counsellor', 'office-manager').length > 0;
    const writer = await isWriter(ctx.trx, accountOf(ctx), one);
    return page(
      titleOf(ctx, one),
      <>
        <PageHeading
          title={<Words ctx={ctx} value={one.title} />}
          caption={<StateTag ctx={ctx} state={one.state} />}
          actions={
            <>
              {actionsOf[one.state].map((action) =>
                action === 'publish' && writer ? null : (
                  <ButtonLink
                    key={action}
                    kind={action === 'withdraw' ? 'quiet' : 'primary'}
                    href={`/desk/opportunities/${one.id}/act?action=${action}`}
                  >
                    {t(`opportunities.action.${action}`)}
                  </ButtonLink>
                ),
              )}
              <ButtonLink kind="secondary" href={`/desk/opportunities/${one.id}/edit`}>
                {t('opportunities.form.edit')}
              </ButtonLink>
              {shown && (
                <ButtonLink kind="quiet" href={`/opportunities/${one.id}`}>
                  {t('opportunities.desk.public')}
                </ButtonLink>
              )}
            </>
          }
        />
        {endsSoon(ctx, one) && (
          <Notice tone="warning" title={t('opportunities.desk.soon-title', { day: ctx.format.date(one.lastDay, 'short') })}>
            <p>{t('opportunities.desk.soon-text')}</p>
          </Notice>
        )}
        {writer && one.state !== 'published' && <Inset>{t('opportunities.desk.second-pair')}</Inset>}
        <OpportunityBody ctx={ctx} one={one} names={names} />
        <Conditions ctx={ctx} one={one} names={names} />
        {shown && atDesk && <Fitting ctx={ctx} one={one} names={names} data={await readFitting(ctx, one, today)} />}
        <History ctx={ctx} data={await readHistory(ctx, one.id)} />
      </>,
      { width: 'wide', breadcrumbs: crumbs(ctx) },
    );
  },
});

function Conditions({ ctx, one, names }: { ctx: Context; one: Opportunity; names: Names }) {
  const { t } = ctx;
  const used = new Set(one.conditions.map(({ field }) => field));
  return (
    <Section title={t('opportunities.desk.conditions')}>
      <p>{t('opportunities.desk.conditions-lead')}</p>
      {one.conditions.length > 0 && (
        <ul>
          {one.conditions.map((condition) => (
            <li key={condition.field}>
              <bdi>{conditionText(ctx, condition, names)}</bdi>{' '}
              <Link href={`/desk/opportunities/${one.id}/conditions/${condition.field}`}>{t('opportunities.desk.change')}</Link>
            </li>
          ))}
        </ul>
      )}
      <p>{t('opportunities.desk.add-condition')}</p>
      <ul>
        {conditionFields
          .filter((field) => !used.has(field))
          .map((field) => (
            <li key={field}>
              <Link href={`/desk/opportunities/${one.id}/conditions/${field}`}>{fieldName(ctx, field)}</Link>
            </li>
          ))}
      </ul>
    </Section>
  );
}

interface FittingData {
  matches: VentureMatch[];
  responses: ReadonlyMap<string, Response>;
}

async function readFitting(ctx: Context, one: Opportunity, today: string): Promise<FittingData> {
  const responses = await responsesOf(ctx.trx, { opportunityId: one.id });
  return {
    matches: await venturesFor(ctx.trx, one, today, MOST_VENTURES),
    responses: new Map(responses.map((response) => [response.ventureId, response])),
  };
}

function Fitting({ ctx, one, names, data }: { ctx: Context; one: Opportunity; names: Names; data: FittingData }) {
  const { t } = ctx;
  const { matches, responses } = data;
  return (
    <Section title={t('opportunities.desk.ventures')}>
      <p>{t('opportunities.desk.ventures-lead')}</p>
      <Table<VentureMatch>
        caption={t('opportunities.desk.ventures')}
        hideCaption
        rows={matches}
        rowKey={(match) => match.ventureId}
        empty={<EmptyState title={t('opportunities.desk.no-venture')} />}
        columns={[
          {
            key: 'venture',
            header: t('opportunities.field.venture'),
            cell: (match) => (
              <Link href={`/desk/ventures/${match.ventureId}`}>
                <Bdi>{match.title}</Bdi>
              </Link>
            ),
          },
          {
            key: 'why',
            header: t('opportunities.field.why'),
            cell: (match) => <Reasons ctx={ctx} reasons={match.score.reasons} names={names} />,
          },
          {
            key: 'said',
            header: t('opportunities.field.response'),
            cell: (match) => <ResponseTags ctx={ctx} response={responses.get(match.ventureId)} />,
          },
          {
            key: 'do',
            header: t('opportunities.field.do'),
            cell: (match) => (
              <Link href={`/desk/opportunities/${one.id}/ventures/${match.ventureId}`}>{t('opportunities.propose.title')}</Link>
            ),
          },
        ]}
      />
    </Section>
  );
}

interface HistoryData {
  events: OpportunityEvent[];
  names: ReadonlyMap<string, string>;
}

async function readHistory(ctx: Context, id: OpportunityId): Promise<HistoryData> {
  const events = await opportunityHistory(ctx.trx, id);
  const accounts = events.flatMap(({ by }) => by ?? []);
  return { events, names: await accountNames(ctx.trx, accounts) };
}

function History({ ctx, data: { events, names } }: { ctx: Context; data: HistoryData }) {
  const { t } = ctx;
  return (
    <Section title={t('opportunities.desk.history')}>
      <Table<OpportunityEvent>
        caption={t('opportunities.desk.history')}
        hideCaption
        rows={events}
        rowKey={(event) => String(event.id)}
        columns={[
          { key: 'at', header: t('opportunities.field.when'), cell: (event) => ctx.format.instant(event.at, 'short') },
          { key: 'what', header: t('opportunities.field.what'), cell: (event) => t(`opportunities.event.${event.kind}`) },
          {
            key: 'who',
            header: t('opportunities.field.who'),
            cell: (event) => (event.by ? <bdi>{names.get(event.by) ?? '–'}</bdi> : 'Ponte'),
          },
        ]}
      />
    </Section>
  );
}

/** Publishes, renews or withdraws, after a look at what that means. */
export const actRoute = formRoute({
  path: '/desk/opportunities/:id/act',
  who: keepers,
  params,
  query: z.object({ action: fields.maybe(fields.choice(actions)) }),
  body: z.object({ action: fields.choice(actions), validUntil: fields.optionalDay() }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const one = await kept(ctx, input.params.id);
    const asked = actions.find((action) => action === entry.value('action')) ?? input.query.action;
    const possible: readonly Action[] = actionsOf[one.state];
    const action = asked && possible.includes(asked) ? asked : possible[0];
    if (!action) throw refuseHttp('not-found');
    return page(
      t(`opportunities.action.${action}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t(`opportunities.action.${action}`)}
          caption={titleOf(ctx, one)}
          lead={t(`opportunities.action.${action}-lead`)}
        />
        <Form entry={entry}>
          <input type="hidden" name="action" value={action} />
          {action === 'renew' && (
            <DateField
              name="validUntil"
              label={t('opportunities.field.valid-until')}
              hint={t('opportunities.form.valid-until-hint')}
              value={one.validUntil ?? ''}
              optional
            />
          )}
          <Button>{t(`opportunities.action.${action}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: [...crumbs(ctx), { label: titleOf(ctx, one), href: `/desk/opportunities/${one.id}` }] },
    );
  },
  submit: async (ctx, input, { action, validUntil }) => {
    const end = action === 'renew' ? { validUntil } : {};
    await actOnOpportunity(ctx.trx, input.params.id, action, { ...end, today: todayOf(ctx), now: ctx.now });
    return redirect(`/desk/opportunities/${input.params.id}`, `opportunities.notice.${action}`);
  },
});
