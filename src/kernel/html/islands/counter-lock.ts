/** Locks a shared counter by F9 or after some idle minutes. Other tabs of the same counter count as work. */

const form = document.querySelector<HTMLFormElement>('form[data-lock-minutes]');
const SEEN = 'ponte-counter-used';
const CHECK_MS = 5000;
const SIGNS = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const;

let locking = false;

function lock(): void {
  if (!form || locking) return;
  locking = true;
  // Nothing stays readable while the request is on its way, or if it fails.
  document.documentElement.classList.add('locked');
  form.submit();
}

if (form) {
  const minutes = Number(form.dataset['lockMinutes']);
  const used = () => localStorage.setItem(SEEN, String(Date.now()));
  used();
  for (const sign of SIGNS) addEventListener(sign, used, { passive: true });
  addEventListener('keydown', (event) => {
    if (event.key !== 'F9') return;
    event.preventDefault();
    lock();
  });
  setInterval(() => {
    if (Date.now() - Number(localStorage.getItem(SEEN)) > minutes * 60_000) lock();
  }, CHECK_MS);
  // A page brought back from memory may belong to somebody who has since locked the counter.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
