import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

test('the demonstration has a guarantee fund with published terms that say that they are assumed, and a draft that nobody reads', async () => {
  expect((await site.get('/ar/guarantee-funds')).body).toContain('/ar/guarantee-funds/demo-guarantee-fund');
  const { body, statusCode } = await site.get('/en/guarantee-funds/demo-guarantee-fund');
  expect(statusCode).toBe(200);
  for (const words of [
    'all figures are assumptions',
    'Assumed for the demonstration',
    '€15,000.00',
    'Example Small Loans, Padua',
    'Example Cooperative Bank',
  ])
    expect(body).toContain(words);
  expect(body).not.toContain('Loans for a return');
});
