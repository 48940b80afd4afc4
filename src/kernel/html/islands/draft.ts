/**
 * Keeps what is typed into a form until it is sent: on this device at once, on the server two seconds later
 * where the form asks for it. Passwords, codes, files and hidden fields are never kept.
 */

type Values = Record<string, string[]>;
type Draft = { values: Values; sent?: boolean };

const LOCAL_MS = 300;
const REMOTE_MS = 2000;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) void keep(form);

async function keep(form: HTMLFormElement): Promise<void> {
  const name = `ponte-draft:${form.dataset['draft']}`;
  // A refused form shows what was typed: none of it is stored anywhere yet.
  const refused = form.hasAttribute('data-draft-shown');
  const given = refused ? undefined : JSON.stringify(valuesOf(form));
  let localTimer = 0;
  let remoteTimer = 0;
  const saveLocal = (sent = false) => {
    clearTimeout(localTimer);
    localTimer = 0;
    const values = valuesOf(form);
    if (JSON.stringify(values) === given && !sent) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ values, sent } satisfies Draft));
  };
  const typed = () => {
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
  if (refused) saveLocal();
  else await restore(form, name);
  form.addEventListener('input', typed);
  form.addEventListener('change', typed);
}

/** Puts the kept words back, unless the server has taken them. */
async function restore(form: HTMLFormElement, name: string): Promise<void> {
  const local = readDraft(localStorage.getItem(name));
  // After a sent form this page came back fresh: it was taken, unless "back" led here from a failed request.
  if (local?.sent && !cameBack()) return localStorage.removeItem(name);
  const values = local?.values ?? (await loadRemote(form));
  if (!values || !putBack(form, values)) return;
  say(form, 'info', form.dataset['draftKept'] ?? '', form.dataset['draftDiscard'] ?? '', (message) => {
    localStorage.removeItem(name);
    if (form.dataset['draftRemote']) void fetch(form.dataset['draftRemote'], { method: 'DELETE' }).catch(() => undefined);
    form.reset();
    for (const control of controlsOf(form)) control.dispatchEvent(new Event('change', { bubbles: true }));
    message.remove();
    controlsOf(form)[0]?.focus();
  });
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
  return [...form.elements].filter((element): element is Control => {
    if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return Boolean(element.name);
    if (!(element instanceof HTMLInputElement) || !element.name) return false;
    const secret = /password|one-time-code|^cc-/.test(`${element.type} ${element.autocomplete}`);
    return !secret && !['hidden', 'file', 'submit', 'button', 'reset', 'image'].includes(element.type);
  });
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === 'checkbox' || control.type === 'radio';
}

function valuesOf(form: HTMLFormElement): Values {
  const values: Values = {};
  for (const control of controlsOf(form)) {
    const held = (values[control.name] ??= []);
    if (!isTick(control)) held.push(control.value);
    else if (control.checked) held.push(control.value);
  }
  return values;
}

/** Whether anything on the form changed. */
function putBack(form: HTMLFormElement, values: Values): boolean {
  const turn: Record<string, number> = {};
  let changed = false;
  for (const control of controlsOf(form)) {
    const held = values[control.name];
    if (!held) continue;
    const before = isTick(control) ? String(control.checked) : control.value;
    if (isTick(control)) control.checked = held.includes(control.value);
    else {
      const index = (turn[control.name] = (turn[control.name] ?? -1) + 1);
      control.value = held[index] ?? control.value;
    }
    if (before === (isTick(control) ? String(control.checked) : control.value)) continue;
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
