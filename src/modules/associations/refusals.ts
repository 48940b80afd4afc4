import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('associations', {
  'not-found': 404,
  'no-office': 422,
  'no-place': 422,
  'place-unclear': 422,
  'members-source': 422,
  'board-wrong': 422,
  'activity-day': 422,
  'founded-wrong': 422,
  'in-the-future': 422,
  'website-wrong': 422,
  'email-missing': 422,
  'phone-wrong': 422,
  'words-missing': 422,
  'wrong-state': 409,
  'changed-meanwhile': 409,
  'own-entry': 409,
  'dates-wrong': 422,
  'too-many': 409,
});
