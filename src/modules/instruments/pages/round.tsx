import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  Inset,
  Link,
  PageHeading,
  Stat,
  StatGrid,
  Table,
  Tag,
} from '#kernel/html';
import { formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { sheetsOfRound } from '../read-sheets.ts';
import { closeRound, getRound, stateOfRound, type Round, type RoundId } from '../rounds.ts';
import { namedBodies } from './bodies.ts';
import { makers, RoundTag, staffCrumbs, today } from './staff.tsx';

export const ofRound = z.object({ id: idOf<'instruments.rounds'>() });

export async function roundIn(ctx: Context, id: RoundId): Promise<Round> {
  const round = await getRound(ctx.trx, id);
  if (!round) throw refuseHttp('not-found');
  return round;
}

export const roundCrumbs = (ctx: Context, round: Round) =>
  staffCrumbs(ctx, [{ label: round.title, href: `/instruments/rounds/${round.id}` }]);

/** A round: who was asked, who handed in, and what can be done now. */
export const roundRoute = pageRoute({
  path: '/instruments/rounds/:id',
  who: makers,
  params: ofRound,
  view: async (ctx, { params: { id } }) => {
    const { t, format } = ctx;
    const round = await roundIn(ctx, id);
    const state = stateOfRound(round, today(ctx));
    const sheets = await sheetsOfRound(ctx.trx, id);
    const names = new Map(
      (
        await namedBodies(
          ctx,
          sheets.flatMap(({ body }) => body?.id ?? []),
        )
      ).map(({ id: body, name }) => [body, name]),
    );
    return page(
      round.title,
      <>
        <PageHeading title={round.title} tags={<RoundTag ctx={ctx} state={state} />} />
        <Inset>
          <p>
            <strong>{t('instruments.round.method')}</strong>
          </p>
          <p>
            <Bdi>{round.method}</Bdi>
          </p>
        </Inset>
        <StatGrid label={t('instruments.round.progress')}>
          <Stat label={t('instruments.round.asked')} value={format.number(sheets.length)} />
          <Stat label={t('instruments.round.handed-in')} value={format.number(sheets.filter((one) => one.state === 'submitted').length)} />
        </StatGrid>
        <ButtonGroup>
          {sheets.some((one) => one.state === 'submitted') && (
            <ButtonLink href={`/instruments/rounds/${id}/results`}>{t('instruments.results.title')}</ButtonLink>
          )}
          {state !== 'published' && (
            <ButtonLink kind="secondary" href={`/instruments/rounds/${id}/invite`}>
              {t('instruments.invite.title')}
            </ButtonLink>
          )}
          {state !== 'published' && (
            <ButtonLink kind="secondary" href={`/instruments/rounds/${id}/paper`}>
              {t('instruments.paper.title')}
            </ButtonLink>
          )}
          {state === 'open' && (
            <ButtonLink kind="secondary" href={`/instruments/rounds/${id}/remind`}>
              {t('instruments.remind.title')}
            </ButtonLink>
          )}
          {(state === 'open' || state === 'planned') && (
            <ButtonLink kind="quiet" href={`/instruments/rounds/${id}/close`}>
              {t('instruments.close.title')}
            </ButtonLink>
          )}
        </ButtonGroup>
        <Table
          caption={t('instruments.round.sheets')}
          rows={sheets}
          rowKey={(sheet) => sheet.id}
          empty={<EmptyState title={t('instruments.round.no-sheets')} />}
          columns={[
            {
              key: 'label',
              header: t('instruments.round.body'),
              cell: ({ id: sheet, label, body, state: at, way }) => {
                const name = (body && names.get(body.id)) ?? label;
                if (at === 'submitted') return <Link href={`/instruments/sheets/${sheet}`}>{name}</Link>;
                return way === 'paper' ? <Link href={`/surveys/${sheet}`}>{name}</Link> : <Bdi>{name}</Bdi>;
              },
            },
            { key: 'way', header: t('instruments.round.way'), cell: ({ way }) => t(`instruments.way.${way}`) },
            {
              key: 'state',
              header: t('instruments.round.state'),
              cell: ({ state: at }) => <Tag tone={at === 'submitted' ? 'success' : 'neutral'}>{t(`instruments.sheet-state.${at}`)}</Tag>,
            },
          ]}
        />
      </>,
      { breadcrumbs: staffCrumbs(ctx), width: 'wide' },
    );
  },
});

/** Closes a round before its last day. */
export const closeRoute = formRoute({
  path: '/instruments/rounds/:id/close',
  who: makers,
  params: ofRound,
  body: z.object({}),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const round = await roundIn(ctx, id);
    return page(
      t('instruments.close.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('instruments.close.title')} caption={<Bdi>{round.title}</Bdi>} lead={t('instruments.close.lead')} />
        <Form entry={entry}>
          <Button kind="warning">{t('instruments.close.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: roundCrumbs(ctx, round) },
    );
  },
  submit: async (ctx, { params: { id } }) => {
    await closeRound(ctx.trx, id, ctx.now);
    return redirect(`/instruments/rounds/${id}`, 'instruments.notice.closed');
  },
});
