import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('app', { 'reference-unknown': 422, 'pair-unknown': 422 });
