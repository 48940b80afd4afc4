export type { Fair, FairId, TalkId } from './fair.ts';
export { getFair, listForEditors } from './read-fairs.ts';
export { addStand, beginFair, openFair, withdrawFair } from './write-fair.ts';
export { planTalk } from './write-talk.ts';
