import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('exchanges', {
  'not-found': 404,
  'wrong-state': 409,
  'not-yours': 409,
  'same-person': 409,
  'same-office': 422,
  'topic-missing': 422,
  'no-language': 422,
  'course-of-need': 422,
  'no-course': 422,
  'past-day': 422,
  'too-far': 422,
  'days-wrong': 422,
  'hours-wrong': 422,
  'outside-visit': 422,
  'twinned-already': 409,
  'not-twinned': 422,
  'words-missing': 422,
  'too-many': 422,
  'not-over': 409,
  'named-already': 409,
});
