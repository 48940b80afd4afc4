import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('keys', { erased: 410 });
