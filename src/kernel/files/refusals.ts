import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('files', {
  'not-found': 404,
  'kind-not-accepted': 422,
  'too-large': 413,
  empty: 422,
});
