/**
 * Keeps what is typed into a form until it is sent: on this device at once, on the server two seconds later
 * where the form asks for it. Passwords, codes and files are never kept, nor are hidden fields, save one that asks for it: what
 * a page was read with belongs to the words that were typed over it. Ticks and choices are kept only where the form has a draft
 * of its own.
 */

type Values = Record<string, string[]>;
type Draft = { values: Values; sent?: boolean; remote?: string };

const LOCAL_MS = 300;
const REMOTE_MS = 2000;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) void keep(form);

async function keep(form: HTMLFormElement): Promise<void> {
  const name = `ponte-draft:${form.dataset['draft']}`;
  // A refused form shows what was typed: none of it is stored anywhere yet.
  const refused = form.hasAttribute('data-draft-shown');
  const texts = form.hasAttribute('data-draft-texts');
  const given = refused ? undefined : JSON.stringify(valuesOf(form, comesWith));
  let localTimer = 0;
  let remoteTimer = 0;
  let puttingBack = false;
  const saveLocal = (sent = false) => {
    clearTimeout(localTimer);
    localTimer = 0;
    const values = texts ? changedIn(form) : valuesOf(form);
    const nothing = texts ? Object.keys(values).length === 0 : JSON.stringify(values) === given && !sent;
    if (nothing) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ values, sent, remote: form.dataset['draftRemote'] } satisfies Draft));
  };
  const typed = () => {
    if (puttingBack) return;
    clearTimeout(localTimer);
    clearTimeout(remoteTimer);
    localTimer = window.setTimeout(saveLocal, LOCAL_MS);
    const changed = JSON.stringify(valuesOf(form)) !== given;
    if (changed && form.dataset['draftRemote']) remoteTimer = window.setTimeout(() => void saveRemote(form), REMOTE_MS);
  };
  form.addEventListener('submit', (event) => {
    clearTimeout(remoteTimer);
    saveLocal(true);
    if (navigator.onLine) return;
    event.preventDefault();
    saveLocal();
    sayOffline(form);
  });
  addEventListener('pagehide', () => {
    if (localTimer) saveLocal();
  });
  form.addEventListener('input', typed);
  form.addEventListener('change', typed);
  if (refused) return saveLocal();
  // On a slow line somebody types before this script is there.
  if (touchedIn(form).size > 0 && !cameBack()) typed();
  await restore(form, name, (values) => {
    puttingBack = true;
    const changed = putBack(form, values);
    puttingBack = false;
    return changed;
  });
}

/** Puts the kept words back, unless the server has taken them. */
async function restore(form: HTMLFormElement, name: string, put: (values: Values) => boolean): Promise<void> {
  const local = readDraft(localStorage.getItem(name));
  // After a sent form this page came back fresh: it was taken, unless "back" led here from a failed request.
  if (local?.sent && !cameBack()) return forget(form, name);
  const values = local?.values ?? (await loadRemote(form));
  const came = controlsOf(form).map((control) => [control, control.value] as const);
  if (!values || !put(values)) return;
  say(form, 'info', form.dataset['draftKept'] ?? '', form.dataset['draftDiscard'] ?? '', (message) => {
    forget(form, name);
    form.reset();
    for (const [control, value] of came) if (control.type === 'hidden') control.value = value; // a reset leaves it
    for (const control of controlsOf(form)) control.dispatchEvent(new Event('change', { bubbles: true }));
    message.remove();
    controlsOf(form)
      .find(({ type }) => type !== 'hidden')
      ?.focus();
  });
}

/** On this device and on the server. */
function forget(form: HTMLFormElement, name: string): void {
  localStorage.removeItem(name);
  if (form.dataset['draftRemote']) void fetch(form.dataset['draftRemote'], { method: 'DELETE' }).catch(() => undefined);
}

function cameBack(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry instanceof PerformanceNavigationTiming && entry.type === 'back_forward';
}

function readDraft(text: string | null): Draft | undefined {
  try {
    return text ? (JSON.parse(text) as Draft) : undefined; // only this script writes under this name
  } catch {
    return undefined;
  }
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function controlsOf(form: HTMLFormElement): Control[] {
  const texts = form.hasAttribute('data-draft-texts');
  return [...form.elements].filter((element): element is Control => {
    if (texts && !isText(element)) return false;
    if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return Boolean(element.name);
    if (!(element instanceof HTMLInputElement) || !element.name) return false;
    const secret = /password|one-time-code|^cc-/.test(`${element.type} ${element.autocomplete}`);
    if (element.type === 'hidden') return element.dataset['draftKeep'] !== undefined;
    return !secret && !['file', 'submit', 'button', 'reset', 'image'].includes(element.type);
  });
}

function isText(element: Element): boolean {
  return (
    element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && /^(text|search|tel|email|url)$/.test(element.type))
  );
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === 'checkbox' || control.type === 'radio';
}

/** What a control holds now: its value, or nothing where a tick is not set. */
function holds(control: Control): string[] {
  return isTick(control) && !control.checked ? [] : [control.value];
}

/** What a control came with, before anybody touched it. */
function comesWith(control: Control): string[] {
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options];
    return [(options.find((one) => one.defaultSelected) ?? options.find((one) => !one.disabled))?.value ?? ''];
  }
  if (isTick(control)) return control.defaultChecked ? [control.value] : [];
  return [control.defaultValue];
}

function valuesOf(form: HTMLFormElement, read = holds): Values {
  const values: Values = {};
  for (const control of controlsOf(form)) (values[control.name] ??= []).push(...read(control));
  return values;
}

/** Only what somebody has changed: the rest of a record may be newer on the server when the words come back. */
function changedIn(form: HTMLFormElement): Values {
  const touched = touchedIn(form);
  return Object.fromEntries(Object.entries(valuesOf(form)).filter(([name]) => touched.has(name)));
}

/** The names of what somebody has changed on the page as it stands. */
function touchedIn(form: HTMLFormElement): Set<string> {
  const changed = controlsOf(form).filter((control) => holds(control).join() !== comesWith(control).join());
  return new Set(changed.map(({ name }) => name));
}

/** Whether anything on the form changed. What somebody typed while the server was asked stays as it is. */
function putBack(form: HTMLFormElement, values: Values): boolean {
  const touched = touchedIn(form);
  const turn: Record<string, number> = {};
  let changed = false;
  for (const control of controlsOf(form)) {
    const held = values[control.name];
    if (!held || touched.has(control.name)) continue;
    const before = holds(control).join();
    if (isTick(control)) control.checked = held.includes(control.value);
    else {
      const index = (turn[control.name] = (turn[control.name] ?? -1) + 1);
      control.value = held[index] ?? control.value;
    }
    if (before === holds(control).join()) continue;
    changed = true;
    for (const kind of ['input', 'change']) control.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  return changed;
}

async function saveRemote(form: HTMLFormElement): Promise<void> {
  if (!navigator.onLine) return;
  const body = JSON.stringify({ values: valuesOf(form) });
  // A failure loses nothing: the device has the same words, and the next key asks again.
  await fetch(form.dataset['draftRemote'] ?? '', { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(
    () => undefined,
  );
}

async function loadRemote(form: HTMLFormElement): Promise<Values | undefined> {
  if (!form.dataset['draftRemote']) return undefined;
  try {
    const answer = await fetch(form.dataset['draftRemote'], { headers: { accept: 'application/json' } });
    return answer.status === 200 ? ((await answer.json()) as Draft).values : undefined; // our own server's answer
  } catch {
    return undefined;
  }
}

function sayOffline(form: HTMLFormElement): void {
  const message = say(form, 'warning', form.dataset['draftOffline'] ?? '', form.dataset['draftRetry'] ?? '', () => form.requestSubmit());
  message.focus();
}

/** One message at a time, above the form, with one button. */
function say(form: HTMLFormElement, tone: string, text: string, action: string, act: (message: HTMLElement) => void): HTMLElement {
  document.getElementById(`${form.dataset['draft']}-message`)?.remove();
  const message = document.createElement('div');
  message.id = `${form.dataset['draft']}-message`;
  message.className = `notice notice-${tone}`;
  message.tabIndex = -1;
  message.setAttribute('role', 'status');
  const words = document.createElement('p');
  words.textContent = text;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button-secondary';
  button.textContent = action;
  button.addEventListener('click', () => act(message));
  message.append(words, button);
  form.before(message);
  return message;
}
