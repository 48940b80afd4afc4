/** Leaves for the neutral page and replaces this one in the history; Escape three times does it from anywhere. */

const exit = document.querySelector<HTMLAnchorElement>('[data-quick-exit]');
const PRESSES = 3;
const WITHIN_MS = 3000;
let presses: number[] = [];

function leave(): void {
  if (!exit) return;
  document.documentElement.classList.add('locked');
  location.replace(exit.href);
}

if (exit) {
  document.querySelector('[data-quick-exit-hint]')?.removeAttribute('hidden');
  exit.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
    if (presses.length >= PRESSES) leave();
  });
}
