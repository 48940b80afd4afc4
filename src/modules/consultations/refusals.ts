import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('consultations', {
  'not-found': 404,
  'not-yours': 422,
  'wrong-state': 409,
  'contact-missing': 422,
  'phone-wrong': 422,
  'link-wrong': 422,
  'plan-elsewhere': 422,
  'days-wrong': 422,
  'too-late': 422,
  'nobody-to-invite': 409,
  'still-running': 409,
  unanswered: 409,
  'words-missing': 422,
  'day-missing': 422,
  'not-taken': 409,
  'changed-meanwhile': 409,
  'own-opinion': 409,
});
