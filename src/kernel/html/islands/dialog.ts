/** Opens dialogs as modals; without this script their `#id` address shows them. */

function dialogOf(id: string | undefined): HTMLDialogElement | undefined {
  const found = id ? document.getElementById(id) : null;
  return found instanceof HTMLDialogElement ? found : undefined;
}

document.addEventListener('click', (event) => {
  const target = event.target;
  if (!(target instanceof Element)) return;
  const opened = dialogOf(target.closest<HTMLElement>('[data-dialog-open]')?.dataset['dialogOpen']);
  // A click on the backdrop has the dialog itself as its target.
  const closed = target instanceof HTMLDialogElement ? target : target.closest('[data-dialog-close]')?.closest('dialog');
  if (!opened && !closed) return;
  if (target instanceof HTMLDialogElement && isInside(event, target)) return;
  event.preventDefault();
  open(opened);
  closed?.close();
});

/** The focus goes to the dialog itself: a browser would give it to the first button, which may be the one that acts. */
function open(dialog: HTMLDialogElement | undefined): void {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  dialog.focus();
}

function isInside(event: MouseEvent, dialog: HTMLDialogElement): boolean {
  const box = dialog.getBoundingClientRect();
  const across = event.clientX >= box.left && event.clientX <= box.right;
  return across && event.clientY >= box.top && event.clientY <= box.bottom;
}

/** An address that names a dialog opens it, as after a refused form inside one. */
const named = dialogOf(location.hash.slice(1));
if (named) {
  history.replaceState(null, '', location.pathname + location.search);
  open(named);
}
