/** Keeps a course on this device, for somebody who asked for it: its pages, their scripts, pictures and sound. */

type Words = Record<'keep' | 'keeping' | 'kept' | 'remove' | 'failed', string>;

const WORKER = '/courses-worker.js';

for (const place of document.querySelectorAll<HTMLElement>('[data-keep-course]')) void offer(place);

async function offer(place: HTMLElement): Promise<void> {
  const button = place.querySelector<HTMLButtonElement>('[data-keep-button]');
  const status = place.querySelector<HTMLElement>('[data-keep-status]');
  if (!button || !status || !('serviceWorker' in navigator) || !('caches' in globalThis)) return;
  const words = JSON.parse(place.dataset['words'] ?? '{}') as Words; // written by our own page
  const pages = JSON.parse(place.dataset['pages'] ?? '[]') as string[];
  const name = `ponte-course-${place.dataset['keepCourse']}`;
  place.hidden = false;
  const show = (kept: boolean) => {
    button.textContent = kept ? words.remove : words.keep;
    button.dataset['kept'] = kept ? 'yes' : '';
    status.textContent = kept ? words.kept : '';
  };
  show(await caches.has(name));
  button.addEventListener('click', () => {
    void (async () => {
      button.disabled = true;
      try {
        if (button.dataset['kept']) {
          await caches.delete(name);
          await forgetWorker(place.dataset['scope'] ?? '/');
          show(false);
        } else {
          await navigator.serviceWorker.register(WORKER, { scope: place.dataset['scope'] ?? '/' });
          await fill(name, pages, (done) => {
            status.textContent = words.keeping.replace('{done}', String(done)).replace('{count}', String(pages.length));
          });
          show(true);
        }
      } catch {
        await caches.delete(name);
        show(false);
        status.textContent = words.failed;
      } finally {
        button.disabled = false;
      }
    })();
  });
}

async function fill(name: string, pages: readonly string[], tell: (done: number) => void): Promise<void> {
  const cache = await caches.open(name);
  const parts = new Set<string>();
  for (const [index, address] of pages.entries()) {
    tell(index);
    const answer = await fetch(address);
    // A page that leads on is not the lesson: the session has ended.
    if (!answer.ok || answer.redirected) throw new Error(address);
    for (const part of await partsOf(answer.clone())) parts.add(part);
    await cache.put(address, answer);
  }
  for (const part of parts) {
    const answer = await fetch(part);
    if (!answer.ok) throw new Error(part);
    if (part.endsWith('.js')) for (const inner of chunksOf(await answer.clone().text())) await cache.add(inner);
    await cache.put(part, answer);
  }
}

async function partsOf(answer: Response): Promise<string[]> {
  return [...(await answer.text()).matchAll(/(?:src|href)="(\/(?:assets|media)\/[^"]+)"/g)].map(([, address]) => address ?? '');
}

function chunksOf(script: string): string[] {
  return [...script.matchAll(/["']\.\/(chunk-[\w-]+\.js)["']/g)].map(([, file]) => `/assets/${file}`);
}

/** The last course that goes takes the worker with it. */
async function forgetWorker(scope: string): Promise<void> {
  if ((await caches.keys()).some((name) => name.startsWith('ponte-course-'))) return;
  await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
}
