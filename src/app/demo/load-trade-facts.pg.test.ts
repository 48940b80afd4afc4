import { expect, test } from 'vitest';
import { testSite } from '#test/site';

const site = await testSite({ network: 'demonstration' });

/** What a reader sees of trade along a corridor. */
const factsOf = async (lang: string, corridor: string) => (await site.get(`/${lang}/corridors/${corridor}/trade`)).body;

test('a corridor’s page shows each fact with its source and day, and marks what nobody has confirmed', async () => {
  const page = await factsOf('en', 'kaolack-padova');
  expect(page).toContain('1200');
  expect(page).toContain('Groundnuts sent from the one end to the other (invented figure)');
  expect(page).toContain('Invented for the demonstration');
  expect(page).toContain('2026');
  expect(page).toContain('Ask the customs office');
  expect(page).toContain('needs confirmation by an authority');
  expect(await factsOf('en', 'kenitra-cartaya')).not.toContain('needs confirmation by an authority');
});

test('the facts stand in the reader’s language, and only at their own corridor', async () => {
  expect(await factsOf('ar', 'kaolack-padova')).toContain('فول سوداني');
  expect(await factsOf('en', 'kenitra-cartaya')).toContain('Plant products travel');
  expect(await factsOf('en', 'kenitra-cartaya')).not.toContain('Groundnuts');
});
