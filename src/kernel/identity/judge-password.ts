import { refuse } from './refusals.ts';

const SHORTEST = 12;
// scrypt reads all of it, so that a password of a megabyte would be a way to keep the server busy.
const LONGEST = 200;

/**
 * What the most common passwords are made of, in the languages of the interface. Twelve signs of one of these, its
 * repetition or its digits are still the first that is tried.
 */
const COMMON = `password passwort passw pass admin administrator administrateur amministratore administrador root user guest test
  welcome benvenuto benvenuta bienvenue bienvenido bienvenida bunvenit marhaba marhaban ahlan secret segreto segreta
  secreto letmein login access accesso qwerty qwertyuiop qwertyui qwertz azerty azertyuiop asdfgh asdfghjkl zxcvbn
  zxcvbnm qazwsx qazwsxedc iloveyou tiamo jetaime teiubesc teamo habibi monkey dragon master shadow sunshine princess
  principessa football calcio fotbal futbol baseball superman batman trustno starwars whatever freedom liberta liberte
  libertad libertate ciao bonjour hola salut salam changeme default temporary temporaneo provisoire motdepasse parola
  contrasena juventus barcelona realmadrid office ufficio bureau oficina birou migration migrazione migracion ponte
  counsellor municipality comune mairie ayuntamiento primaria january february march april june july august september
  october november december summer winter spring autumn estate inverno`
  .split(/\s+/)
  .filter(Boolean)
  .sort((a, b) => b.length - a.length);

/**
 * Judges a new password (NIST SP 800-63B, 3.1.1.2: length and a list of common ones, no rules of composition).
 * Refusals: `password-short`, `password-long`, `password-common`, `password-personal` (made of the holder's name or address).
 */
export function judgePassword(password: string, holder: { email: string | null; name: string }): void {
  const signs = Array.from(password.normalize('NFKC'));
  if (signs.length < SHORTEST) throw refuse('password-short', { field: 'password', values: { shortest: SHORTEST } });
  if (signs.length > LONGEST) throw refuse('password-long', { field: 'password', values: { longest: LONGEST } });
  const core = lettersOf(password);
  if (new Set(signs).size < 5 || isRun(signs) || /^[\d\s./+-]+$/.test(password) || isCommon(core))
    throw refuse('password-common', { field: 'password' });
  const own = [
    holder.email?.split('@')[0] ?? '',
    ...(holder.email?.split('@')[1]?.split('.') ?? []),
    ...holder.name.split(/\s+/),
    holder.name,
  ];
  if (own.some((word) => isMadeOf(core, lettersOf(word)))) throw refuse('password-personal', { field: 'password' });
}

const STAND_INS: Record<string, string> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };

/** Letters without case, accents, digits and signs; the usual stand-ins (p4ssw0rd) count as letters within a word. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?<=\p{L})[013457@$!]+(?=\p{L})/gu, (signs) => Array.from(signs, (sign) => STAND_INS[sign] ?? '').join(''))
    .replace(/\P{L}/gu, '');
}

/** Made of common words and nothing else. */
function isCommon(core: string): boolean {
  let rest = core;
  while (rest.length >= 3) {
    const word = COMMON.find((common) => rest.startsWith(common));
    if (!word) return false;
    rest = rest.slice(word.length);
  }
  return core.length > 0;
}

function isMadeOf(core: string, word: string): boolean {
  return word.length >= 4 && core.includes(word) && core.replaceAll(word, '').length < 4;
}

/** 123456789012, abcdefghijkl and the like, up or down. */
function isRun(signs: string[]): boolean {
  const steps = signs.slice(1).map((sign, index) => (sign.codePointAt(0) ?? 0) - (signs[index]?.codePointAt(0) ?? 0));
  return steps.filter((step) => Math.abs(step) <= 1 || Math.abs(step) === 9).length >= signs.length - 2;
}
