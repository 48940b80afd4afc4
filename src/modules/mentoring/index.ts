export { backgrounds, type Background, type Mentor, type MentorId, type MentorText } from './mentor.ts';
export { readHours, type WeekSpan } from './hours.ts';
export { keepProfile } from './keep-profile.ts';
export { confirmMentor } from './confirm-mentor.ts';
export { getMentor, listMentors, mentorsById, ownMentor, ownWork, type MentorFilter } from './read-mentors.ts';
export { askForMentor, listWaiting, wantedEnds, wishOf, type WantedEnds, type Wish } from './wish.ts';
export { rank, score, type Candidate, type Need, type Reason, type ReasonCode, type Score } from './score.ts';
export { readNeed, suggestMentors, type Seeking, type Suggestion } from './suggest-mentors.ts';
export { pairStates, sharedParts, type MentorEnd, type Pair, type PairId, type PairState, type SharedPart, type Side } from './pair.ts';
export { acceptAsFounder, acceptAsMentor, endPair, offerPair, shareAnew, suggestPair, type FounderYes } from './move-pair.ts';
export { listPairs, ownPairs, pairsOf, type PairFilter, type PairListed } from './read-pairs.ts';
export { endOfSharing, grantedParts, sharingWording } from './sharing.ts';
export { endSession, planSession, sessionsOf, type Session, type SessionId } from './session.ts';
export { notesOf, writeNote, type Note, type NoteId, type Reader } from './note.ts';
export { actionsOf, agreeAction, finishAction, planAction, type Action, type ActionId } from './action.ts';
export {
  answerFollowUp,
  dueFollowUps,
  followUpsOf,
  resultCodes,
  type FollowUp,
  type FollowUpAnswer,
  type FollowUpId,
} from './follow-up.ts';
export { countPairResults, countPairs, type PairCount, type PairResultCount } from './count-pairs.ts';
export { mentorsServing, type Serving } from './mentors-serving.ts';
export { mentoringTasks, type MentoringContext } from './tell-both.ts';
