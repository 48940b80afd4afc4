import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('analyses', {
  'not-found': 404,
  'code-taken': 409,
  'not-authority': 409,
  'no-place': 422,
  'several-places': 422,
  'has-draft': 409,
  'draft-changed': 409,
  'draft-wrong': 422,
  'draft-incomplete': 409,
  'no-block': 404,
  'wrong-part': 422,
  'too-many-blocks': 409,
  'no-figures': 422,
  'no-period': 422,
  'no-counts': 422,
});
