import type { Context } from '#kernel/http';
import type { Translate } from '#kernel/i18n';
import { tracks, type Track } from '../track.ts';

/** The tracks as choices of a field. */
export function trackChoices({ t }: Pick<Context, 't'>): { value: Track; label: string }[] {
  return tracks.map((value) => ({ value, label: t(`tracks.track.${value}`) }));
}

/** The product's own text for a track, where the network has written none. */
export function ownText(t: Translate, track: Track): string {
  return t(`tracks.about.${track}`);
}
