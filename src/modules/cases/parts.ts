import { fileParts, type FilePart } from '#kernel/consent';

export type Sharing = 'referral' | 'hand-over' | 'joint';

interface PartChoice {
  /** Without these the receiver could not do what it is asked to. */
  readonly needed: readonly FilePart[];
  /** What the person may add. */
  readonly optional: readonly FilePart[];
}

/**
 * Which parts each kind of sharing can have. A hand-over moves the file itself, so what describes the person and the
 * plan always goes along; notes, documents and appointments from before go only where the person agrees.
 */
export const partChoices: Readonly<Record<Sharing, PartChoice>> = {
  referral: {
    needed: ['identity', 'step'],
    optional: ['contact', 'profile', 'venture', 'plan', 'documents', 'readiness', 'business-plan'],
  },
  'hand-over': {
    needed: ['identity', 'contact', 'profile', 'venture', 'plan', 'readiness', 'business-plan', 'learning', 'mentoring', 'return'],
    optional: ['notes', 'documents', 'appointments'],
  },
  joint: {
    needed: ['identity', 'plan'],
    optional: [
      ...(['contact', 'profile', 'venture', 'notes', 'documents', 'appointments'] as const),
      ...(['readiness', 'business-plan', 'learning', 'mentoring', 'return'] as const),
    ],
  },
};

/** The parts that a grant of this kind holds: those needed and those of the chosen ones that the kind can have, in their usual order. */
export function partsOf(sharing: Sharing, chosen: readonly string[]): FilePart[] {
  const { needed, optional } = partChoices[sharing];
  return fileParts.filter((part) => needed.includes(part) || (optional.includes(part) && chosen.includes(part)));
}
