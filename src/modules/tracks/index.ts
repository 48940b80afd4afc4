export { audienceOf, courseAudiencesOf, tracks, type Track } from './track.ts';
export { chooseTracks, tracksOf, type Chosen, type How } from './choose-tracks.ts';
export { paragraphsOf, splitParagraphs, trackTexts, writeTrackText, type TrackText } from './texts.ts';
