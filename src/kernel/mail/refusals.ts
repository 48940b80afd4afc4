import { refusalsOf } from '#kernel/errors';

export const refuse = refusalsOf('mail', { address: 422, number: 422, subject: 422, text: 422 });
