import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  nodes: { target: string[] }[];
}

/** Brings axe along with every page of a device: sooner there than when each page is given it. */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript(source);
}

/** What axe finds on the page as it stands, by WCAG 2.0 to 2.2, A and AA, or by these rules alone, `without` some: `rule: selector`. */
export async function violations(
  page: Page,
  { rules, within = 'html', without = [] }: { rules?: readonly string[]; within?: string; without?: readonly string[] } = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const found = await page.evaluate(
    async ({ only, root, off }) => {
      const axe = (globalThis as unknown as { axe: { run: (root: string, options: object) => Promise<{ violations: Violation[] }> } }).axe; // put there on the line before
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
      const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: tags };
      const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
      return (await axe.run(root, { runOnly, rules, resultTypes: ['violations'] })).violations;
    },
    { only: rules, root: within, off: without },
  );
  return found.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}`));
}
