import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('app', {
  'setup-code': 422,
  'setup-done': 409,
  'name-missing': 422,
  'language-missing': 422,
  'place-unknown': 422,
  'place-unclear': 422,
  'hours-missing': 422,
});
