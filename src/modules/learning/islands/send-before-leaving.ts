/**
 * Signing out empties this device. Wherever somebody signs out, what they did in a course and nobody has yet goes first, or
 * they are asked. Who never learned here loads nothing more, and no database is made.
 */

const PATIENCE_MS = 5_000;
const question = document.querySelector<HTMLElement>('[data-leave]')?.dataset['leave'] ?? '';

for (const form of document.querySelectorAll<HTMLFormElement>('form[action$="/sign-out"]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void mayLeave().then((may) => may && form.submit());
  });
}

async function mayLeave(): Promise<boolean> {
  if ((await deedsThatWait()) === 0) return true;
  const sending = import('./learn-queue.ts').then(async ({ send }) => await send());
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([sending, patience]).catch(() => undefined); // what is left then says it
  return (await deedsThatWait()) === 0 || confirm(question);
}

/** How many deeds wait in the queue of learn-queue.ts; none where this browser has no such queue, or gives no database. */
function deedsThatWait(): Promise<number> {
  return new Promise((resolve) => {
    const none = () => resolve(0);
    try {
      const request = indexedDB.open('ponte-learning');
      request.onupgradeneeded = () => request.transaction?.abort(); // there was none, and there shall be none
      request.onerror = none;
      request.onsuccess = () => {
        const database = request.result;
        const counted = database.transaction('deeds').objectStore('deeds').count();
        counted.onerror = none;
        counted.onsuccess = () => {
          database.close();
          resolve(counted.result);
        };
      };
    } catch {
      none(); // a private window of some browsers throws at once
    }
  });
}
