export { actOnConsultation } from './act-on-consultation.ts';
export type { Consultation, ConsultationId, ConsultationText, OpinionId } from './consultation.ts';
export { consultationsTasks, consultationsTimetable } from './jobs.ts';
export { answerOpinion, handIn, keepDraft, opinionOf, opinionsOn } from './opinions.ts';
export { listConsultations } from './read-consultations.ts';
export { beginConsultation } from './write-consultation.ts';
