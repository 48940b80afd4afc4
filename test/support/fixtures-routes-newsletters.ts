import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type Newsletters = SeededWorld['newsletters'];
const written = (path: (all: Newsletters) => string, body?: (world: SeededWorld) => FormFields): RouteFixture => ({
  address: ({ newsletters }) => `/newsletter/issues/${path(newsletters)}`,
  as: 'editor',
  opens: ['editor'],
  ...(body ? { body } : {}),
});
const words = (): FormFields => ({ language: 'en', title: 'Autumn (invented)', intro: 'What is new.' });

/** Pages of the newsletter. */
export const newsletterRoutes: RouteFixtures = {
  '/newsletter': plain('/newsletter', { body: () => ({ email: 'somebody@example.org', language: 'en' }) }),
  '/newsletter/asked': plain('/newsletter/asked'),
  '/newsletter/mine': { address: ({ newsletters }) => `/newsletter/mine?token=${newsletters.token}`, body: () => ({ act: 'confirm' }) },
  '/newsletter/:number': { address: ({ newsletters }) => `/newsletter/${newsletters.number}` },
  '/newsletter/issues': plain('/newsletter/issues', { as: 'editor', opens: ['editor'] }),
  '/newsletter/issues/new': plain('/newsletter/issues/new', { as: 'editor', opens: ['editor'], body: words }),
  '/newsletter/issues/:id': written(({ toEdit }) => toEdit, words),
  '/newsletter/issues/:id/add': written(
    ({ toFill }) => `${toFill}/add`,
    () => ({ practice: 'sheet-published', note: '' }),
  ),
  '/newsletter/issues/:id/take-out': {
    ...written(
      ({ toEmpty }) => `${toEmpty}/take-out`,
      ({ newsletters }) => ({ practice: newsletters.practice }),
    ),
    leadsOn: true,
  },
  '/newsletter/issues/:id/send': written(
    ({ toSend }) => `${toSend}/send`,
    () => ({}),
  ),
  '/newsletter/issues/:id/remove': written(
    ({ toRemove }) => `${toRemove}/remove`,
    () => ({}),
  ),
};
