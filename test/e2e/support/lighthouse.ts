import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { launch } from './launch.ts';

/** No waiting for what happens long after a page has loaded: these pages do nothing then. */
const QUICK = { pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 500, cpuQuietThresholdMs: 500 };

/** What Lighthouse says of a page. */
export interface Rating {
  /** 0 to 100 by category, e.g. `accessibility`. */
  scores: Record<string, number>;
  /** Milliseconds until something and until everything stood there, and how long the page did not answer; only where performance is rated. */
  times: Record<string, number>;
  /** What cost points: `audit: what it found`. */
  faults: string[];
}

export interface Rater {
  /** Opens a page as a first visit, on a telephone's screen. With a cookie it is the page of somebody signed in. */
  rate(url: string, cookie?: string): Promise<Rating>;
  close(): Promise<void>;
}

/** A browser in which Lighthouse rates pages in these categories; its times are those of a slow telephone. */
export async function openLighthouse(categories: readonly string[]): Promise<Rater> {
  const port = await freePort();
  const browser = await launch(`--remote-debugging-port=${port}`);
  return {
    rate: async (url, cookie) => {
      const run = await lighthouse(url, {
        port,
        logLevel: 'silent',
        output: 'json',
        onlyCategories: [...categories],
        ...(categories.includes('performance') ? {} : QUICK),
        disableFullPageScreenshot: true,
        ...(cookie ? { extraHeaders: { cookie } } : {}),
      });
      if (!run) throw new Error(`Lighthouse said nothing of ${url}`);
      const { lhr } = run;
      if (lhr.finalDisplayedUrl !== url) throw new Error(`${url} leads on to ${lhr.finalDisplayedUrl}`);
      if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.code} ${lhr.runtimeError.message}`);
      return { scores: scoresOf(lhr), times: timesOf(lhr), faults: faultsOf(lhr) };
    },
    close: async () => await browser.close(),
  };
}

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'];

function scoresOf({ categories }: Report): Record<string, number> {
  return Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]));
}

function timesOf({ audits }: Report): Record<string, number> {
  const times = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time'].map((name) => [
    name,
    audits[name]?.numericValue,
  ]);
  return Object.fromEntries(times.filter(([, value]) => value !== undefined)) as Record<string, number>; // those left have a number
}

function faultsOf({ categories, audits }: Report): string[] {
  const weighty = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  return weighty
    .map(({ id }) => audits[id])
    .filter((audit) => audit?.score !== null && audit?.score !== undefined && audit.score < 1)
    .map((audit) => `${audit?.id}: ${JSON.stringify(audit?.details ?? audit?.title).slice(0, 600)}`);
}

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
