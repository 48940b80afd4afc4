export { StartFailure } from './start-failure.ts';
export { Refusal, refusalsOf, type RefusalDetails, type RefusalTable } from './refusal.ts';
