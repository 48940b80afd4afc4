/**
 * What a learner did, kept on this device until the server has it. A deed is on the disk before the page says anything:
 * a browser that crashes then loses nothing.
 */

export interface Deed {
  id: string;
  study: string;
  kind: 'opened' | 'finished' | 'answered' | 'handed-in';
  lesson: string;
  item?: string;
  choices?: readonly string[];
  number?: string;
  text?: string;
  /** Milliseconds by this device's clock. */
  at: number;
}

/** A kept deed; its sequence is the key that the database counts up and never gives twice. */
export interface KeptDeed extends Deed {
  sequence: number;
  /** The server could not read it; it stays, and holds up no other. */
  unreadable?: true;
}

const BATCH = 100;

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('ponte-learning', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('deeds', { keyPath: 'sequence', autoIncrement: true });
      request.result.createObjectStore('device');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no database'));
  });
  opened.catch(() => (opened = undefined)); // the next deed asks again
  return opened;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the database refused'));
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the database gave up'));
  });
}

/** Browsers give `randomUUID` only to secure pages; a test on a plain address still needs ids. */
function newUuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** Writes a deed down; done once it is on the disk. */
export async function keep(deed: Omit<Deed, 'id' | 'at'>): Promise<void> {
  const transaction = (await open()).transaction('deeds', 'readwrite', { durability: 'strict' });
  transaction.objectStore('deeds').add({ ...deed, id: newUuid(), at: Date.now() } satisfies Deed);
  await ended(transaction);
}

/** Deeds that wait, in order. */
export async function waiting(): Promise<KeptDeed[]> {
  const store = (await open()).transaction('deeds').objectStore('deeds');
  return (await settled(store.getAll())) as KeptDeed[]; // only `keep` writes there
}

async function deviceId(): Promise<string> {
  const transaction = (await open()).transaction('device', 'readwrite', { durability: 'strict' });
  const store = transaction.objectStore('device');
  const known = (await settled(store.get('id'))) as string | undefined;
  const id = known ?? newUuid();
  if (!known) store.put(id, 'id');
  await ended(transaction);
  return id;
}

/** What became of sending: all gone, some still wait for the line, or somebody must sign in first. */
export type Sent = 'sent' | 'no-line' | 'signed-out';

/** Sends what waits, in order. Two tabs take turns; a deed that is sent twice is kept once by the server. */
export async function send(): Promise<Sent> {
  return 'locks' in navigator ? await navigator.locks.request('ponte-learning', sendAll) : await sendAll();
}

async function sendAll(): Promise<Sent> {
  const others = new Set<number>();
  for (;;) {
    const batch = (await waiting()).filter((deed) => !others.has(deed.sequence) && !deed.unreadable).slice(0, BATCH);
    if (batch.length === 0) return others.size > 0 ? 'signed-out' : 'sent';
    const answer = await post(batch);
    if (typeof answer === 'string') return answer;
    const transaction = (await open()).transaction('deeds', 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore('deeds');
    for (const deed of batch) {
      if (answer.kept.includes(deed.id)) store.delete(deed.sequence);
      else if (answer.unreadable.includes(deed.id)) store.put({ ...deed, unreadable: true });
      else others.add(deed.sequence); // of somebody else who learns at this device: it waits for them
    }
    await ended(transaction);
  }
}

async function post(events: readonly KeptDeed[]): Promise<Sent | { kept: string[]; unreadable: string[] }> {
  try {
    const body = JSON.stringify({ device: await deviceId(), now: Date.now(), events });
    const answer = await fetch('/learning/events', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    if (answer.status === 401) return 'signed-out';
    return answer.ok ? ((await answer.json()) as { kept: string[]; unreadable: string[] }) : 'no-line'; // our own server's answer
  } catch {
    return 'no-line';
  }
}
