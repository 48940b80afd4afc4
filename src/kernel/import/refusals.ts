import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('import', {
  'file-empty': 422,
  'file-too-large': 413,
  'file-kind': 422,
  'file-old-excel': 422,
  'file-not-utf8': 422,
  'file-damaged': 422,
  'no-list': 422,
  'too-many-rows': 413,
  'too-many-columns': 413,
});
