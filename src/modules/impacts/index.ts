export type { Beginning, Finding, Impact, ImpactId, Observation, Version } from './impact.ts';
export { putAssumption, putEffect, type Assumption, type Content, type Effect } from './content.ts';
export { findImpact } from './read-impacts.ts';
export { beginImpact, beginVersion, changeDraft } from './write-impact.ts';
export { agreeImpact, publishImpact } from './agree-impact.ts';
export { recordObservation } from './record-observation.ts';
