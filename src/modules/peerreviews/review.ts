import type { Id } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { SheetId } from '#modules/instruments';
import type { OfficeId } from '#modules/offices';
import type { PracticeId } from '#modules/practices';

export type ReviewId = Id<'peerreviews.reviews'>;

// uses messages: peerreviews.side.*
/** Who began a review: the reviewed office asked for it, or the network offered it. */
export const sides = ['office', 'network'] as const;
export type Side = (typeof sides)[number];

// uses messages: peerreviews.state.*
// uses messages: peerreviews.next.*
export const states = ['proposed', 'declined', 'preparing', 'commenting', 'agreed', 'closed', 'ended'] as const;
export type State = (typeof states)[number];

export interface Review {
  id: ReviewId;
  officeId: OfficeId;
  /** Null where a policy is named in words. */
  practiceId: PracticeId | null;
  policy: string | null;
  about: string;
  /** Language in which the report is written. */
  language: string;
  askedSide: Side;
  askedBy: string;
  askedAt: Date;
  state: State;
  /** The form that the authority fills in about itself; null until it is sent. */
  sheetId: SheetId | null;
  visitFrom: Day | null;
  visitUntil: Day | null;
  visitNeeds: string | null;
  reportAt: Date | null;
  publishedAt: Date | null;
  endedAt: Date | null;
  endReason: string | null;
  demonstration: boolean;
}

/** Who the actor is to a review; the database decides it. */
export interface Standing {
  /** Answers for the reviewed office. */
  office: boolean;
  /** Is of the team. */
  team: boolean;
  /** Offers reviews for the network and invites teams. */
  network: boolean;
  /** An office of theirs is invited, and they are free to judge. */
  invited: boolean;
}

// uses messages: peerreviews.act.*
/** What is done with a whole review. */
export const acts = [
  'agree',
  'decline',
  'join',
  'pass',
  'share',
  'take-back',
  'send-back',
  'agree-report',
  'publish',
  'close',
  'leave',
  'end',
] as const;
export type Act = (typeof acts)[number];

/** Acts that take a reason or words with them. */
export const needsWords = (act: Act): boolean => act === 'decline' || act === 'send-back' || act === 'end';

/** Acts that nobody takes back. */
export const isFinal = (act: Act): boolean => act === 'decline' || act === 'end' || act === 'publish' || act === 'close' || act === 'leave';

/** A review that is being worked on. */
export const isOpen = ({ state }: Pick<Review, 'state'>): boolean => state === 'preparing' || state === 'commenting';

/** Whether the reviewed authority may read the report in this state: the team shows it when it is ready. */
export const isShown = ({ state }: Pick<Review, 'state'>): boolean => state === 'commenting' || state === 'agreed' || state === 'closed';

/** Whether the actor may do it now. The database asks the same once more. */
export function mayAct(review: Review, who: Standing, act: Act, accountId: string): boolean {
  const { state, askedSide } = review;
  const open = isOpen(review);
  switch (act) {
    case 'agree':
    case 'decline':
      return state === 'proposed' && (askedSide === 'office' ? who.network : who.office) && review.askedBy !== accountId;
    case 'join':
      return open && who.invited && !who.team;
    case 'pass':
      return open && who.invited && !who.team;
    case 'share':
      return state === 'preparing' && who.team;
    case 'take-back':
      return state === 'commenting' && who.team;
    case 'send-back':
    case 'agree-report':
      return state === 'commenting' && who.office;
    case 'publish':
      return (state === 'agreed' || state === 'closed') && who.office && review.publishedAt === null;
    case 'close':
      return state === 'agreed' && who.team;
    case 'leave':
      return open && who.team;
    case 'end':
      return state === 'proposed' ? (askedSide === 'office' ? who.office : who.network) : open && (who.office || who.team || who.network);
  }
}

// uses messages: peerreviews.event.*
export type EventKind =
  | 'proposed'
  | 'agree'
  | 'decline'
  | 'invited'
  | 'declined-invitation'
  | 'joined'
  | 'left'
  | 'form-sent'
  | 'share'
  | 'take-back'
  | 'send-back'
  | 'agree-report'
  | 'publish'
  | 'close'
  | 'end'
  | 'followed-up';
