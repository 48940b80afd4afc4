export { approvePlan } from './approve-plan.ts';
export { checklistItems, checklistSections } from './checklist.ts';
export { contentSchema, type Content } from './plan-content.ts';
export type { Plan, PlanId, PublishedPlan } from './plan.ts';
export { findPlan, findVersion, getPlan, listPublished } from './read-plans.ts';
export { beginReport, publishReport, getReport } from './write-report.ts';
export { beginPlan, beginVersion, changePlan, draftOf, returnDraft, sendDraft } from './write-plan.ts';
