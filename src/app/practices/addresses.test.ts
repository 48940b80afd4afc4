import { expect, test } from 'vitest';
import { reservedCodes } from '#modules/practices';
import { routes } from '../site.ts';

test('the short names that no practice may have are the addresses of pages below /practices, and nothing else', () => {
  const firsts = routes.flatMap(({ path }) => /^\/practices\/([^/:]+)/.exec(path)?.[1] ?? []);
  expect(firsts.length).toBeGreaterThan(0);
  expect([...new Set(firsts)].toSorted()).toEqual([...reservedCodes].toSorted());
});
