import type { Id } from '#kernel/db';
import type { FileId } from '#kernel/files';
import type { Day } from '#kernel/time';
import type { OfficeId } from '#modules/offices';
import type { PlaceId } from '#modules/places';

export type ProjectId = Id<'projects.projects'>;
export type PackageId = Id<'projects.packages'>;
export type DeliverableId = Id<'projects.deliverables'>;

/** A project that offices of the network run together. */
export interface Project {
  id: ProjectId;
  acronym: string;
  title: string;
  purpose: string;
  /** The office that answers for it. */
  leadId: OfficeId;
  funder: string | null;
  /** Number of the grant agreement. */
  agreement: string | null;
  /** Month 1 begins with it. */
  fromDay: Day;
  untilDay: Day;
  publishedAt: Date | null;
  demonstration: boolean;
}

/** An office that runs a project; one that has left stays on the list with its last day. */
export interface Partner {
  officeId: OfficeId;
  task: string | null;
  leftOn: Day | null;
}

/** Whether a partner takes part on a day. */
export const takesPart = ({ leftOn }: Pick<Partner, 'leftOn'>, day: Day): boolean => leftOn === null || leftOn >= day;

/** A corridor that a project serves. */
export interface Corridor {
  originId: PlaceId;
  destinationId: PlaceId;
}

export interface WorkPackage {
  id: PackageId;
  number: number;
  title: string;
  officeId: OfficeId;
  fromDay: Day;
  untilDay: Day;
}

// uses messages: projects.state.*
export const states = ['planned', 'handed-in', 'accepted'] as const;
export type State = (typeof states)[number];

export interface Deliverable {
  id: DeliverableId;
  packageId: PackageId;
  title: string;
  officeId: OfficeId;
  dueOn: Day;
  state: State;
  link: string | null;
  fileId: FileId | null;
  handedInOn: Day | null;
  acceptedOn: Day | null;
}

/** Who the actor is to a deliverable. */
export interface Standing {
  /** Works on projects for the lead office. */
  lead: boolean;
  /** Works on projects for the office that hands it in. */
  own: boolean;
}

// uses messages: projects.act.*
export const acts = ['hand-in', 'take-back', 'accept'] as const;
export type Act = (typeof acts)[number];

/** Whether the actor may do it now. The database asks the same once more. */
export function mayAct({ state }: Pick<Deliverable, 'state'>, { lead, own }: Standing, act: Act): boolean {
  switch (act) {
    case 'hand-in':
      return state === 'planned' && (lead || own);
    case 'take-back':
      return state === 'handed-in' && (lead || own);
    case 'accept':
      return state === 'handed-in' && lead;
  }
}

/** Whether title and day of a deliverable may be written anew: until it is accepted. */
export const mayChange = ({ state }: Pick<Deliverable, 'state'>, { lead, own }: Standing): boolean => state !== 'accepted' && (lead || own);

/** Whether a deliverable should have been handed in before today. */
export const isOverdue = ({ state, dueOn }: Pick<Deliverable, 'state' | 'dueOn'>, today: Day): boolean =>
  state === 'planned' && dueOn < today;
