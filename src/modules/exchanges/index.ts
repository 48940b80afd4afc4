export type { Notice, Twinning, TwinningId, Visit, VisitId } from './exchange.ts';
export { listNotices, writeNotice } from './notices.ts';
export { addItem, addParticipant, itemsOf, participantsOf } from './programme.ts';
export { actOnTwinning, ownTwinnings, proposeTwinning } from './twinnings.ts';
export { actOnVisit, askVisit, getVisit, listVisits, reportVisit } from './visits.ts';
