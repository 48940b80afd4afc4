import { isRight, type Answer } from '../judge-answer.ts';
import type { Question } from '../course.ts';
import { keep, send, waiting } from './learn-queue.ts';

/** Judges answers at once, keeps what was done on this device, and sends it when there is a line. */

const AGAIN_MS = 30_000;

type Told = Pick<Question, 'code' | 'kind' | 'answer' | 'tolerance'> & {
  feedback: string | null;
  choices: { code: string; right: boolean; feedback: string | null }[];
};
type Words = Record<'right' | 'wrong' | 'choose' | 'number', string>;

const page = document.querySelector<HTMLElement>('[data-lesson]');
const status = document.querySelector<HTMLElement>('[data-sync-status]');
const words = JSON.parse(page?.dataset['words'] ?? '{}') as Words; // written by our own page
const study = page?.dataset['study'];
const lesson = page?.dataset['lesson'] ?? '';

for (const place of document.querySelectorAll<HTMLElement>('[data-question]')) askIn(place);
if (study) {
  for (const place of document.querySelectorAll<HTMLElement>('[data-exercise]')) takeWork(place, study);
  finishIn(document.querySelector<HTMLFormElement>('[data-finish] form'), study);
  void showWaiting(study).catch(() => undefined); // a browser that gives no database keeps nothing either
  if (!navigator.onLine) void keep({ study, kind: 'opened', lesson }).catch(() => undefined);
}
if (status) {
  const again = () => void sendNow().catch(() => undefined); // without a database nothing waits
  again();
  addEventListener('online', again);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && again());
  setInterval(again, AGAIN_MS);
}

/** Writes down and goes on; a browser that gives no database (full, or a private window) sends the form the plain way. */
async function keepOr(form: HTMLFormElement, deed: Parameters<typeof keep>[0], then: () => void | Promise<void>): Promise<void> {
  try {
    await keep(deed);
  } catch {
    return form.submit();
  }
  await then();
}

function told(place: HTMLElement): Told {
  return JSON.parse(place.dataset['question'] ?? '{}') as Told; // written by our own page
}

function askIn(place: HTMLElement): void {
  const form = place.querySelector('form');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    const question = told(place);
    const given = new FormData(form);
    const choices = given.getAll('choice').map(String);
    const number = String(given.get('number') ?? '').trim();
    const answer: Answer = question.kind === 'number' ? { number } : { choices };
    if (question.kind === 'number' ? !number : choices.length === 0)
      return say(place, 'info', question.kind === 'number' ? words.number : words.choose, []);
    if (!study) return tell(place, question, answer);
    void keepOr(form, { study, kind: 'answered', lesson, item: question.code, ...answer }, async () => {
      tell(place, question, answer);
      await sendNow();
    });
  });
}

function tell(place: HTMLElement, question: Told, answer: Answer): void {
  // The judge reads codes and numbers only, never the texts that this page leaves out.
  const right = isRight(question as unknown as Question, answer);
  const chosen = 'choices' in answer ? question.choices.filter(({ code }) => answer.choices.includes(code)) : [];
  const reasons = [...chosen.map(({ feedback }) => feedback), question.feedback].filter((text) => text !== null);
  say(place, right ? 'success' : 'info', right ? words.right : words.wrong, reasons);
}

function say(place: HTMLElement, tone: string, title: string, reasons: readonly string[]): void {
  const box = document.createElement('div');
  box.className = `notice notice-${tone}`;
  box.append(paragraph(title, 'notice-title'), ...reasons.map((text) => paragraph(text)));
  place.querySelector('[data-feedback]')?.replaceChildren(box);
}

function paragraph(text: string, kind = ''): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  made.className = kind;
  return made;
}

function takeWork(place: HTMLElement, of: string): void {
  const form = place.querySelector('form');
  const told = place.querySelector<HTMLElement>('[data-exercise-status]');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = String(new FormData(form).get('text') ?? '').trim();
    const item = place.dataset['exercise'];
    const write = (word: 'kept' | 'empty') => {
      if (told) told.textContent = told.dataset[word] ?? '';
    };
    if (!text || !item) return write('empty');
    void keepOr(form, { study: of, kind: 'handed-in', lesson, item, text: text.slice(0, 5_000) }, async () => {
      write('kept');
      await sendNow();
    });
  });
}

function finishIn(form: HTMLFormElement | null, of: string): void {
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    void keepOr(form, { study: of, kind: 'finished', lesson }, async () => {
      await Promise.race([sendNow(), new Promise((resolve) => setTimeout(resolve, 3_000))]);
      location.assign(page?.dataset['next'] ?? location.href);
    });
  });
}

/** A page that comes from this device does not know the answers that still wait here. */
async function showWaiting(of: string): Promise<void> {
  const own = (await waiting()).filter((deed) => deed.study === of && deed.lesson === lesson);
  for (const deed of own) {
    const place = [...document.querySelectorAll<HTMLElement>('[data-question]')].find((one) => told(one).code === deed.item);
    if (place && deed.kind === 'answered')
      tell(place, told(place), deed.number ? { number: deed.number } : { choices: deed.choices ?? [] });
    const work = [...document.querySelectorAll<HTMLElement>('[data-exercise]')].find((one) => one.dataset['exercise'] === deed.item);
    const field = work?.querySelector<HTMLInputElement | HTMLTextAreaElement>('[name="text"]');
    if (field && deed.kind === 'handed-in' && deed.text) field.value = deed.text;
  }
}

async function sendNow(): Promise<void> {
  const before = (await waiting()).length;
  const sent = before > 0 ? await send() : 'sent';
  const left = before > 0 ? (await waiting()).length : 0;
  if (status && (before > 0 || left > 0)) {
    status.dataset['syncLeft'] = String(left);
    if (left === 0) status.textContent = status.dataset['syncSent'] ?? '';
    else
      status.textContent = ((sent === 'signed-out' ? status.dataset['syncSignedOut'] : status.dataset['syncWaiting']) ?? '').replace(
        '{count}',
        String(left),
      );
  }
}
