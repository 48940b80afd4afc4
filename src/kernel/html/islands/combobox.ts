/**
 * Turns a native select, or a text field with a source of suggestions, into a combobox to type in
 * (ARIA Authoring Practices, "editable combobox with list autocomplete").
 */

type Suggestion = { value: string; label: string; hint?: string };

type Parts = { input: HTMLInputElement; list: HTMLUListElement; status: HTMLElement; box: HTMLElement };

const SHOWN = 30;
const ASK_AFTER_MS = 200;

for (const box of document.querySelectorAll<HTMLElement>('[data-combobox]')) {
  const select = box.querySelector('select');
  const input = box.querySelector<HTMLInputElement>('input:not([type=hidden])');
  if (select) fromSelect(box, select);
  else if (input) fromSource(box, input);
}

/** The select stays in the form and keeps the value; the reader types into a field before it. */
function fromSelect(box: HTMLElement, select: HTMLSelectElement): void {
  const input = document.createElement('input');
  input.type = 'text';
  input.id = select.id;
  input.className = select.className;
  input.disabled = select.disabled;
  input.required = select.required;
  for (const name of ['aria-describedby', 'aria-invalid']) {
    const value = select.getAttribute(name);
    if (value) input.setAttribute(name, value);
  }
  select.id = `${select.id}-select`;
  select.hidden = true;
  select.required = false;
  select.before(input);
  const options = [...select.options].filter((option) => option.value && !option.disabled);
  const suggestions = options.map((option) => ({ value: option.value, label: option.text.trim() }));
  const showChosen = () => (input.value = select.value ? (select.selectedOptions[0]?.text.trim() ?? '') : '');
  const choose = (value: string) => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };
  showChosen();
  select.addEventListener('change', showChosen);
  const parts = prepare(box, input, (chosen) => choose(chosen.value));
  input.addEventListener('input', () => show(parts, input.value ? matching(suggestions, input.value) : suggestions));
  input.addEventListener('click', () => show(parts, suggestions));
  input.addEventListener('blur', () => {
    // What was typed and is no choice gives way to the last choice, unless the field was emptied.
    const exact = suggestions.find(({ label }) => plain(label) === plain(input.value));
    if (exact && exact.value !== select.value) choose(exact.value);
    else if (!input.value) choose('');
    showChosen();
  });
}

/** The typed text is sent too, so that the server can find what was meant when nothing was chosen. */
function fromSource(box: HTMLElement, input: HTMLInputElement): void {
  const chosen = box.querySelector<HTMLInputElement>('input[type=hidden]');
  const parts = prepare(box, input, ({ value, label }) => {
    input.value = label;
    if (chosen) chosen.value = value;
  });
  let timer = 0;
  let asked = 0;
  const suggest = async (turn: number) => {
    const found = await ask(box.dataset['comboboxSource'] ?? '', input.value);
    // A slow answer must not overtake a later question.
    if (found && turn === asked && document.activeElement === input) show(parts, found);
  };
  input.addEventListener('input', () => {
    if (chosen) chosen.value = '';
    clearTimeout(timer);
    const turn = (asked += 1);
    if (input.value.trim().length < 2) return hide(parts);
    timer = window.setTimeout(() => {
      void suggest(turn);
    }, ASK_AFTER_MS);
  });
}

/** No answer is no harm: the field works as plain text. */
async function ask(source: string, typed: string): Promise<Suggestion[] | undefined> {
  try {
    const address = new URL(source, location.href);
    address.searchParams.set('q', typed);
    const answer = await fetch(address, { headers: { accept: 'application/json' } });
    return answer.ok ? ((await answer.json()) as Suggestion[]) : undefined; // our own server's answer, of that shape
  } catch {
    return undefined;
  }
}

function prepare(box: HTMLElement, input: HTMLInputElement, choose: (suggestion: Suggestion) => void): Parts {
  const list = document.createElement('ul');
  list.id = `${input.id}-list`;
  list.className = 'combobox-list';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', box.dataset['comboboxLabel'] ?? '');
  const status = document.createElement('span');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  const attributes = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
    autocomplete: 'off',
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  input.after(list, status);
  const parts = { input, list, status, box };
  const take = (option: Element | null | undefined) => {
    if (!(option instanceof HTMLElement)) return;
    choose({ value: option.dataset['value'] ?? '', label: option.dataset['text'] ?? '' });
    hide(parts);
  };
  // The list must not take the focus from the field before the click arrives.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => take((event.target as Element).closest('[role=option]'))); // a click's target is an element
  input.addEventListener('blur', () => hide(parts));
  input.addEventListener('keydown', (event) => onKey(event, parts, take));
  return parts;
}

function onKey(event: KeyboardEvent, parts: Parts, take: (option: Element | null) => void): void {
  const { input, list } = parts;
  const active = list.querySelector('[aria-selected=true]');
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (list.hidden) return void input.dispatchEvent(new Event(input.value ? 'input' : 'click'));
    const options = [...list.querySelectorAll('[role=option]')];
    const step = event.key === 'ArrowDown' ? 1 : -1;
    const from = active ? options.indexOf(active) : step === 1 ? -1 : 0;
    mark(parts, options.at((from + step) % options.length));
  } else if (event.key === 'Enter' && active && !list.hidden) {
    event.preventDefault();
    take(active);
  } else if (event.key === 'Escape' && !list.hidden) {
    event.stopPropagation();
    hide(parts);
  }
}

function mark({ input, list }: Parts, option: Element | undefined): void {
  list.querySelector('[aria-selected=true]')?.setAttribute('aria-selected', 'false');
  option?.setAttribute('aria-selected', 'true');
  option?.scrollIntoView({ block: 'nearest' });
  if (option) input.setAttribute('aria-activedescendant', option.id);
  else input.removeAttribute('aria-activedescendant');
}

function show(parts: Parts, suggestions: Suggestion[]): void {
  const { input, list, status, box } = parts;
  list.replaceChildren(...suggestions.slice(0, SHOWN).map((suggestion, index) => optionOf(suggestion, `${list.id}-${index}`)));
  list.hidden = suggestions.length === 0;
  input.setAttribute('aria-expanded', String(!list.hidden));
  input.removeAttribute('aria-activedescendant');
  status.textContent = suggestions.length
    ? (box.dataset['comboboxCount'] ?? '').replace('{count}', String(suggestions.length))
    : (box.dataset['comboboxNone'] ?? '');
}

function hide({ input, list, status }: Parts): void {
  list.hidden = true;
  status.textContent = '';
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

function optionOf({ value, label, hint }: Suggestion, id: string): HTMLLIElement {
  const option = document.createElement('li');
  option.id = id;
  option.className = 'combobox-option';
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.dataset['value'] = value;
  option.dataset['text'] = label;
  option.dir = 'auto';
  option.textContent = label;
  if (hint) {
    const note = document.createElement('span');
    note.className = 'combobox-hint';
    note.textContent = hint;
    option.append(note);
  }
  return option;
}

/** Choices in which every typed word begins some word; accents and capitals do not count. */
function matching(suggestions: Suggestion[], typed: string): Suggestion[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return suggestions.filter(({ label }) => {
    const text = ` ${plain(label)}`;
    return words.every((word) => text.includes(` ${word}`) || text.includes(`-${word}`) || text.includes(`(${word}`));
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
