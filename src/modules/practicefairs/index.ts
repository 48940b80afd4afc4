export type { FairId, TalkId } from './fair.ts';
export { getFair, listForEditors } from './read-fairs.ts';
export { addStand, beginFair, openFair } from './write-fair.ts';
export { planTalk } from './write-talk.ts';
