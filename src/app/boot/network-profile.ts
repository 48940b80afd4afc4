import { z } from 'zod';
import { asSystem, type Database } from '#kernel/db';
import { isLanguage, languages, type Language } from '#kernel/i18n';
import type { NetworkProfile } from '#kernel/http';

const controller = z.object({ name: z.string(), address: z.string(), email: z.string(), dataProtectionOfficer: z.string() });
const mail = z.object({ from: z.string(), name: z.string() }).nullable();

/** Reads what the network is called, in which languages it speaks, and who answers for its data. */
export async function readProfile(db: Database): Promise<NetworkProfile | null> {
  const row = await asSystem(db, async (trx) => await trx.selectFrom('kernel.network').selectAll().executeTakeFirst());
  if (!row) return null;
  const offered = row.languages.filter((code): code is Language => isLanguage(code));
  return {
    name: row.name,
    languages: offered.length ? offered : languages.map(({ code }) => code),
    timeZone: row.time_zone,
    country: row.country,
    controller: controller.parse(row.controller),
    mail: mail.parse(row.mail),
    demonstration: row.demonstration,
  };
}

const FRESH_FOR_MS = 5_000;

/** Keeps the profile for five seconds: it is asked for on every request and changes once a year. */
export function profileReader(db: Database): () => Promise<NetworkProfile | null> {
  let kept: { at: number; profile: NetworkProfile } | null = null;
  return async () => {
    if (kept && Date.now() - kept.at < FRESH_FOR_MS) return kept.profile;
    const profile = await readProfile(db);
    kept = profile ? { at: Date.now(), profile } : null;
    return profile;
  };
}
