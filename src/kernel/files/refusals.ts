import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('files', {
  'not-found': 404,
  forbidden: 403,
  empty: 422,
  'too-large': 413,
  'too-many': 422,
  'kind-not-accepted': 422,
});
