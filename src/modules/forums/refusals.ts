import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('forums', {
  'not-found': 404,
  'not-yours': 422,
  ended: 409,
  'wrong-state': 409,
  'times-wrong': 422,
  'link-wrong': 422,
  'not-begun': 409,
  'no-agenda': 409,
  'no-minutes': 409,
  'too-many': 409,
  'seat-taken': 409,
  'seat-who': 422,
  'days-wrong': 422,
  'words-missing': 422,
  'no-opinion': 409,
});
