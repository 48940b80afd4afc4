import { randomInt, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Signs that cannot be mistaken for one another when read from a terminal: no 0 O 1 I L U. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 58 bits: too many to try, so nothing needs to count tries. */
const LENGTH = 12;

const pathOf = (dataDirectory: string) => join(dataDirectory, 'setup-code');

/** Whether an empty network was chosen and waits to be set up. */
export async function isSetupPending(dataDirectory: string): Promise<boolean> {
  return (await readSetupCode(dataDirectory)) !== null;
}

/** The code of this data folder, made where there is none: whoever reads the terminal may set the network up. */
export async function makeSetupCode(dataDirectory: string): Promise<string> {
  const known = await readSetupCode(dataDirectory);
  if (known) return known;
  await mkdir(dataDirectory, { recursive: true });
  const code = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)])
    .join('')
    .replaceAll(/(.{4})(?=.)/g, '$1-');
  const file = await open(pathOf(dataDirectory), 'w', 0o600);
  await file.writeFile(`${code}\n`);
  await file.close();
  return code;
}

async function readSetupCode(dataDirectory: string): Promise<string | null> {
  try {
    return (await readFile(pathOf(dataDirectory), 'utf8')).trim() || null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

const plain = (code: string) => code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');

/** Whether this is the code that the terminal printed; capitals, spaces and dashes make no difference. */
export async function isSetupCode(dataDirectory: string, given: string): Promise<boolean> {
  const code = await readSetupCode(dataDirectory);
  if (!code) return false;
  const [wanted, got] = [Buffer.from(plain(code)), Buffer.from(plain(given))];
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}

/** The code is of no use once the network is set up. */
export async function removeSetupCode(dataDirectory: string): Promise<void> {
  await rm(pathOf(dataDirectory), { force: true });
}
