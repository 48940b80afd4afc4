import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Bdi, Button, EmptyState, ErrorSummary, Form, Link, PageHeading, SelectField, Section, Table, Tag } from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, signedIn, type Context } from '#kernel/http';
import { beginForBody } from '../begin-sheet.ts';
import { sheetsOfBodies } from '../read-sheets.ts';
import { refuse } from '../refusals.ts';
import { getRound, listRounds, stateOfRound, type Round } from '../rounds.ts';
import { ownBodies } from './bodies.ts';
import { today } from './staff.tsx';
import { plainText } from './words.tsx';

/** Rounds that a body may begin a sheet in by itself today. */
async function openToAll(ctx: Context): Promise<Round[]> {
  return (await listRounds(ctx.trx)).filter((round) => round.selfStart && stateOfRound(round, today(ctx)) === 'open');
}

/** What the bodies of the reader have to fill in, have filled in, and may begin. */
export const mySurveysRoute = pageRoute({
  path: '/surveys',
  who: signedIn,
  view: async (ctx) => {
    const { t } = ctx;
    const bodies = await ownBodies(ctx);
    const names = new Map(bodies.map(({ id, name }) => [id, name]));
    const sheets = await sheetsOfBodies(
      ctx.trx,
      bodies.map(({ id }) => id),
    );
    const rounds = new Map((await listRounds(ctx.trx)).map((round) => [round.id, round]));
    const open = bodies.length > 0 ? await openToAll(ctx) : [];
    return page(
      t('instruments.mine.title'),
      <>
        <PageHeading title={t('instruments.mine.title')} lead={t('instruments.mine.lead')} />
        {sheets.length === 0 ? (
          <EmptyState title={t('instruments.mine.none')}>
            {t(bodies.length > 0 ? 'instruments.mine.none-hint' : 'instruments.mine.no-body')}
          </EmptyState>
        ) : (
          <Table
            caption={t('instruments.mine.title')}
            hideCaption
            rows={sheets}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'round',
                header: t('instruments.round.one'),
                cell: ({ id, roundId }) => <Link href={`/surveys/${id}`}>{rounds.get(roundId)?.title ?? ''}</Link>,
              },
              {
                key: 'body',
                header: t('instruments.round.body'),
                cell: ({ body, label }) => <Bdi>{(body && names.get(body.id)) ?? label}</Bdi>,
              },
              {
                key: 'until',
                header: t('instruments.round.until'),
                cell: ({ roundId }) => {
                  const last = rounds.get(roundId)?.closesOn;
                  return last ? ctx.format.date(last, 'short') : t('instruments.round.no-end');
                },
              },
              {
                key: 'state',
                header: t('instruments.round.state'),
                cell: ({ state }) => <Tag tone={state === 'submitted' ? 'success' : 'info'}>{t(`instruments.sheet-state.${state}`)}</Tag>,
              },
            ]}
          />
        )}
        {open.length > 0 && (
          <Section title={t('instruments.mine.open')}>
            <ul>
              {open.map((round) => (
                <li key={round.id}>
                  <Link href={`/surveys/begin/${round.id}`}>{round.title}</Link> <br />
                  {plainText(ctx, round.content.purpose)}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </>,
      { width: 'wide' },
    );
  },
});

/** Begins a sheet for one of the reader's bodies, in a round that is open to all. */
export const beginRoute = formRoute({
  path: '/surveys/begin/:round',
  who: signedIn,
  params: z.object({ round: idOf<'instruments.rounds'>() }),
  body: z.object({ body: fields.text(40) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const round = await getRound(ctx.trx, params.round);
    const bodies = await ownBodies(ctx);
    if (!round?.selfStart || bodies.length === 0) throw refuseHttp('not-found');
    return page(
      round.title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={round.title} lead={plainText(ctx, round.content.purpose)} />
        <Form entry={entry}>
          <SelectField
            name="body"
            label={t('instruments.begin.body')}
            options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
            value={bodies.length === 1 ? (bodies[0]?.id ?? '') : ''}
            required
          />
          <Button>{t('instruments.begin.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('instruments.mine.title'), href: '/surveys' }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const body = (await ownBodies(ctx)).find(({ id }) => id === form.body);
    if (!body) throw refuse('not-a-body', { field: 'body' });
    const { kind, id, name } = body;
    const sheet = await beginForBody(ctx.trx, accountOf(ctx), params.round, { kind, id }, name);
    return redirect(`/surveys/${sheet}`, 'instruments.notice.begun');
  },
});
