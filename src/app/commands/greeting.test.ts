import { expect, test } from 'vitest';
import type { Network } from '#kernel/http';
import { makeTranslated } from '#kernel/i18n';
import { greeting } from './greeting.ts';

const name = makeTranslated('en', 'Example network', { by: 'test', kind: 'human', at: '2026-01-01T00:00:00Z' });

/** As much of a network as the greeting reads. */
const network = (demonstration: boolean | null, smtpUrl?: string) =>
  ({
    publicUrl: 'http://localhost:3000',
    settings: { smtpUrl },
    profile: async () => await Promise.resolve(demonstration === null ? null : { name, demonstration }),
  }) as unknown as Network;

test('a demonstration names the people in it, and the way to a network of one’s own', async () => {
  const said = await greeting(network(true));
  expect(said).toContain('http://localhost:3000/en/demo');
  expect(said).toContain('npm start -- --empty');
});

test('a network without a mail server says that nobody receives a code', async () => {
  expect(await greeting(network(false))).toContain('SMTP_URL');
  expect(await greeting(network(false, 'smtp://mail.example.org'))).not.toContain('SMTP_URL');
});

test('an empty network leads to its assistant', async () => {
  expect(await greeting(network(null))).toContain('http://localhost:3000/setup');
});
