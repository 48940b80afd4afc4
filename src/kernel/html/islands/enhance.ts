/** The one script of every page: small comforts for what already works without it. */

const openMenus = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]');

/** Menus close when the reader turns elsewhere, and give the focus back on Escape. */
document.addEventListener('click', (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target as Node)) menu.open = false; // a click's target is a node
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector('summary')?.focus();
  }
});

/** An address can point at a field; browsers scroll there but leave the focus behind, and hide the label above. */
document.querySelector('.error-summary')?.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  (field.closest('fieldset, .field') ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
});

/** Browsers differ in whether they take the autofocus of a box of text. */
document.querySelector<HTMLElement>('.error-summary, main > .notice[autofocus]')?.focus();

/** A running job's part of the page renews itself until the server stops asking for it. */
function renewProgress(): void {
  const part = document.querySelector<HTMLElement>('[data-refresh]');
  if (part) setTimeout(() => void renew(part), 3000);
}

async function renew(part: HTMLElement): Promise<void> {
  try {
    const answer = await fetch(part.dataset['refresh'] ?? '', { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const renewed = answer.ok && page.getElementById(part.id);
    // The job is done: the page as a whole has more to say than the bar.
    if (renewed && renewed.dataset['refresh']) part.replaceWith(renewed);
    else if (answer.ok) location.reload();
  } catch {
    // The line is down for now; the next round asks again.
  }
  renewProgress();
}

renewProgress();

/** A draft that was sent, and whose form is not on the page that came back, has served its purpose, here and on the server. */
for (const name of Object.keys(localStorage)) {
  const kept = name.startsWith('ponte-draft:') ? (localStorage.getItem(name) ?? '') : '';
  if (!kept.includes('"sent":true') || document.querySelector(`[data-draft="${CSS.escape(name.slice(12))}"]`)) continue;
  localStorage.removeItem(name);
  const { remote } = JSON.parse(kept) as { remote?: string }; // only draft.ts writes under this name
  if (remote) void fetch(remote, { method: 'DELETE' }).catch(() => undefined);
}
