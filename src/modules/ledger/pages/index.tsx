import type { Route } from '#kernel/http';
import { accountRoute, closeAccountRoute, limitsRoute } from './account.tsx';
import { bookRoute } from './book.tsx';
import { booksRoute } from './books.tsx';
import { chainRoute, journalRoute } from './chain.tsx';
import { closeRoute } from './close.tsx';
import { actRoute, entryRoute } from './entry.tsx';
import { newAccountRoute } from './new-account.tsx';
import { newEntryRoute } from './new-entry.tsx';

export const routes: readonly Route[] = [
  booksRoute,
  bookRoute,
  newAccountRoute,
  accountRoute,
  limitsRoute,
  closeAccountRoute,
  newEntryRoute,
  entryRoute,
  actRoute,
  closeRoute,
  chainRoute,
  journalRoute,
];
