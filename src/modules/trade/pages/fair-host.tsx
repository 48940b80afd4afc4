import { Bdi, ButtonLink, EmptyState, PageHeading, PostButton, Section, Table } from '#kernel/html';
import { desk, page, pageRoute, type Context, type Route } from '#kernel/http';
import { fairActions, fairAfter, type Fair, type Participant } from '../fair.ts';
import { fairsHeldBy, participantsOf, wishesOf } from '../read-fairs.ts';
import { actRoute, decideRoute } from './fair-acts.tsx';
import { editRoute, newRoute } from './fair-form.tsx';
import { DeskGuests } from './fair-guest-list.tsx';
import { GuestTag } from './fair-guest.tsx';
import { FairFacts, FairTable, FairTag, fairTitle, mayPlan, participantName } from './fair-parts.tsx';
import { fairCrumbs, fairParams, hostedFair } from './hosted-fair.ts';
import { readCorridors } from './offer-facts.tsx';
import { desksOf } from './reach.ts';

/** Fairs that the desk's offices hold. */
const listRoute = pageRoute({
  path: '/desk/fairs',
  who: desk,
  view: async (ctx) => {
    const { t } = ctx;
    return page(
      t('trade.fairs.desk-title'),
      <>
        <PageHeading
          title={t('trade.fairs.desk-title')}
          lead={t('trade.fairs.desk-lead')}
          actions={<ButtonLink href="/desk/fairs/new">{t('trade.fair.new')}</ButtonLink>}
        />
        <FairTable ctx={ctx} fairs={await fairsHeldBy(ctx.trx, desksOf(ctx))} base="/desk/fairs" corridors={await readCorridors(ctx)} />
        {await DeskGuests({ ctx })}
      </>,
      { width: 'wide', breadcrumbs: [{ label: t('trade.desk.title'), href: '/desk/trade' }] },
    );
  },
});

/** One fair as its offices see it: who asked to come, what to do next. */
const showRoute = pageRoute({
  path: '/desk/fairs/:id',
  who: desk,
  params: fairParams,
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const fair = await hostedFair(ctx, id);
    const open = fairActions.filter((action) => fairAfter(fair.state, action) !== null);
    return page(
      fairTitle(ctx, fair),
      <>
        <PageHeading
          title={<Bdi>{fairTitle(ctx, fair)}</Bdi>}
          caption={<FairTag ctx={ctx} fair={fair} />}
          lead={t(`trade.fair-state.${fair.state}-text`)}
          actions={
            <ButtonLink kind="secondary" href={`/desk/fairs/${id}/edit`}>
              {t('trade.edit.button')}
            </ButtonLink>
          }
        />
        <div class="button-group">
          {fair.state !== 'draft' && (
            <ButtonLink kind={mayPlan(fair) ? 'primary' : 'secondary'} href={`/desk/fairs/${id}/schedule`}>
              {t('trade.fair.schedule')}
            </ButtonLink>
          )}
          {open.map((action) => (
            <PostButton
              key={action}
              kind={action === 'cancel' ? 'warning' : 'primary'}
              action={`/desk/fairs/${id}/act`}
              fields={{ action }}
            >
              {t(`trade.fair-action.${action}`)}
            </PostButton>
          ))}
        </div>
        {await Registrations({ ctx, fair })}
        <Section title={t('trade.fair.about-it')}>{await FairFacts({ ctx, fair, corridors: await readCorridors(ctx) })}</Section>
      </>,
      { width: 'wide', breadcrumbs: fairCrumbs(ctx) },
    );
  },
});

async function Registrations({ ctx, fair }: { ctx: Context; fair: Fair }) {
  const { t, format } = ctx;
  const people = await participantsOf(ctx.trx, fair.id);
  const wishes = await wishesOf(ctx.trx, { fairId: fair.id });
  const count = (one: Participant) => wishes.filter(({ participantId }) => participantId === one.id).length;
  return (
    <Section title={t('trade.fair.registrations')}>
      <Table<Participant>
        caption={t('trade.fair.registrations')}
        hideCaption
        rows={people}
        rowKey={(one) => one.id}
        empty={<EmptyState title={t('trade.fair.nobody-yet')} />}
        columns={[
          { key: 'who', header: t('trade.fair.who'), cell: (one) => <Bdi>{participantName(one)}</Bdi> },
          {
            key: 'languages',
            header: t('trade.field.languages'),
            cell: (one) => format.list(one.languages.map((code) => format.languageName(code))),
          },
          { key: 'wishes', header: t('trade.fair.wishes'), numeric: true, cell: (one) => format.number(count(one)) },
          { key: 'state', header: t('trade.field.state'), cell: (one) => <GuestTag ctx={ctx} guest={one} /> },
          {
            key: 'decide',
            header: t('trade.fair.decide'),
            cell: (one) =>
              mayPlan(fair) && one.state !== 'withdrawn' ? (
                <div class="button-group">
                  {(['approved', 'declined'] as const)
                    .filter((decision) => decision !== one.state)
                    .map((decision) => (
                      <PostButton
                        key={decision}
                        kind={decision === 'declined' ? 'quiet' : 'secondary'}
                        action={`/desk/fairs/${fair.id}/decide`}
                        fields={{ participant: one.id, decision }}
                        label={`${t(`trade.fair.decide-${decision}`)}: ${participantName(one)}`}
                      >
                        {t(`trade.fair.decide-${decision}`)}
                      </PostButton>
                    ))}
                </div>
              ) : (
                '–'
              ),
          },
        ]}
      />
    </Section>
  );
}

export const fairHostRoutes: readonly Route[] = [listRoute, newRoute, editRoute, showRoute, decideRoute, actRoute];
