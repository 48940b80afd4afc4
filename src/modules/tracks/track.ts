import { termCodes } from '#modules/vocabulary';

// uses messages: tracks.track.*
// uses messages: tracks.about.*
/** The closed list, as `tracks.known()` in the database. */
export const tracks = ['women', 'repatriates', 'returnees', 'seasonal-workers', 'refugees', 'youth'] as const;
export type Track = (typeof tracks)[number];

/** The audience of the directory (vocabulary `audiences`) that means the same people. */
const audienceOfTrack = {
  women: 'migrant-women',
  repatriates: 'repatriates',
  returnees: 'returnees',
  'seasonal-workers': 'seasonal-workers',
  refugees: 'refugees',
  youth: 'youth',
} as const satisfies Record<Track, string>;

/** For whom courses are that fit a track: the audiences of the learning module. */
const coursesOfTrack = {
  women: ['founders'],
  repatriates: ['founders', 'returnees'],
  returnees: ['founders', 'returnees'],
  'seasonal-workers': ['founders', 'returnees'],
  refugees: ['founders'],
  youth: ['founders'],
} as const satisfies Record<Track, readonly ('founders' | 'returnees')[]>;

/** The code of vocabulary `audiences` under which services for a track are listed. */
export function audienceOf(track: Track): string {
  return audienceOfTrack[track];
}

/** Audiences of courses that fit a track. */
export function courseAudiencesOf(track: Track): readonly ('founders' | 'returnees')[] {
  return coursesOfTrack[track];
}

/** The tracks whose audience the vocabulary does not have: none, which a test holds. */
export function tracksWithoutAudience(): Track[] {
  const known = termCodes('audiences');
  return tracks.filter((track) => !known.includes(audienceOfTrack[track]));
}
