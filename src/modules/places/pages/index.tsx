import type { ApiRoute, Route } from '#kernel/http';
import { placesApi } from './api.ts';
import { choosePlacesRoute } from './choose-places.tsx';
import { corridorsRoute } from './corridors.tsx';
import { searchPlacesRoute } from './search-places.tsx';

export const routes: Route[] = [corridorsRoute, choosePlacesRoute, searchPlacesRoute];

export const apiRoutes: ApiRoute[] = [placesApi];

export { CorridorEnds, type CorridorEndsProps } from './corridor-ends.tsx';
export { CorridorFacts, CorridorLink, type CorridorFactsProps } from './corridor-facts.tsx';
export { CorridorFinder, type CorridorFinderProps, type FinderSide } from './corridor-finder.tsx';
export { OpeningsList, type OpeningsListProps } from './openings-list.tsx';
export { PlaceDescribed } from './place-described.tsx';
export { readSide, type SideGiven, type SideRead } from './read-side.ts';
export { joinNames, ageText, sourceText } from './source-text.ts';
export { TranslatedText, TranslationNoteFor } from './translated-text.tsx';
