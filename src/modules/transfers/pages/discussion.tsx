import { z } from 'zod';
import { ButtonGroup, ButtonLink, EmptyState, Inset, Link, PageHeading, Pagination, Section } from '#kernel/html';
import { everyone, fields, page, pageRoute, type Context } from '#kernel/http';
import { directionOf } from '#kernel/i18n';
import type { Practice } from '#modules/practices';
import type { Contribution, Thread } from '../contribution.ts';
import { readDiscussion } from '../discussion.ts';
import { ofPractice, practiceAt, practiceCrumbs, titleOf } from './reach.ts';
import { voiceNames, voices } from './voices.ts';

const ON_SHEET = 3;
const PAGE = 15;

type Named = Awaited<ReturnType<typeof voiceNames>>;

/** What one contribution says, in whose name and when, without anything to do. */
export function Said({ ctx, one, named }: { ctx: Context; one: Contribution; named: Named }) {
  const { t, format } = ctx;
  return (
    <>
      {one.standing === 'taken-back' && <p>{t('transfers.talk.taken-back')}</p>}
      {one.standing === 'hidden' && <p>{t('transfers.talk.taken-away')}</p>}
      {one.words !== null && (
        <p class="pre-line" {...(one.language ? { lang: one.language, dir: directionOf(one.language) } : {})}>
          {one.words}
        </p>
      )}
      {one.hiddenReason && <p dir="auto">{t('transfers.talk.reason', { reason: one.hiddenReason })}</p>}
      <p class="source">
        {t('transfers.talk.by', { who: named(one), on: format.date(one.writtenAt.toISOString().slice(0, 10), 'short') })}
      </p>
    </>
  );
}

/** A contribution with what the actor may do with it. */
export function ContributionShown({ ctx, one, named, replyAt }: { ctx: Context; one: Contribution; named: Named; replyAt?: string }) {
  const { t } = ctx;
  const label = (deed: string) => `${deed}: ${(one.words ?? '').slice(0, 60)}`;
  const at = `/practices/contributions/${one.id}`;
  const deeds = [
    ...(replyAt && one.standing === 'shown' ? [{ href: replyAt, deed: t('transfers.talk.reply') }] : []),
    ...(one.mine ? [{ href: `${at}/take-back`, deed: t('transfers.talk.take-back') }] : []),
    ...(one.toHide && one.standing !== 'taken-back'
      ? [{ href: `${at}/hide`, deed: t(one.standing === 'hidden' ? 'transfers.hide.show' : 'transfers.talk.take-away') }]
      : []),
  ];
  return (
    <>
      <Said ctx={ctx} one={one} named={named} />
      {deeds.length > 0 && (
        <ButtonGroup>
          {deeds.map(({ href, deed }) => (
            <Link key={href} href={href} label={label(deed)}>
              {deed}
            </Link>
          ))}
        </ButtonGroup>
      )}
    </>
  );
}

/** Replies under what they reply to. */
export function Replies({ ctx, all, named }: { ctx: Context; all: readonly Contribution[]; named: Named }) {
  return (
    <>
      {all.map((one) => (
        <Inset key={one.id}>
          <ContributionShown ctx={ctx} one={one} named={named} />
        </Inset>
      ))}
    </>
  );
}

async function Threads(ctx: Context, practice: Practice, threads: readonly Thread[]) {
  const named = await voiceNames(
    ctx,
    threads.flatMap((thread) => [thread, ...thread.replies]),
  );
  const writes = voices(ctx).length > 0;
  return (
    <>
      {threads.length === 0 && <EmptyState title={ctx.t('transfers.talk.none')} />}
      {threads.map((thread) => (
        <div key={thread.id}>
          <ContributionShown
            ctx={ctx}
            one={thread}
            named={named}
            {...(writes ? { replyAt: `/practices/${practice.code}/discussion/new?to=${thread.id}` } : {})}
          />
          <Replies ctx={ctx} all={thread.replies} named={named} />
        </div>
      ))}
    </>
  );
}

function Begin({ ctx, practice }: { ctx: Context; practice: Practice }) {
  return voices(ctx).length > 0 ? (
    <ButtonLink kind="secondary" href={`/practices/${practice.code}/discussion/new`}>
      {ctx.t('transfers.talk.new')}
    </ButtonLink>
  ) : (
    <p>{ctx.t('transfers.talk.who')}</p>
  );
}

/** What was discussed last, on the page of the practice. */
export async function DiscussionPanel(ctx: Context, practice: Practice) {
  const { threads, total } = await readDiscussion(ctx.trx, practice.id, { page: 1, pageSize: ON_SHEET });
  return (
    <Section title={ctx.t('transfers.talk.title')} id="discussion">
      {await Threads(ctx, practice, threads)}
      <Begin ctx={ctx} practice={practice} />
      {total > 0 && (
        <p>
          <Link href={`/practices/${practice.code}/discussion`}>{ctx.t('transfers.talk.all', { count: total })}</Link>
        </p>
      )}
    </Section>
  );
}

/** The whole discussion of a practice, what was begun last on top. */
export const discussionRoute = pageRoute({
  path: '/practices/:id/discussion',
  who: everyone,
  params: ofPractice,
  query: z.object({ page: fields.pageNumber() }),
  view: async (ctx, { params, query }) => {
    const { t } = ctx;
    const practice = await practiceAt(ctx, params.id);
    const { threads, total } = await readDiscussion(ctx.trx, practice.id, { page: query.page, pageSize: PAGE });
    return page(
      t('transfers.talk.title'),
      <>
        <PageHeading title={t('transfers.talk.title')} caption={titleOf(ctx, practice)} lead={t('transfers.talk.lead')} />
        <Begin ctx={ctx} practice={practice} />
        {await Threads(ctx, practice, threads)}
        <Pagination page={query.page} pages={Math.ceil(total / PAGE)} />
      </>,
      { breadcrumbs: practiceCrumbs(ctx, practice) },
    );
  },
});
