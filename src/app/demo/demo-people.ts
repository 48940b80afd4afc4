import people from '../../../db/demo/people.json' with { type: 'json' };
import type { Gender, ReachBy } from '#modules/people';
import type { Track } from '#modules/tracks';
import type { Location, Stage } from '#modules/ventures';
import type { Responsible, StepState } from '#modules/cases';

/** A text in the language of the office, with an English version. */
export interface DemoText {
  readonly lang: string;
  readonly text: string;
  readonly en: string;
}

export interface DemoStep {
  readonly title: DemoText;
  readonly responsible: Responsible;
  readonly dueOn: string;
  readonly state: StepState;
  readonly service: string | null;
  readonly result?: DemoText;
  readonly referral?: {
    readonly organisation: string;
    readonly state: 'sent' | 'seen' | 'accepted' | 'reported';
    readonly message: DemoText;
    readonly outcome?: 'helped' | 'partly' | 'not-helped' | 'did-not-come';
    readonly report?: DemoText;
  };
}

export interface DemoCase {
  readonly counsellor: string;
  readonly state: 'open' | 'closed';
  readonly reason: DemoText;
  readonly plan: {
    readonly agreedHow: 'signed-at-desk' | 'spoken-at-desk' | null;
    readonly blockers: readonly { readonly code: string; readonly note: DemoText; readonly resolved?: boolean }[];
    readonly steps: readonly DemoStep[];
  };
  readonly notes: readonly { readonly author: string; readonly sharedWithPerson: boolean; readonly text: string }[];
  readonly tasks: readonly { readonly title: DemoText; readonly dueOn: string; readonly assignedTo: string }[];
  readonly handover?: {
    readonly kind: 'hand-over' | 'joint';
    readonly toOffice: string;
    readonly state: 'offered' | 'seen' | 'accepted';
    readonly parts: readonly string[];
    readonly message: DemoText;
  };
  readonly personOutcome?: string;
  readonly ventureOutcome?: string;
}

export interface DemoPerson {
  readonly code: string;
  readonly office: string;
  readonly reference: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly nameInOtherScript: string | null;
  readonly birthYear: number;
  readonly gender: Gender;
  readonly language: string;
  readonly languages: string[];
  readonly phone: string | null;
  readonly email: string | null;
  readonly reachBy: ReachBy;
  readonly originPlace: string;
  readonly residencePlace: string;
  readonly tracks: readonly Track[];
  readonly ventures: readonly {
    readonly title: DemoText;
    readonly summary: DemoText;
    readonly sector: string;
    readonly stage: Stage;
    readonly where: Location;
    readonly here: string | null;
    readonly there: string | null;
    readonly needs: string[];
  }[];
  /** Code of somebody of the same desk, told before, whose first venture they found together. */
  readonly foundsWith?: string;
  readonly case: DemoCase;
}

export const demoPeople: readonly DemoPerson[] = people.people as readonly DemoPerson[]; // our own file; loading it is its check

/** The day for which the file was written; days in it are moved by the days gone by since. */
export const demoAsOf: string = people.asOf;
