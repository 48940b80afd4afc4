import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  CheckboxField,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  Form,
  Link,
  Notice,
  PageHeading,
  Section,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { mayActOnTwinning, twinningActs, type Twinning, type TwinningAct, type TwinningId } from '../exchange.ts';
import { tellOffice } from '../tell-office.ts';
import { actOnTwinning, getTwinning } from '../twinnings.ts';
import { listVisits } from '../visits.ts';
import { TwinningMarks, VisitMarks, Written } from './marks.tsx';
import { base, crumbs, namesOf, postOf, sidesOf, speaksFor, staff } from './reach.ts';

const params = z.object({ id: idOf<'exchanges.twinnings'>() });
const at = (id: TwinningId, rest = '') => `${base}/twinnings/${id}${rest}`;

/** Acts that nobody takes back. */
const isFinal = (act: TwinningAct) => act === 'decline' || act === 'withdraw' || act === 'end';

async function twinningIn(ctx: Context, id: TwinningId): Promise<Twinning> {
  const twinning = await getTwinning(ctx.trx, id);
  if (!twinning) throw refuseHttp('not-found');
  return twinning;
}

/** A twinning for the two offices: what for, where it stands, and the visits under it. */
export const twinningRoute = pageRoute({
  path: '/desk/exchanges/twinnings/:id',
  who: staff,
  params,
  view: async (ctx, { params: { id } }) => {
    const { t, format } = ctx;
    const twinning = await twinningIn(ctx, id);
    const { officeId, partnerId } = twinning;
    const names = await namesOf(ctx, [officeId, partnerId]);
    const title = `${names.get(officeId) ?? ''} – ${names.get(partnerId) ?? ''}`;
    const sides = sidesOf(ctx, officeId, partnerId);
    const possible = twinningActs.filter((act) => mayActOnTwinning(twinning, sides, act, accountOf(ctx)));
    const visits = await listVisits(ctx.trx, { twinningId: id });
    const shown = (wishes: boolean) => t(wishes ? 'exchanges.twinning.wishes' : 'exchanges.twinning.wishes-not');
    return page(
      title,
      <>
        <PageHeading
          title={<Bdi>{title}</Bdi>}
          caption={t('exchanges.twinning.caption')}
          tags={<TwinningMarks ctx={ctx} twinning={twinning} />}
        />
        <Notice>{t(`exchanges.twinning-next.${twinning.state}`)}</Notice>
        <Written words={twinning.purpose} />
        <DescriptionList
          facts={[
            {
              key: 'days',
              label: t('exchanges.field.days'),
              value: t('exchanges.days', { from: format.date(twinning.fromDay), until: format.date(twinning.untilDay) }),
            },
            {
              key: 'asker',
              label: t('exchanges.twinning.public-of', { office: names.get(officeId) ?? '' }),
              value: shown(twinning.officeShows),
            },
            {
              key: 'partner',
              label: t('exchanges.twinning.public-of', { office: names.get(partnerId) ?? '' }),
              value: shown(twinning.partnerShows),
            },
          ]}
        />
        <ButtonGroup>
          {possible.map((act) => (
            <ButtonLink
              key={act}
              kind={isFinal(act) ? 'quiet' : act === 'agree' ? 'primary' : 'secondary'}
              href={at(id, `/act?act=${act}`)}
            >
              {t(`exchanges.twinning-act.${act}`)}
            </ButtonLink>
          ))}
        </ButtonGroup>
        <Section
          title={t('exchanges.visits.title')}
          actions={
            twinning.state === 'agreed' &&
            speaksFor(ctx).length > 0 && <Link href={`${base}/visits/new?twinning=${id}`}>{t('exchanges.visits.new')}</Link>
          }
        >
          {visits.length === 0 ? (
            <EmptyState title={t('exchanges.visits.none')} />
          ) : (
            <ul>
              {visits.map((visit) => (
                <li key={visit.id}>
                  <Link href={`${base}/visits/${visit.id}`}>
                    {t('exchanges.days', { from: format.date(visit.fromDay), until: format.date(visit.untilDay) })}
                  </Link>{' '}
                  <VisitMarks ctx={ctx} visit={visit} />
                </li>
              ))}
            </ul>
          )}
        </Section>
      </>,
      { breadcrumbs: crumbs(ctx, 'twinnings') },
    );
  },
});

/** One step of a twinning, with what it means, before it is done. */
export const actOnTwinningRoute = formRoute({
  path: '/desk/exchanges/twinnings/:id/act',
  who: staff,
  params,
  query: z.object({ act: fields.maybe(fields.choice(twinningActs)) }),
  body: z.object({ act: fields.choice(twinningActs), shows: fields.tick() }),
  view: async (ctx, { params: { id }, query }, entry) => {
    const { t } = ctx;
    const twinning = await twinningIn(ctx, id);
    const sides = sidesOf(ctx, twinning.officeId, twinning.partnerId);
    if (!sides.asker && !sides.other) throw refuseHttp('not-found');
    const act =
      twinningActs.find((one) => one === entry.value('act')) ??
      query.act ??
      twinningActs.find((one) => mayActOnTwinning(twinning, sides, one, accountOf(ctx)));
    if (!act) throw refuseHttp('not-found');
    return page(
      t(`exchanges.twinning-act.${act}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t(`exchanges.twinning-act.${act}`)} lead={t(`exchanges.twinning-act.${act}-text`)} />
        <Form entry={entry}>
          <input type="hidden" name="act" value={act} />
          {act === 'agree' && <CheckboxField name="shows" label={t('exchanges.field.shows')} hint={t('exchanges.twinnings.shows-hint')} />}
          <Button kind={isFinal(act) ? 'warning' : 'primary'}>{t(`exchanges.twinning-act.${act}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, 'twinnings', { label: t('exchanges.twinning.caption'), href: at(id) }) },
    );
  },
  submit: async (ctx, { params: { id } }, { act, shows }) => {
    const { officeId, partnerId } = await twinningIn(ctx, id);
    const sides = sidesOf(ctx, officeId, partnerId);
    await actOnTwinning(ctx.trx, accountOf(ctx), id, { act, shows, sides }, ctx.now);
    if (act === 'agree' || act === 'decline') await tellOffice(ctx.trx, postOf(ctx), officeId, 'twinning-answer', at(id));
    return redirect(at(id), `exchanges.notice.twinning-${act}`);
  },
});
