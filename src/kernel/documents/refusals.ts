import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('documents', {
  forbidden: 403,
  'not-found': 404,
  'code-malformed': 422,
  'too-large': 413,
  busy: 503,
  'too-slow': 503,
  unavailable: 503,
});
