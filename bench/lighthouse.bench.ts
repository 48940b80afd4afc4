/** What Lighthouse says of the speed of public pages of the demonstration, first visit, as on a slow telephone. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLighthouse } from '../test/e2e/support/lighthouse.ts';
import { ensureChromium } from '../tools/chromium.mjs';
import { startServer } from './start.bench.ts';

const PAGES = ['/en', '/ar/corridors/kaolack/padova', '/fr/services', '/en/offices/padova-desk/book'];

export async function bench(): Promise<string[]> {
  process.env.CHROMIUM_PATH ??= await ensureChromium(process.execPath);
  const folder = await mkdtemp(join(tmpdir(), 'ponte-bench-lighthouse-'));
  const server = await startServer(folder);
  const rater = await openLighthouse(['performance']);
  try {
    const lines = [
      'built server with the demonstration; Lighthouse’s simulated telephone (slow 4G, processor four times slower); 1 visit each',
    ];
    for (const path of PAGES) {
      const { scores, times } = await rater.rate(`${server.address}${path}`);
      const told = Object.entries(times).map(([name, value]) => `${name} ${Math.round(value)} ms`);
      lines.push(`${path}: performance ${scores['performance']} of 100; ${told.join(', ')}`);
    }
    return lines;
  } finally {
    await rater.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
