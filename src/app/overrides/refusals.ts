import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('app', { 'recipient-unknown': 422 });
