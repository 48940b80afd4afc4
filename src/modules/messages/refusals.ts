import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('messages', {
  'not-found': 404,
  'has-file': 409,
  'no-office': 422,
  'too-late-to-undo': 409,
  'already-closed': 409,
  'contact-wrong': 422,
});
