import { z } from 'zod';
import { idOf } from '#kernel/db';
import { accountNames } from '#kernel/identity';
import {
  Bdi,
  ButtonGroup,
  ButtonLink,
  DescriptionList,
  EmptyState,
  Link,
  Notice,
  PageHeading,
  Section,
  Table,
  Timeline,
  type Fact,
} from '#kernel/html';
import { accountOf, page, pageRoute, type Context } from '#kernel/http';
import { eventsOf, followUpsOf, type FollowUp, type ReviewEvent } from '../read-reviews.ts';
import { acts, isFinal, isOpen, isShown, mayAct, type Act, type Review } from '../review.ts';
import { invitationsOf, peersOf, type Invitation, type Peer } from '../team.ts';
import { Marks, Written } from './marks.tsx';
import { crumbs, namesFor, officeText, reviewAt, reviewers, reviewIn, subjectText, type Names, type Opened } from './reach.ts';

/** A review for everybody who has a part in it: where it stands, what is next, the team, the history. */
export const overviewRoute = pageRoute({
  path: '/desk/peer-reviews/:id',
  who: reviewers,
  params: z.object({ id: idOf<'peerreviews.reviews'>() }),
  view: async (ctx, { params: { id } }) => {
    const { t } = ctx;
    const opened = await reviewIn(ctx, id);
    const { review, who } = opened;
    const invitations = await invitationsOf(ctx.trx, id);
    const peers = await peersOf(ctx.trx, id);
    const events = await eventsOf(ctx.trx, id);
    const names = await namesFor(
      ctx,
      [review],
      invitations.map(({ officeId }) => officeId),
    );
    const people = await accountNames(ctx.trx, [...peers.map(({ accountId }) => accountId), ...events.map(({ byAccount }) => byAccount)]);
    const subject = subjectText(ctx, names, review);
    const possible = acts.filter((act) => mayAct(review, who, act, accountOf(ctx)));
    return page(
      subject,
      <>
        <PageHeading
          title={<Bdi>{subject}</Bdi>}
          caption={t('peerreviews.page.caption', { office: officeText(names, review.officeId) })}
          tags={<Marks ctx={ctx} review={review} />}
        />
        <Notice tone={review.state === 'agreed' || review.state === 'closed' ? 'success' : 'info'}>
          <p>{t(`peerreviews.next.${review.state}`)}</p>
          {review.endReason && <Written words={review.endReason} />}
        </Notice>
        {who.invited && !who.team && <Notice>{t('peerreviews.page.invited')}</Notice>}
        <Acts review={review} possible={possible} ctx={ctx} />
        {(who.office || who.team) && review.state !== 'proposed' && review.state !== 'declined' && <Parts ctx={ctx} opened={opened} />}
        <DescriptionList facts={factsOf(ctx, review, names)} />
        {(who.office || who.team || who.network) && (
          <>
            <Team ctx={ctx} opened={opened} names={names} people={people} invitations={invitations} peers={peers} />
            <FollowUps ctx={ctx} opened={opened} all={await followUpsOf(ctx.trx, id)} />
            <History ctx={ctx} events={events} people={people} />
          </>
        )}
      </>,
      { breadcrumbs: await crumbs(ctx) },
    );
  },
});

function Acts({ ctx, review, possible }: { ctx: Context; review: Review; possible: readonly Act[] }) {
  const { t } = ctx;
  return (
    <ButtonGroup>
      {possible.map((act) => (
        <ButtonLink
          key={act}
          kind={act === 'end' || act === 'leave' || act === 'pass' || act === 'decline' ? 'quiet' : isFinal(act) ? 'secondary' : 'primary'}
          href={reviewAt(review.id, `/act?act=${act}`)}
        >
          {t(`peerreviews.act.${act}`)}
        </ButtonLink>
      ))}
      {review.publishedAt && (
        <ButtonLink kind="secondary" href={`/peer-reviews/${review.id}`}>
          {t('peerreviews.page.public')}
        </ButtonLink>
      )}
    </ButtonGroup>
  );
}

/** The work of both sides, one page each. */
function Parts({ ctx, opened: { review, who } }: { ctx: Context; opened: Opened }) {
  const { t } = ctx;
  const part = (name: 'form' | 'questions' | 'readings' | 'visit' | 'notes' | 'report') => ({
    id: name,
    label: t(`peerreviews.part.${name}`),
    href: reviewAt(review.id, `/${name}`),
    hint: t(`peerreviews.part.${name}-hint`),
  });
  return (
    <Section title={t('peerreviews.part.title')}>
      <ul>
        {[
          part('form'),
          part('questions'),
          part('readings'),
          part('visit'),
          ...(who.team ? [part('notes')] : []),
          ...(who.team || isShown(review) ? [part('report')] : []),
        ].map(({ id, label, href, hint }) => (
          <li key={id}>
            <Link href={href}>{label}</Link>
            <br />
            <span class="hint">{hint}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function factsOf(ctx: Context, review: Review, names: Names): Fact[] {
  const { t, format } = ctx;
  const practice = review.practiceId ? names.practices.get(review.practiceId) : null;
  return [
    ...(practice
      ? [
          {
            key: 'practice',
            label: t('peerreviews.field.practice'),
            value: <Link href={`/practices/${practice.code}`}>{subjectText(ctx, names, review)}</Link>,
          },
        ]
      : []),
    { key: 'about', label: t('peerreviews.field.about'), value: <Written words={review.about} /> },
    { key: 'language', label: t('peerreviews.field.language'), value: format.languageName(review.language) },
    { key: 'asked', label: t(`peerreviews.side.${review.askedSide}`), value: format.instant(review.askedAt) },
    ...(review.visitFrom && review.visitUntil
      ? [
          {
            key: 'visit',
            label: t('peerreviews.part.visit'),
            value: t('peerreviews.visit.days', { from: format.date(review.visitFrom), until: format.date(review.visitUntil) }),
          },
        ]
      : []),
  ];
}

interface TeamProps {
  ctx: Context;
  opened: Opened;
  names: Names;
  people: ReadonlyMap<string, string>;
  invitations: readonly Invitation[];
  peers: readonly Peer[];
}

function Team({ ctx, opened: { review, who }, names, people, invitations, peers }: TeamProps) {
  const { t } = ctx;
  const here = peers.filter(({ leftAt }) => leftAt === null);
  return (
    <Section
      title={t('peerreviews.team.title')}
      actions={who.network && isOpen(review) && <Link href={reviewAt(review.id, '/invite')}>{t('peerreviews.team.invite')}</Link>}
    >
      <Table<Peer>
        caption={t('peerreviews.team.title')}
        hideCaption
        rows={here}
        rowKey={({ accountId }) => accountId}
        empty={<EmptyState title={t('peerreviews.team.none')} />}
        columns={[
          { key: 'name', header: t('peerreviews.team.peer'), cell: ({ accountId }) => <Bdi>{people.get(accountId) ?? ''}</Bdi> },
          { key: 'office', header: t('peerreviews.team.of'), cell: ({ officeId }) => officeText(names, officeId) },
        ]}
      />
      <ul>
        {invitations
          .filter(({ officeId }) => !here.some((peer) => peer.officeId === officeId))
          .map(({ officeId, declinedAt }) => (
            <li key={officeId}>
              {t(declinedAt ? 'peerreviews.team.declined' : 'peerreviews.team.waiting', { office: officeText(names, officeId) })}
            </li>
          ))}
      </ul>
    </Section>
  );
}

function FollowUps({ ctx, opened: { review, who }, all }: { ctx: Context; opened: Opened; all: readonly FollowUp[] }) {
  const { t, format } = ctx;
  if (all.length === 0) return null;
  return (
    <Section title={t('peerreviews.follow-up.title')}>
      {all.map(({ months, dueOn, done, reply }) => (
        <Section key={months} level={3} title={t('peerreviews.follow-up.after', { months, day: format.date(dueOn) })}>
          {done ? <Written words={done} /> : <p>{t('peerreviews.follow-up.waiting')}</p>}
          {reply && (
            <>
              <h4>{t('peerreviews.follow-up.reply')}</h4>
              <Written words={reply} />
            </>
          )}
          {review.state === 'agreed' && ((who.office && !reply) || (who.team && done)) && (
            <Link href={reviewAt(review.id, `/follow-up/${months}`)}>
              {t(who.team ? 'peerreviews.follow-up.write-reply' : 'peerreviews.follow-up.write', { months })}
            </Link>
          )}
        </Section>
      ))}
    </Section>
  );
}

function History({ ctx, events, people }: { ctx: Context; events: readonly ReviewEvent[]; people: ReadonlyMap<string, string> }) {
  const { t, format } = ctx;
  return (
    <Section title={t('peerreviews.history.title')}>
      <Timeline
        entries={events.map(({ id, kind, words, byAccount, happenedAt }) => ({
          id,
          when: format.instant(happenedAt),
          dateTime: happenedAt.toISOString(),
          title: t(`peerreviews.event.${kind}`),
          who: <Bdi>{people.get(byAccount) ?? ''}</Bdi>,
          body: words ? <Bdi>{words}</Bdi> : undefined,
        }))}
      />
    </Section>
  );
}
