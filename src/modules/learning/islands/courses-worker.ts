/**
 * Stands between the pages of kept courses and the line. Online nothing changes; without a line the kept copy answers.
 * Registered only by who pressed the button that keeps a course. No import here: it is served as one file.
 */

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(kind: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
}

// The types of pages and of workers exclude each other; this is what we use of a worker.
const worker = globalThis as unknown as Worker;

/** A line that is this slow counts as none, where a kept copy is at hand. */
const PATIENCE_MS = 6_000;

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== worker.location.origin) return;
  if (/^\/(assets|media)\//.test(address.pathname)) event.respondWith(keptFirst(request));
  else if (request.mode === 'navigate') event.respondWith(lineFirst(request));
});

async function keptFirst(request: Request): Promise<Response> {
  const kept = await caches.match(request.url);
  if (!kept) return await fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '');
  return range ? await part(kept, Number(range[1]), range[2] ? Number(range[2]) : null) : kept;
}

/** A part of a kept sound or film, as players ask for it. */
async function part(kept: Response, from: number, to: number | null): Promise<Response> {
  const bytes = await kept.arrayBuffer();
  const last = Math.min(to ?? bytes.byteLength - 1, bytes.byteLength - 1);
  return new Response(bytes.slice(from, last + 1), {
    status: 206,
    headers: { 'content-type': kept.headers.get('content-type') ?? '', 'content-range': `bytes ${from}-${last}/${bytes.byteLength}` },
  });
}

async function lineFirst(request: Request): Promise<Response> {
  const address = new URL(request.url);
  const key = address.origin + address.pathname;
  const kept = await caches.match(key);
  if (!kept) return await fetch(request);
  const fromLine = fetch(request).then(async (answer) => {
    if (answer.ok && answer.type === 'basic' && !address.search) await renew(key, answer.clone());
    return answer;
  });
  const slow = new Promise<Response>((resolve) => setTimeout(() => resolve(kept.clone()), PATIENCE_MS));
  return await Promise.race([fromLine, slow]).catch(() => kept);
}

/** The kept copy becomes what the line brought, with the scripts and pictures that a new build may have renamed. */
async function renew(key: string, answer: Response): Promise<void> {
  const parts = [...(await answer.clone().text()).matchAll(/(?:src|href)="(\/(?:assets|media)\/[^"]+)"/g)].map(([, part]) => part ?? '');
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    if (!(await cache.match(key))) continue;
    for (const address of parts) if (!(await cache.match(address))) await addWithChunks(cache, address);
    await cache.put(key, answer.clone());
  }
}

async function addWithChunks(cache: Cache, address: string): Promise<void> {
  await cache.add(address);
  const script = address.endsWith('.js') ? await (await cache.match(address))?.text() : undefined;
  for (const [, chunk] of script?.matchAll(/["']\.\/(chunk-[\w-]+\.js)["']/g) ?? []) await cache.add(`/assets/${chunk}`);
}
