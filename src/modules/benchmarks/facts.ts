interface FactSpec {
  of: 'offices' | 'services';
  /** Message of its unit. */
  unit: 'hours' | 'languages' | 'minutes' | 'services' | 'classes' | 'days' | 'of-four' | 'papers' | 'words';
  /** Answers of a fact that is no number. */
  answers?: readonly string[];
}

// uses messages: benchmarks.fact.*
// uses messages: benchmarks.unit.*
// uses messages: benchmarks.answer.*
/**
 * What everybody can read of an office or a service in this network already, and the day it is read it becomes a figure. None of it
 * counts people (decision 0077). Name, definition and how to read it are messages `fact.<name>.*`: a published version shows them as
 * they are today, so a fact that comes to mean something else gets another name.
 */
export const facts = {
  'office-hours': { of: 'offices', unit: 'hours' },
  'office-women-hours': { of: 'offices', unit: 'hours' },
  'office-languages': { of: 'offices', unit: 'languages' },
  'office-appointment': { of: 'offices', unit: 'minutes' },
  'office-services': { of: 'offices', unit: 'services' },
  'office-classes': { of: 'offices', unit: 'classes' },
  'service-languages': { of: 'services', unit: 'languages' },
  'service-text-languages': { of: 'services', unit: 'languages' },
  'service-cost': { of: 'services', unit: 'words', answers: ['free', 'paid'] },
  'service-hours': { of: 'services', unit: 'hours' },
  'service-assured': { of: 'services', unit: 'days' },
  'service-conditions': { of: 'services', unit: 'of-four' },
  'service-access': { of: 'services', unit: 'words', answers: ['every', 'some', 'none'] },
  'service-papers': { of: 'services', unit: 'papers' },
} as const satisfies Record<string, FactSpec>;

export type FactName = keyof typeof facts;
export const factNames = Object.keys(facts) as FactName[]; // its own keys
export type OfficeFact = { [Name in FactName]: (typeof facts)[Name]['of'] extends 'offices' ? Name : never }[FactName];
export type ServiceFact = Exclude<FactName, OfficeFact>;
export type Answer = Extract<(typeof facts)[FactName], { answers: readonly string[] }>['answers'][number];

export const factSpec = (name: FactName): FactSpec => facts[name];
export const isFact = (text: string | null): text is FactName => text !== null && Object.hasOwn(facts, text);
export const isOfficeFact = (name: FactName): name is OfficeFact => facts[name].of === 'offices';
export const factsOf = (kind: string): FactName[] => factNames.filter((name) => facts[name].of === kind);
