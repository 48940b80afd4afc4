import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('app', { 'file-missing': 422 });
