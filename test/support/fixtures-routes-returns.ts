import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

const padova = ['counsellor', 'manager'] as const satisfies readonly Player[];
const at = (address: (world: SeededWorld) => string, body?: (world: SeededWorld) => FormFields): RouteFixture => ({
  address,
  as: 'counsellor',
  opens: padova,
  ...(body ? { body } : {}),
});
const rule = () => ({
  topic: 'health',
  leaving: 'IT',
  arriving: 'SN',
  question: 'Who pays for the medicine?',
  keeps: '',
  loses: '',
  askFor: 'An answer',
  askWhere: '',
  askBy: '',
  sourceName: 'An invented circular',
  sourceUrl: 'https://law.example/circular',
  validFrom: '2026-01-01',
  validUntil: '',
});

/** Stay or return: the public page, the rules, the checklists of a person and of the desk. */
export const returnRoutes: RouteFixtures = {
  '/stay-or-return': plain('/stay-or-return?from=IT&to=SN'),
  '/desk/return-rules': { ...plain('/desk/return-rules?country=SN'), as: 'counsellor' },
  '/desk/return-rules/new': {
    ...plain('/desk/return-rules/new', { body: (world) => ({ ...rule(), office: world.offices.padova.id }) }),
    as: 'manager',
  },
  '/desk/return-rules/:id': { address: (world) => `/desk/return-rules/${world.returns.rule}`, as: 'manager', body: rule },
  '/desk/return-rules/:id/confirm': {
    address: (world) => `/desk/return-rules/${world.returns.rule}/confirm`,
    as: 'manager',
    opens: ['manager'],
    body: () => ({ by: 'Institution, A. Person', on: '2026-02-01' }),
  },
  '/desk/return-rules/:id/unconfirm': {
    address: (world) => `/desk/return-rules/${world.returns.confirmed}/unconfirm`,
    as: 'manager',
    opens: ['manager'],
    body: () => ({}),
  },
  '/me/return-checklist': {
    ...plain('/me/return-checklist'),
    as: 'person',
    body: (world) => ({ [`done-${world.returns.rule}`]: 'yes', [`note-${world.returns.rule}`]: 'Asked on Monday' }),
  },
  '/me/return-checklist/print': { ...plain('/me/return-checklist/print?with=ar'), as: 'person', opens: ['person', 'otherPerson'] },
  '/desk/people/:id/return-checklist': at(
    (world) => `/desk/people/${world.awa.person}/return-checklist`,
    (world) => ({ [`note-${world.returns.rule}`]: 'The form is here' }),
  ),
  '/me/return': { ...plain('/me/return'), as: 'person', body: () => ({}) },
  '/me/return/:id/do/:action': {
    address: (world) => `/me/return/${world.returns.ownPlan}/do/inform`,
    as: 'person',
    opens: ['person'],
    body: () => ({ stay: 'yes', go: 'yes' }),
  },
  '/me/return/:id/:section': {
    address: (world) => `/me/return/${world.returns.ownPlan}/housing`,
    as: 'person',
    opens: ['person'],
    body: () => ({ words: 'With my sister' }),
  },
  '/desk/people/:id/return': at(
    (world) => `/desk/people/${world.toOffer.person}/return`,
    () => ({}),
  ),
  '/desk/returns/:id': at((world) => `/desk/returns/${world.returns.plan}?with=ar`),
  '/desk/returns/:id/do/:action': at(
    (world) => `/desk/returns/${world.returns.plan}/do/inform`,
    () => ({ stay: 'yes', go: 'yes' }),
  ),
  '/desk/returns/:id/sections/:section': at(
    (world) => `/desk/returns/${world.returns.plan}/sections/money`,
    () => ({ words: 'An account is open' }),
  ),
  '/desk/returns/:id/venture': at(
    (world) => `/desk/returns/${world.returns.plan}/venture`,
    (world) => ({ venture: world.returns.venture }),
  ),
  '/desk/returns/:id/check': at(
    (world) => `/desk/returns/${world.returns.plan}/check`,
    (world) => ({ office: world.offices.kaolack.id, question: 'Is there a market?', how: 'signed-at-desk', language: 'fr' }),
  ),
  '/desk/returns/:id/visit': at(
    (world) => `/desk/returns/${world.returns.plan}/visit`,
    (world) => ({ day: world.inAMonth }),
  ),
  '/desk/return-follow-ups': { ...plain('/desk/return-follow-ups'), as: 'counsellor' },
  '/desk/return-follow-ups/:id': at(
    (world) => `/desk/return-follow-ups/${world.returns.visit}`,
    () => ({ how: 'phone', signs: ['debt'], note: 'Talked for an hour' }),
  ),
  '/desk/return-checks': { ...plain('/desk/return-checks'), as: 'counsellorAbroad' },
  '/desk/return-checks/:id': {
    address: (world) => `/desk/return-checks/${world.returns.check}`,
    as: 'counsellorAbroad',
    opens: ['counsellorAbroad'],
    body: () => ({ answer: 'with-conditions', words: 'A well is needed first' }),
  },
  '/desk/people/:id/return-checklist/print': at((world) => `/desk/people/${world.awa.person}/return-checklist/print?with=ar`),
};
