import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('app', { 'near-names': 409 });
