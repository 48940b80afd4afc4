import { holders, refuseHttp, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { officeNames, type OfficeId } from '#modules/offices';
import { practiceNames, type PracticeId, type PracticeName } from '#modules/practices';
import { getReview, standingOf } from '../read-reviews.ts';
import type { Review, ReviewId, Standing } from '../review.ts';
import type { Post } from '../tell-office.ts';

/** Those who review and are reviewed: people of offices, and the network's planners and editors. */
export const reviewers = holders('planner', 'editor', 'office-manager', 'expert');

/** Offices for which the actor answers when they are reviewed. */
export function ownOffices(ctx: Context): OfficeId[] {
  if (ctx.actor.assurance < 2) return [];
  const answering = ['planner', 'editor', 'office-manager'];
  const held = ctx.roles.filter(({ role, scopeKind }) => scopeKind === 'office' && answering.includes(role));
  return [...new Set(held.flatMap(({ scopeId }) => (scopeId ?? []) as OfficeId[]))]; // their scope is an office
}

/** Whether the actor offers reviews for the network. */
export const isOrganiser = (ctx: Context): boolean =>
  ctx.actor.assurance === 2 &&
  ctx.roles.some(({ role, scopeKind }) => scopeKind === 'network' && (role === 'planner' || role === 'editor'));

export interface Opened {
  review: Review;
  who: Standing;
}

/** A review in which the actor has a part, also an invitation; anybody else's is not there. */
export async function reviewIn(ctx: Context, id: ReviewId): Promise<Opened> {
  const review = await getReview(ctx.trx, id);
  const who = await standingOf(ctx.trx, id);
  if (!review || !(who.office || who.team || who.network || who.invited)) throw refuseHttp('not-found');
  return { review, who };
}

/** A review on which the actor works, on either side: what they share is not the network's. */
export async function insideReview(ctx: Context, id: ReviewId): Promise<Opened> {
  const opened = await reviewIn(ctx, id);
  if (!(opened.who.office || opened.who.team)) throw refuseHttp('not-found');
  return opened;
}

/** A review of whose team the actor is. */
export async function teamReview(ctx: Context, id: ReviewId): Promise<Opened> {
  const opened = await reviewIn(ctx, id);
  if (!opened.who.team) throw refuseHttp('not-found');
  return opened;
}

/** A review of the actor's own office. */
export async function officeReview(ctx: Context, id: ReviewId): Promise<Opened> {
  const opened = await reviewIn(ctx, id);
  if (!opened.who.office) throw refuseHttp('not-found');
  return opened;
}

export const reviewAt = (id: ReviewId, rest = '') => `/desk/peer-reviews/${id}${rest}`;

export const postOf = ({ network: { keyring, catalogue, publicUrl } }: Context): Post => ({ keyring, catalogue, publicUrl });

/** Names of what is reviewed and of whom, for lists. */
export interface Names {
  practices: ReadonlyMap<PracticeId, PracticeName>;
  offices: ReadonlyMap<string, string>;
}

export async function namesFor(ctx: Context, reviews: readonly Review[], offices: readonly OfficeId[] = []): Promise<Names> {
  return {
    practices: await practiceNames(
      ctx.trx,
      reviews.flatMap(({ practiceId }) => practiceId ?? []),
    ),
    offices: await officeNames(ctx.trx, [...reviews.map(({ officeId }) => officeId), ...offices], ctx.lang),
  };
}

/** What is reviewed, as plain text in the reader's language where there is one. */
export function subjectText(ctx: Context, { practices }: Names, { practiceId, policy }: Review): string {
  const practice = practiceId ? practices.get(practiceId) : null;
  return practice ? textIn(practice.title, ctx.lang).text : (policy ?? ctx.t('peerreviews.field.practice'));
}

export const officeText = ({ offices }: Names, id: OfficeId): string => offices.get(id) ?? '';

/** Breadcrumbs of the pages below a review. */
export async function crumbs(ctx: Context, review?: Review) {
  const list = { label: ctx.t('peerreviews.desk.title'), href: '/desk/peer-reviews' };
  if (!review) return [list];
  return [list, { label: subjectText(ctx, await namesFor(ctx, [review]), review), href: reviewAt(review.id) }];
}
