// Where the launchers keep what they found or made: `.cache` of the checkout, or a folder of this user where the
// checkout cannot be written. Plain JavaScript, like all that runs before Node 24 is found.
import { createHash } from 'node:crypto';
import { accessSync, constants, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folder for finds and makings of this checkout, made when missing; always one that only this user or the checkout's owner writes. */
export function stateFolder() {
  const inCheckout = join(root, '.cache');
  try {
    mkdirSync(inCheckout, { recursive: true });
    accessSync(inCheckout, constants.W_OK);
    return inCheckout;
  } catch {
    return temporaryFolder();
  }
}

/** Others can make folders in the temporary folder too, so it must be a real one, ours, and closed to them. */
function temporaryFolder() {
  const user = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `ponte-${user}-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  const ours = process.getuid === undefined || (stat.uid === user && (stat.mode & 0o022) === 0);
  if (!stat.isDirectory() || !ours) throw new Error(`${folder} belongs to somebody else: delete it, or set TMPDIR to a folder of yours.`);
  return folder;
}
