import type { Route } from '#kernel/http';
import { deskTracksRoute, myTracksRoute } from './choose.tsx';
import { trackTextRoute, trackTextsRoute } from './texts.tsx';

export const routes: readonly Route[] = [myTracksRoute, deskTracksRoute, trackTextsRoute, trackTextRoute];

export { MyTracks, PersonTracks, readTracks } from './panels.tsx';
export { ownText, trackChoices } from './track-words.ts';
