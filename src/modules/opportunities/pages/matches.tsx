import { ButtonLink, Card, CardGrid, EmptyState, Link, PostButton, Section, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { Venture } from '#modules/ventures';
import { matchesForVenture, readWanting, type Match } from '../match.ts';
import type { Response } from '../respond.ts';
import { responsesOf } from '../respond.ts';
import { amountOf, endText, KindTags, readNames, todayOf, Words, type Names } from './facts.tsx';
import { Reasons } from './reasons.tsx';

/** What fits a venture, and what became of it. */
export interface VentureMatches {
  venture: Venture;
  matches: Match[];
  responses: ReadonlyMap<string, Response>;
  names: Names;
}

/** Ranked opportunities of a venture; those that the founders put aside are apart. */
export async function readMatches(ctx: Context, venture: Venture, most: number): Promise<VentureMatches> {
  const { wanting } = await readWanting(ctx.trx, venture);
  const matches = await matchesForVenture(ctx.trx, wanting, todayOf(ctx), most);
  const responses = await responsesOf(ctx.trx, { ventureIds: [venture.id] });
  return {
    venture,
    matches,
    responses: new Map(responses.map((one) => [one.opportunityId, one])),
    names: await readNames(
      ctx,
      matches.map(({ opportunity }) => opportunity),
    ),
  };
}

export const isAside = ({ responses }: VentureMatches, { opportunity }: Match) => responses.get(opportunity.id)?.stance === 'not-for-me';

interface ListProps {
  ctx: Context;
  data: VentureMatches;
  /** In a founder's own space they answer; at the desk an officer proposes. */
  place: 'me' | 'desk';
}

/** The list of what fits, each with its reasons and what can be done. */
export function MatchList({ ctx, data, place }: ListProps) {
  const { t } = ctx;
  const shown = data.matches.filter((match) => !isAside(data, match));
  const aside = data.matches.filter((match) => isAside(data, match));
  return (
    <>
      {shown.length === 0 ? (
        <EmptyState
          title={t('opportunities.mine.none')}
          action={<ButtonLink href="/opportunities">{t('opportunities.list.title')}</ButtonLink>}
        >
          <p>{t('opportunities.mine.none-hint')}</p>
        </EmptyState>
      ) : (
        <CardGrid>
          {shown.map((match) => (
            <MatchCard key={match.opportunity.id} ctx={ctx} data={data} match={match} place={place} />
          ))}
        </CardGrid>
      )}
      {aside.length > 0 && (
        <Section title={t('opportunities.mine.aside')} level={3}>
          <ul class="plain-list">
            {aside.map(({ opportunity }) => (
              <li key={opportunity.id}>
                <Link href={`/opportunities/${opportunity.id}`}>
                  <Words ctx={ctx} value={opportunity.title} />
                </Link>
                {place === 'me' && <Undo ctx={ctx} id={opportunity.id} venture={data.venture} />}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function MatchCard({ ctx, data, match, place }: ListProps & { match: Match }) {
  const { t } = ctx;
  const { opportunity: one, score } = match;
  const { venture, names } = data;
  const response = data.responses.get(one.id);
  const amount = amountOf(ctx, one);
  return (
    <Card level={3} title={<Words ctx={ctx} value={one.title} />} tags={<KindTags ctx={ctx} one={one} />} footer={endText(ctx, one)}>
      {amount && <p>{amount}</p>}
      <Reasons ctx={ctx} reasons={score.reasons} names={names} />
      <ResponseTags ctx={ctx} response={response} />
      <div class="button-group">
        <Link href={`/opportunities/${one.id}`}>{t('opportunities.mine.open')}</Link>
        {place === 'me' && one.conditions.length > 0 && (
          <Link href={`/opportunities/${one.id}/check?venture=${venture.id}`}>{t('opportunities.check.start')}</Link>
        )}
      </div>
      {place === 'me' && (
        <div class="button-group">
          {response?.stance === 'interested' ? (
            <Undo ctx={ctx} id={one.id} venture={venture} />
          ) : (
            <>
              <PostButton action={`/me/opportunities/${one.id}/answer`} fields={{ venture: venture.id, stance: 'interested' }}>
                {t('opportunities.stance.interested')}
              </PostButton>
              <PostButton kind="quiet" action={`/me/opportunities/${one.id}/answer`} fields={{ venture: venture.id, stance: 'not-for-me' }}>
                {t('opportunities.stance.not-for-me')}
              </PostButton>
            </>
          )}
        </div>
      )}
      {place === 'desk' && !response?.plannedAt && (
        <p>
          <Link href={`/desk/opportunities/${one.id}/ventures/${venture.id}`}>{t('opportunities.propose.title')}</Link>
        </p>
      )}
    </Card>
  );
}

function Undo({ ctx, id, venture }: { ctx: Context; id: string; venture: Venture }) {
  return (
    <PostButton kind="quiet" action={`/me/opportunities/${id}/answer`} fields={{ venture: venture.id, stance: '' }}>
      {ctx.t('opportunities.stance.undo')}
    </PostButton>
  );
}

// uses messages: opportunities.said.*
/** What the founders said and the office did. */
export function ResponseTags({ ctx, response }: { ctx: Context; response: Response | undefined }) {
  const { t } = ctx;
  if (!response) return null;
  return (
    <p class="card-tags">
      {response.stance && (
        <Tag tone={response.stance === 'interested' ? 'success' : 'neutral'}>{t(`opportunities.said.${response.stance}`)}</Tag>
      )}{' '}
      {response.plannedAt && <Tag tone="info">{t('opportunities.said.planned')}</Tag>}{' '}
      {response.toldAt && <Tag>{t('opportunities.said.told')}</Tag>}
    </p>
  );
}
