import { addDays } from '#kernel/time';
import { plain, type RouteFixtures } from './fixtures-route.ts';
import type { SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

/** Offices' own staff who write, and those who look at what they do. */
const writers = ['manager'] as const;
const readers = ['manager', 'auditor'] as const;

const form = ({ consultations, today }: SeededWorld): FormFields => ({
  title: 'Night counter (invented)',
  about: 'Whether it opens at night',
  language: 'en',
  where: consultations.where,
  corridor: '',
  unit: 'Unit of counters',
  contactName: '',
  contactEmail: 'unit@example.org',
  contactPhone: '',
  draftText: '',
  draftLink: '',
  plan: '',
  fromOn: today,
  untilOn: addDays(today, 30),
  question1: 'On which nights?',
});

/** Pages of consultations: asked by the manager's office, answered by an association for which the person writes. */
export const consultationRoutes: RouteFixtures = {
  '/consultations': plain('/consultations'),
  '/consultations/:id': { address: ({ consultations }) => `/consultations/${consultations.answered}` },
  '/consultations/mine': plain('/consultations/mine', { as: 'person' }),
  '/consultations/for/:association': {
    address: ({ consultations }) => `/consultations/for/${consultations.association}`,
    as: 'person',
    opens: ['person'],
  },
  '/consultations/for/:association/:id': {
    address: ({ consultations }) => `/consultations/for/${consultations.association}/${consultations.asked}`,
    as: 'person',
    opens: ['person'],
    body: () => ({ reply1: 'Thursday', words: 'We ask for evenings.', audience: 'public', deed: 'hand-in' }),
  },
  '/desk/consultations': plain('/desk/consultations', { as: 'manager' }),
  '/desk/consultations/new': plain('/desk/consultations/new', { as: 'manager', opens: writers, body: form }),
  '/desk/consultations/:id': {
    address: ({ consultations }) => `/desk/consultations/${consultations.toAnswer}`,
    as: 'manager',
    opens: readers,
  },
  '/desk/consultations/:id/edit': {
    address: ({ consultations }) => `/desk/consultations/${consultations.draft}/edit`,
    as: 'manager',
    opens: writers,
    body: form,
  },
  '/desk/consultations/:id/act': {
    address: ({ consultations }) => `/desk/consultations/${consultations.toOpen}/act?act=open`,
    as: 'manager',
    opens: writers,
    body: () => ({ act: 'open', words: '', until: '' }),
  },
  '/desk/consultations/:id/opinions/:opinion': {
    address: ({ consultations }) => `/desk/consultations/${consultations.toAnswer}/opinions/${consultations.opinion}`,
    as: 'manager',
    opens: writers,
    body: () => ({ answer: 'taken-up', reason: 'It opens on Thursdays.', revision: '1' }),
  },
};
