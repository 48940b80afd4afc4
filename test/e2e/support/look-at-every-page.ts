import { expect, test } from 'vitest';
import type { Language } from '#kernel/i18n';
import { addressesOf, playerOf } from '#test/fixtures';
import { inTheHeader, lookAt, visit } from './look-at-a-page.ts';
import { lookers, openPlayers, shown } from './players.ts';

/** A counsellor has over a hundred pages. */
const LONG = 1_200_000;

/** Declares the tests that look at every page of the route list, as the player who has it, in a language; a language to a file, so that they run beside each other. */
export async function lookAtEveryPage(lang: Language): Promise<void> {
  const { world, base, deviceOf } = await openPlayers();
  test.for(lookers)(
    'the pages of the %s with data: nothing for axe in light or dark, nothing wider than a phone',
    { timeout: LONG },
    async (player) => {
      const { context, page } = await deviceOf(player);
      const found: string[] = [];
      const own = shown.filter((one) => playerOf(one) === player);
      for (const { path, address } of own.flatMap((one) => addressesOf(one, world).map((address) => ({ path: one.path, address })))) {
        const answer = await visit(page, `${base}/${lang}${address}`);
        if (answer === 'a file') continue;
        const problems = answer?.status() === 200 ? await lookAt(page, lang) : [`status ${answer?.status()}`];
        found.push(...problems.map((problem) => `${path}: ${problem}`));
      }
      found.push(...(await inTheHeader(page)).map((problem) => `header: ${problem}`));
      await context.close();
      expect(found).toEqual([]);
    },
  );
}
