import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('projects', {
  'not-found': 404,
  'not-yours': 409,
  'wrong-state': 409,
  'days-wrong': 422,
  'too-long': 422,
  'outside-project': 422,
  'number-taken': 422,
  'partner-already': 422,
  'no-partner': 422,
  'no-package': 422,
  'link-missing': 422,
  'link-wrong': 422,
});
