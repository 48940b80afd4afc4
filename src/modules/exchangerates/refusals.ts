import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('exchangerates', {
  'not-found': 404,
  'changed-meanwhile': 409,
  'file-doctype': 422,
  'file-not-ecb': 422,
  'file-half': 422,
  'file-too-deep': 422,
  'too-many': 422,
});
