import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('tracks', {
  'not-found': 404,
});
