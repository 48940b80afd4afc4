import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import { aPicture } from './fixtures-trade.ts';
import type { SeededWorld } from './fixtures.ts';
import type { FormFields } from './site.ts';

type Name = Exclude<keyof SeededWorld['practices'], 'picturesOf'>;

const base = '2';
const written =
  (as: 'planner' | 'editor') =>
  (name: Name, rest: string, body?: FormFields): RouteFixture => ({
    address: ({ practices }) => `/practices/drafts/${practices[name]}${rest}`,
    as,
    ...(body ? { body: () => body } : {}),
  });
const byPlanner = written('planner');

/** A picture of a draft of its own, in which nothing else is done. */
const inDraft = (name: 'picture-words' | 'picture-earlier' | 'picture-remove', rest: string, body: FormFields): RouteFixture => ({
  address: ({ practices }) => `/practices/drafts/${practices[name]}/pictures/${practices.picturesOf[name]}${rest}`,
  as: 'planner',
  body: () => body,
});
const pictureText = { words: 'Neighbours at a table', caption: 'An evening', credit: 'The network', licence: 'cc-by' };

/** Sheets as they are written, checked and read. */
export const practiceRoutes: RouteFixtures = {
  '/practices/compare': plain('/practices/compare?with=cartaya-seasonal-migration,sheet-published'),
  '/practices/timeline': plain('/practices/timeline'),
  '/practices/:id/versions': plain('/practices/sheet-published/versions'),
  '/practices/:id/versions/:number': plain('/practices/sheet-published/versions/1'),
  '/practices/:id/revise': plain('/practices/cartaya-seasonal-migration/revise', {
    as: 'planner',
    body: () => ({ reason: 'The authority confirms it.', authority: 'network' }),
  }),
  '/practices/drafts': plain('/practices/drafts', { as: 'planner' }),
  '/practices/drafts/from-form/:sheet': {
    address: ({ mapping }) => `/practices/drafts/from-form/${mapping}`,
    as: 'planner',
    opens: ['planner', 'editor'],
    body: () => ({ title: 'Evening books on paper', code: 'evening-books-on-paper', lang: 'en' }),
  },
  '/practices/drafts/new': plain('/practices/drafts/new', {
    as: 'planner',
    body: () => ({ title: 'Morning books', code: 'morning-books', lang: 'en', reason: 'It is new.', authority: 'network' }),
  }),
  '/practices/drafts/:id': byPlanner('show', ''),
  '/practices/drafts/:id/about': byPlanner('about', '/about', {
    title: 'Evening books',
    summary: 'Neighbours teach each other.',
    localAuthority: 'Invented municipality',
    place: '',
    adminLevel: 'municipality',
    countries: 'IT SN',
    corridors: 'Kaolack, SN > Padova, IT',
    themes: ['capacities'],
    starts: '2024',
    ends: '',
    ongoing: 'yes',
    website: '',
    base,
  }),
  '/practices/drafts/:id/partners': byPlanner('partners', '/partners', {
    departments: 'Social services',
    partnersSameCommunity: '',
    partnersElsewhere: '',
    policyLevels: 'Local',
    base,
  }),
  '/practices/drafts/:id/money': byPlanner('money', '/money', {
    budget: '1200',
    budgetCurrency: 'EUR',
    budgetNote: 'A year',
    budgetSources: 'The town',
    base,
  }),
  '/practices/drafts/:id/description': byPlanner('description', '/description', {
    objectives: 'Books in order',
    beneficiaries: 'Shopkeepers',
    needs: '',
    communication: '',
    base,
  }),
  '/practices/drafts/:id/context': byPlanner('context', '/context', {
    decisionProcess: 'The council decided.',
    developmentPriorities: '',
    coherenceMechanisms: '',
    outsideActors: '',
    successFeatures: '',
    obstacles: 'No room',
    outlook: '',
    base,
  }),
  '/practices/drafts/:id/features': byPlanner('features', '/features', {
    'ownership-participation': 'Shopkeepers chose the hours.',
    base,
  }),
  '/practices/drafts/:id/standing': byPlanner('standing', '/standing', {
    standing: 'confirmed',
    standingOn: '2026-06',
    sourceName: 'The network',
    reported: '',
    reason: 'It goes on.',
    base,
  }),
  '/practices/pictures/:id': { address: ({ practices }) => `/practices/pictures/${practices.picturesOf.published}` },
  '/practices/pictures/:id/withdraw': {
    address: ({ practices }) => `/practices/pictures/${practices.picturesOf.withdrawn}/withdraw`,
    as: 'editor',
    opens: ['editor'],
    body: () => ({}),
  },
  '/practices/drafts/:id/pictures': {
    ...byPlanner('pictures', '/pictures', { ...pictureText, agreed: 'yes' }),
    files: { file: { name: 'picture.png', bytes: aPicture } },
  },
  '/practices/drafts/:id/pictures/:picture': inDraft('picture-words', '', { ...pictureText, base: '3' }),
  '/practices/drafts/:id/pictures/:picture/earlier': { ...inDraft('picture-earlier', '/earlier', {}), leadsOn: true },
  '/practices/drafts/:id/pictures/:picture/remove': inDraft('picture-remove', '/remove', {}),
  '/practices/drafts/:id/translate/:into': byPlanner('translate', '/translate/it', { t0: 'Conti di sera', base }),
  '/practices/drafts/:id/send': byPlanner('send', '/send', {}),
  '/practices/drafts/:id/take-back': byPlanner('take-back', '/take-back', {}),
  '/practices/drafts/:id/discard': byPlanner('discard', '/discard', {}),
  '/practices/drafts/:id/check': written('editor')('check', '/check', { decision: 'return', advice: 'Say who pays.' }),
};
