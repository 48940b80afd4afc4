import { plain, type RouteFixtures } from './fixtures-route.ts';

const mine = { as: 'person', opens: ['person'] } as const;

/** Pages of whoever is signed in: the account, and the person's own space. */
export const accountRoutes: RouteFixtures = {
  '/start': plain('/start', { as: 'person', leadsOn: true }),
  '/account': plain('/account', { as: 'person' }),
  '/account/details': plain('/account/details', { as: 'person', body: () => ({ name: 'Awa Exemple', language: 'en', timeZone: '' }) }),
  '/account/address': plain('/account/address', { as: 'person', body: () => ({ address: 'another@example.org' }) }),
  '/account/address/code': plain('/account/address/code?challenge=none', {
    as: 'person',
    body: () => ({ code: '123456' }),
    refusedWith: 422,
  }),
  '/account/sessions/end-others': plain('/account/sessions/end-others', { as: 'otherPerson', body: () => ({}) }),
  '/account/sessions/:id/end': { address: (world) => `/account/sessions/${world.otherSession}/end`, ...mine, body: () => ({}) },
  '/account/factors': plain('/account/factors', { as: 'keyholder' }),
  '/account/factors/passkey': plain('/account/factors/passkey', {
    as: 'keyholder',
    body: () => ({ name: 'Green key', answer: '' }),
    refusedWith: 422,
  }),
  '/account/factors/authenticator/remove': plain('/account/factors/authenticator/remove', { as: 'keyholder', body: () => ({}) }),
  '/account/factors/passkeys/:id/remove': {
    address: (world) => `/account/factors/passkeys/${world.factors.passkey}/remove`,
    as: 'keyholder',
    body: () => ({}),
  },
  '/account/factors/recovery': plain('/account/factors/recovery', { as: 'keyholder', body: () => ({}) }),
  '/account/password': plain('/account/password', {
    as: 'keyholder',
    body: () => ({ current: 'not the password', password: 'a long enough sentence of words' }),
    refusedWith: 422,
  }),
  '/account/providers/:id/remove': {
    address: (world) => `/account/providers/${world.factors.provider}/remove`,
    as: 'keyholder',
    body: () => ({}),
  },

  '/me': plain('/me', { as: 'person' }),
  '/me/file': plain('/me/file', { as: 'person' }),
  '/me/reads': plain('/me/reads', { as: 'person' }),
  '/me/sharing': plain('/me/sharing', { as: 'person' }),
  '/me/sharing/:id/withdraw': { address: (world) => `/me/sharing/${world.awa.grant}/withdraw`, ...mine, body: () => ({}) },
  '/me/download': plain('/me/download', { as: 'person' }),
  '/me/documents/:id': { address: (world) => `/me/documents/${world.awa.document}`, ...mine },
  '/me/erasure': plain('/me/erasure', { as: 'person' }),
  '/me/erasure/:id/ask': {
    address: (world) => `/me/erasure/${world.returned.person}/ask`,
    ...mine,
    body: () => ({ wish: 'I move on', sure: 'on' }),
  },
  '/me/erasure/:id/withdraw': { address: (world) => `/me/erasure/${world.erasures.mine}/withdraw`, ...mine, body: () => ({}) },
  '/me/link': plain('/me/link', { as: 'otherPerson', body: () => ({ card: 'AAAA-BBBB-CCCC-DDDD' }), refusedWith: 422 }),
  '/me/link/:id': { address: (world) => `/me/link/${world.claimable}`, ...mine, body: () => ({}) },
  '/me/files': plain('/me/files', {
    as: 'person',
    body: (world) => ({ pair: `${world.awa.person} ${world.returned.person}`, parts: ['identity'] }),
  }),
  '/me/files/:id/unlink': {
    address: (world) => `/me/files/${world.links.mine}/unlink`,
    as: 'otherPerson',
    opens: ['otherPerson'],
    body: () => ({}),
  },
  '/me/steps/:id': { address: (world) => `/me/steps/${world.awa.own}`, ...mine, body: () => ({ action: 'start' }) },
  '/me/cases/:id/agree': { address: (world) => `/me/cases/${world.awa.case}/agree`, ...mine, body: () => ({}) },
  '/me/cases/:id/release': { address: (world) => `/me/cases/${world.returned.case}/release`, ...mine, body: () => ({ part: 'notes' }) },
};
