import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Names of the small scripts that a page can use; each is a file in `islands/`. */
export type IslandName = 'enhance' | 'draft' | 'combobox' | 'quick-exit' | 'dialog' | 'counter-lock' | 'character-count' | 'shrink-photo';

/** Collects, while the page renders, the islands that its components asked for. */
export const IslandsContext = createContext<Set<string> | undefined>(undefined);

/** Asks for a script on this page, so that no page loads one that it does not use. */
export function useIsland(name: IslandName, wanted = true): void {
  const islands = useContext(IslandsContext);
  if (wanted) islands?.add(name);
}
