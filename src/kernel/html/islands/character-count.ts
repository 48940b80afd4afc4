/** Says how many characters are left while one types. The limit itself is text that the server wrote. */

const number = new Intl.NumberFormat(document.documentElement.lang === 'ar' ? 'ar-u-nu-latn' : document.documentElement.lang);
const SPOKEN_AFTER_MS = 1000;

for (const note of document.querySelectorAll<HTMLElement>('[data-count-for]')) {
  const area = document.getElementById(note.dataset['countFor'] ?? '');
  if (area instanceof HTMLTextAreaElement) follow(area, note);
}

function follow(area: HTMLTextAreaElement, note: HTMLElement): void {
  const limit = Number(note.dataset['countLimit']);
  const spoken = document.createElement('span');
  spoken.className = 'visually-hidden';
  spoken.setAttribute('role', 'status');
  note.after(spoken);
  let timer = 0;
  const show = () => {
    const left = limit - countedLength(area.value);
    const text = (left < 0 ? note.dataset['countOver'] : note.dataset['countLeft']) ?? '';
    note.textContent = text.replace('{count}', number.format(Math.abs(left)));
    note.classList.toggle('character-count-over', left < 0);
    clearTimeout(timer);
    timer = window.setTimeout(() => (spoken.textContent = note.textContent), SPOKEN_AFTER_MS);
  };
  area.addEventListener('input', show);
  if (area.value) show();
}

/** As the server counts: it stores a line break as one character. */
function countedLength(text: string): number {
  return text.replaceAll('\r\n', '\n').length;
}
