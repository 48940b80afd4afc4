import { record } from '#kernel/audit';
import { idOf, isForbidden, newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import { makeTranslated, setTranslation, textIn, type Translated } from '#kernel/i18n';
import { refuse } from './refusals.ts';
import type { Track } from './track.ts';

/** What the network (`officeId` null) or an office says to the people of a track. */
export interface TrackText {
  track: Track;
  officeId: string | null;
  body: Translated;
  updatedAt: Date;
}

/** The texts of a track, or of all: the network's and the offices'. */
export async function trackTexts(trx: Reads<'tracks'>, track?: Track): Promise<TrackText[]> {
  let query = trx.selectFrom('tracks.texts').select(['track', 'office_id', 'body', 'updated_at']).orderBy('office_id').limit(2_000);
  if (track) query = query.where('track', '=', track);
  const rows = await query.execute();
  return rows.map((row) => ({
    track: row.track as Track, // check constraint texts_track
    officeId: row.office_id,
    body: row.body,
    updatedAt: row.updated_at,
  }));
}

/**
 * Writes a text in one language. Emptied in the language it was first written in it is gone, and the product's own text
 * stands again; emptied in another, that translation goes. Refusals: `not-found`.
 */
export async function writeTrackText(
  trx: Writes<'tracks' | 'audit'>,
  accountId: string,
  of: { track: Track; officeId: string | null },
  said: { lang: string; text: string | null; now: Date },
): Promise<void> {
  const before = (await trackTexts(trx, of.track)).find(({ officeId }) => officeId === of.officeId)?.body ?? null;
  const body = changed(before, said, { by: accountId, kind: 'human' as const, at: said.now.toISOString() });
  const office = of.officeId === null ? null : idOf<'offices.offices'>().parse(of.officeId);
  if (body === null) {
    await trx
      .deleteFrom('tracks.texts')
      .where('track', '=', of.track)
      .where((eb) => (office === null ? eb('office_id', 'is', null) : eb('office_id', '=', office)))
      .execute();
  } else {
    const row = { body: JSON.stringify(body), updated_at: said.now, updated_by: accountId };
    await trx
      .insertInto('tracks.texts')
      .values({ id: newId<'tracks.texts'>(), track: of.track, office_id: office, ...row })
      .onConflict((conflict) => conflict.constraint('texts_once').doUpdateSet(row))
      .execute()
      .catch(onConstraint({ texts_office: () => refuse('not-found') }))
      .catch((error: unknown) => {
        throw isForbidden(error) ? refuse('not-found') : error;
      });
  }
  await record(trx, {
    verb: 'tracks.text-written',
    purpose: 'tracks.purpose.tracks',
    scopeId: of.officeId,
    objectKind: 'track',
    details: { track: of.track, language: said.lang },
  });
}

function changed(
  before: Translated | null,
  { lang, text }: { lang: string; text: string | null },
  author: Parameters<typeof makeTranslated>[2],
): Translated | null {
  if (text === null) {
    if (!before || before.source === lang) return null;
    const { [lang]: _emptied, ...texts } = before.texts;
    return { ...before, texts };
  }
  return before ? setTranslation(before, lang, text, author) : makeTranslated(lang, text, author);
}

/** The paragraphs of a text, in the reader's language or the one it was written in. */
export function paragraphsOf(body: Translated, lang: string): { lines: string[]; lang: string; dir: 'ltr' | 'rtl' } {
  const shown = textIn(body, lang);
  return { lines: splitParagraphs(shown.text), lang: shown.lang, dir: shown.dir };
}

/** A plain text cut at its empty lines. */
export function splitParagraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter(Boolean);
}
