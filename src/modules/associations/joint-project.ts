import type { Id } from '#kernel/db';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { CorridorId, PlaceId } from '#modules/places';
import type { AssociationId } from './association.ts';

export type JointProjectId = Id<'associations.joint_projects'>;

// uses messages: associations.joint.state.*
export const jointStates = ['proposed', 'agreed', 'running', 'ended', 'withdrawn'] as const;
export type JointState = (typeof jointStates)[number];

// uses messages: associations.joint.answer.*
export type JointAnswer = 'yes' | 'no' | 'left';

/** Other associations that one project may have, and places. */
export const MOST_PARTNERS = 5;
export const MOST_JOINT_PLACES = 3;

/** What a joint project is to be, in the words of the association that proposes it. */
export interface JointText {
  title: string;
  /** What it is for. */
  about: string;
  language: string;
  corridorId: CorridorId | null;
  fromOn: Day | null;
  untilOn: Day | null;
  /** Money that is wanted, in minor units; null where not known. */
  amountMinor: bigint | null;
  currency: string | null;
  moneySource: string | null;
}

/** Who takes part besides the one that proposes, and what each does. */
export interface Asked {
  associationId: AssociationId;
  task: string;
}

/** Everything to which the others say yes. */
export interface Proposal extends JointText {
  /** What the association that proposes does itself. */
  ownTask: string;
  others: Asked[];
  placeIds: PlaceId[];
}

export interface JointProject extends JointText {
  id: JointProjectId;
  leadId: AssociationId;
  state: JointState;
  revision: number;
  agreedAt: Date | null;
  /** What became of it, or why it was withdrawn. */
  outcome: string | null;
  demonstration: boolean;
}

export interface JointPartner extends Asked {
  name: string;
  /** Null while it has not answered these words. */
  answer: JointAnswer | null;
  answeredAt: Date | null;
  /** Whether its entry is public, so that a page can lead there. */
  shown: boolean;
}

export interface JointUpdate {
  id: string;
  name: string;
  onDay: Day;
  words: string;
}

/** To which unit one can turn, as an office says. */
export interface JointContact {
  officeId: OfficeId;
  unit: string;
  reach: string;
}

// uses messages: associations.joint.act.*
export const jointActs = ['yes', 'no', 'leave', 'begin', 'end', 'withdraw'] as const;
export type JointAct = (typeof jointActs)[number];

/** Whether the act is of the association that proposed, or of one that was asked. */
const byLead: Readonly<Record<JointAct, boolean>> = { yes: false, no: false, leave: false, begin: true, end: true, withdraw: true };

const inStates: Readonly<Record<JointAct, readonly JointState[]>> = {
  yes: ['proposed'],
  no: ['proposed'],
  leave: ['agreed', 'running'],
  begin: ['agreed'],
  end: ['running'],
  withdraw: ['proposed', 'agreed', 'running'],
};

/** What became of it, or why: these two end a project and are read by everybody. */
export const jointNeedsWords = (act: JointAct): boolean => act === 'end' || act === 'withdraw';

/** Whether an association may do it now; the database asks the same. */
export function mayActJointly(
  { state, leadId }: Pick<JointProject, 'state' | 'leadId'>,
  { associationId, answer }: Pick<JointPartner, 'associationId' | 'answer'>,
  act: JointAct,
): boolean {
  if (!inStates[act].includes(state) || byLead[act] !== (associationId === leadId)) return false;
  return act === 'leave' ? answer === 'yes' : act === 'yes' || act === 'no' ? answer !== act : true;
}

/** Whether an association may tell what happened. */
export const mayTell = ({ state }: Pick<JointProject, 'state'>, { answer }: Pick<JointPartner, 'answer'>): boolean =>
  (state === 'agreed' || state === 'running') && answer === 'yes';
