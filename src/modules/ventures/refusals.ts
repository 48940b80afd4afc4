import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('ventures', {
  'not-found': 404,
  'no-such-founder': 422,
  'already-founder': 409,
  'lead-stays': 409,
  'not-agreed': 422,
});
