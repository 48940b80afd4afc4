import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { chromium, type Browser, type Page } from 'playwright-core';
import { codeSentTo, wordsIn } from './support/browser.ts';
import { press, says } from './support/form.ts';

const LEARNER = 'awa.diouf@ponte-demo.example';
const COURSE = '/en/courses/start-small-firm';
const LESSON = `${COURSE}/may-i`;
const t = wordsIn('en');
const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

/** The line between a device and the network: a port that can be cut, with everything that runs over it. */
interface Line {
  address: string;
  cut: () => Promise<void>;
  mend: () => Promise<void>;
}

async function openLine(): Promise<Line> {
  const { hostname, port: far } = new URL(inject('baseUrl'));
  const sockets = new Set<Socket>();
  const make = () =>
    createServer((near) => {
      const away = connect(Number(far), hostname);
      for (const socket of [near, away]) {
        sockets.add(socket);
        socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
      }
      near.pipe(away).pipe(near);
    });
  const listen = async (server: Server, port: number) =>
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  let server = make();
  await listen(server, 0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  ends.push(async () => await cut().catch(() => undefined));
  return {
    address: `http://127.0.0.1:${port}`,
    cut,
    mend: async () => {
      server = make();
      await listen(server, port);
    },
  };
}

/** A browser of its own with a folder that outlives it, so that it can be killed and started again. */
interface Device {
  page: Page;
  kill: () => Promise<void>;
}

async function startDevice(folder: string, port: number): Promise<Device> {
  const path = process.env.CHROMIUM_PATH ?? chromium.executablePath();
  const options = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--no-first-run',
    '--disable-sync',
  ];
  const child: ChildProcess = spawn(path, [...options, `--user-data-dir=${folder}`, `--remote-debugging-port=${port}`, 'about:blank'], {
    stdio: 'ignore',
    detached: true, // a group of its own: killing it takes every process of the browser at once, as a crash does
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
    await gone;
  };
  ends.push(kill);
  const browser = await attach(port);
  const [context] = browser.contexts();
  if (!context) throw new Error('the browser came without a window');
  return { page: context.pages()[0] ?? (await context.newPage()), kill };
}

async function attach(port: number): Promise<Browser> {
  for (let tries = 0; tries < 100; tries += 1) {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null);
    if (browser) return browser;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the browser did not start');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  return await new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Signs in at a device whose pages come over its own line. */
async function signIn(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/en/sign-in`);
  await page.getByLabel(t('app.sign-in.address')).fill(LEARNER);
  await page.getByRole('button', { name: t('app.sign-in.send-code') }).click();
  await page.getByLabel(t('app.sign-in.code.field')).fill(await codeSentTo(page, LEARNER, address));
  await page
    .getByRole('main')
    .getByRole('button', { name: t('app.sign-in.enter') })
    .click();
  await page.waitForURL(/\/en\/(start|me)/);
}

async function keepOffline(page: Page, address: string): Promise<void> {
  await page.goto(address + COURSE);
  await press(page, t('learning.offline.keep'));
  await page.getByText(t('learning.offline.kept')).waitFor();
}

/** Chooses an answer of the first question and sends it; done once the page has said what it thinks of it. */
async function answer(page: Page, choice: number): Promise<void> {
  const question = page.locator('[data-question]').first();
  await question.getByRole('radio').nth(choice).check();
  await question.locator('[data-feedback]').evaluate((box) => box.replaceChildren());
  await question.getByRole('button', { name: t('learning.quiz.answer') }).click();
  await question.locator('[data-feedback] .notice').waitFor();
}

interface Copy {
  learning: {
    courseCode: string;
    deeds: { kind: string; lesson: string; answer: { choices?: string[] } | null; device: string; sequence: number; at: string }[];
  }[];
}

async function deedsOnRecord(page: Page, address: string): Promise<Copy['learning'][number]['deeds']> {
  const body = await page.evaluate(async (url) => await (await fetch(url)).text(), `${address}/en/me/download?format=json`);
  const copy = JSON.parse(body) as Copy; // our own server's answer
  return copy.learning.find(({ courseCode }) => courseCode === 'start-small-firm')?.deeds ?? [];
}

/** Puts a recording of two seconds among what is kept of the course, as keeping a lesson with sound does (keep-course.ts). */
async function keepSound(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const [rate, seconds] = [8_000, 2];
    const bytes = new Uint8Array(44 + rate * seconds);
    const view = new DataView(bytes.buffer);
    const words = (at: number, text: string) =>
      bytes.set(
        [...text].map((letter) => letter.charCodeAt(0)),
        at,
      );
    words(0, 'RIFF');
    view.setUint32(4, bytes.length - 8, true);
    words(8, 'WAVEfmt ');
    for (const [at, value] of [[16, 16], [24, rate], [28, rate], [40, rate * seconds]] as const) view.setUint32(at, value, true); // prettier-ignore
    for (const [at, value] of [[20, 1], [22, 1], [32, 1], [34, 8]] as const) view.setUint16(at, value, true); // prettier-ignore
    words(36, 'data');
    bytes.subarray(44).forEach((_, index, all) => (all[index] = 128 + Math.round(60 * Math.sin(index / 3))));
    const name = (await caches.keys()).find((one) => one.startsWith('ponte-course-')) ?? '';
    await (await caches.open(name)).put('/media/a-recording', new Response(bytes, { headers: { 'content-type': 'audio/wav' } }));
  });
}

/** Plays the recording from its second half, and says how long it is; the player asks for parts of it. */
async function playSound(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const sound = new Audio('/media/a-recording');
    const met = async (event: string) =>
      await new Promise((done, fail) => {
        sound.addEventListener(event, done, { once: true });
        sound.addEventListener('error', () => fail(new Error(sound.error?.message ?? 'the recording cannot be played')), { once: true });
      });
    sound.muted = true; // a page that nobody has touched may not make a noise
    const ready = met('canplay');
    sound.load();
    await ready;
    sound.currentTime = 1.5;
    await Promise.all([met('ended'), sound.play()]);
    return sound.duration;
  });
}

test('what two devices did without a line arrives once and in order, though one browser was killed', async () => {
  const [lineA, lineB] = [await openLine(), await openLine()];
  const [folderA, folderB] = [await mkdtemp(join(tmpdir(), 'ponte-device-')), await mkdtemp(join(tmpdir(), 'ponte-device-'))];
  ends.unshift(async () => await rm(folderA, { recursive: true, force: true, maxRetries: 5 }));
  ends.unshift(async () => await rm(folderB, { recursive: true, force: true, maxRetries: 5 }));
  let phone = await startDevice(folderA, await freePort());
  const tablet = await startDevice(folderB, await freePort());

  await signIn(phone.page, lineA.address);
  await phone.page.goto(lineA.address + COURSE);
  await press(phone.page, t('learning.course.begin'));
  await phone.page.waitForURL(/may-i/);
  await keepOffline(phone.page, lineA.address);
  await phone.page.waitForTimeout(31_000); // one code is sent in half a minute
  await signIn(tablet.page, lineB.address);
  await keepOffline(tablet.page, lineB.address);
  const before = (await deedsOnRecord(tablet.page, lineB.address)).map(({ kind, lesson }) => `${kind} ${lesson}`);
  expect(before).toEqual(['opened may-i']); // keeping a course for later opens none of its lessons

  await keepSound(phone.page);
  await lineA.cut();
  await lineB.cut();
  await phone.page.goto(lineA.address + LESSON);
  expect(await playSound(phone.page)).toBeCloseTo(2, 1);
  await answer(phone.page, 0);
  await tablet.page.goto(lineB.address + LESSON);
  await answer(tablet.page, 1);
  await answer(phone.page, 1);
  expect(await phone.page.locator('[data-sync-status]').innerText()).toContain('2');
  await answer(tablet.page, 2);

  await phone.kill();
  phone = await startDevice(folderA, await freePort());
  await phone.page.goto(lineA.address + LESSON);
  await phone.page.locator('[data-feedback] .notice').first().waitFor(); // the killed browser's last answer is shown again
  await answer(phone.page, 2);
  await phone.page.getByRole('button', { name: t('learning.lesson.finish') }).click();
  await phone.page.waitForURL(/which-form/);

  await lineB.mend();
  await tablet.page.goto(lineB.address + COURSE + '/register');
  await tablet.page.getByText(t('learning.sync.sent')).waitFor();
  await lineA.mend();
  await phone.page.goto(lineA.address + COURSE + '/register');
  await phone.page.getByText(t('learning.sync.sent')).waitFor();
  await phone.page.reload();

  const deeds = (await deedsOnRecord(phone.page, lineA.address)).filter(({ lesson, kind }) => lesson === 'may-i' && kind !== 'opened');
  const [phoneId, tabletId] = [deeds[0]?.device, deeds[1]?.device];
  expect(phoneId).not.toBe(tabletId);
  expect(
    deeds.map(({ device, kind, answer: given }) =>
      `${device === phoneId ? 'phone' : 'tablet'} ${kind} ${given?.choices?.join() ?? ''}`.trim(),
    ),
  ).toEqual(['phone answered a', 'tablet answered b', 'phone answered b', 'tablet answered c', 'phone answered c', 'phone finished']);
  expect(await says(phone.page)).not.toContain(t('learning.sync.signed-out', { count: 1 }));
});

test('signing out anywhere sends first what a lesson kept, and a browser that keeps nothing sends at once', async () => {
  const line = await openLine();
  const folder = await mkdtemp(join(tmpdir(), 'ponte-device-'));
  ends.unshift(async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const { page } = await startDevice(folder, await freePort());
  const which = `${line.address}${COURSE}/which-form`;
  const answersOn = async () =>
    (await deedsOnRecord(page, line.address)).filter(({ lesson, kind }) => lesson === 'which-form' && kind === 'answered');
  await page.waitForTimeout(31_000); // one code is sent in half a minute
  await signIn(page, line.address);
  await page.goto(line.address + COURSE);
  const begin = page.getByRole('main').getByRole('button', { name: t('learning.course.begin') });
  if ((await begin.count()) > 0) await Promise.all([page.waitForURL(/may-i/), begin.click()]);
  await page.goto(which);
  await line.cut();
  await answer(page, 0);
  await page.goto('about:blank');
  await line.mend();

  await page.goto(`${line.address}/en/me`);
  await page.getByRole('banner').locator('.user-menu summary').click();
  await page
    .getByRole('banner')
    .getByRole('button', { name: t('html.user.signOut') })
    .click();
  await page.getByText(t('app.notice.signed-out')).waitFor();
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0); // the device is empty
  await page.waitForTimeout(31_000);
  await signIn(page, line.address);
  const first = await answersOn();
  expect(first.map(({ answer: given }) => given?.choices?.join())).toEqual(['a']);

  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  await page.goto(which);
  const question = page.locator('[data-question]').first();
  await question.getByRole('radio').nth(1).check();
  await question.getByRole('button', { name: t('learning.quiz.answer') }).click();
  await page.waitForURL(/which-form#q-/);
  expect((await answersOn()).map(({ answer: given }) => given?.choices?.join())).toEqual(['a', 'b']);
  await page.getByRole('banner').locator('.user-menu summary').click();
  await page
    .getByRole('banner')
    .getByRole('button', { name: t('html.user.signOut') })
    .click();
  await page.getByText(t('app.notice.signed-out')).waitFor();
});

test('a visitor who reads a lesson gets no cookie, no worker and nothing kept', async () => {
  const device = await startDevice(await mkdtemp(join(tmpdir(), 'ponte-device-')), await freePort());
  const { page } = device;
  await page.goto(inject('baseUrl') + LESSON);
  await answer(page, 0);
  expect(await page.context().cookies()).toEqual([]);
  const kept = await page.evaluate(async () => [
    (await navigator.serviceWorker.getRegistrations()).length,
    (await caches.keys()).length,
    (await indexedDB.databases()).length,
  ]);
  expect(kept).toEqual([0, 0, 0]);
});
