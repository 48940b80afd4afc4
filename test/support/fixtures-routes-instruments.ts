import { plain, type RouteFixture, type RouteFixtures } from './fixtures-route.ts';
import type { Player, SeededWorld } from './fixtures.ts';
import type { SheetsOfWay } from './fixtures-instruments.ts';
import type { FormFields } from './site.ts';

type In = (world: SeededWorld) => string;
type Body = (world: SeededWorld) => FormFields;

const makers = { as: 'planner' } as const;
const atStaff = (address: In, body?: Body): RouteFixture => ({ address, ...makers, ...(body ? { body } : {}) });

/** The pages of a sheet are the same for those who sign in and for those who come with a link. */
function sheetPages(base: string, of: (world: SeededWorld) => SheetsOfWay, who: Partial<RouteFixture>): RouteFixtures {
  const at =
    (sheet: (sheets: SheetsOfWay) => string, rest = ''): In =>
    (world) => {
      const [id, query] = sheet(of(world)).split('?');
      return `${base}/${id}${rest}${query ? `?${query}` : ''}`;
    };
  const file =
    (pick: (sheets: SheetsOfWay) => { sheet: string; file: string }, rest = ''): In =>
    (world) => {
      const one = pick(of(world));
      return at(() => one.sheet, `/files/name/${one.file}${rest}`)(world);
    };
  const fixture = (address: In, more: Partial<RouteFixture> = {}): RouteFixture => ({ address, ...who, ...more });
  return {
    [`${base}/:id`]: fixture(at(({ toShow }) => toShow)),
    [`${base}/:id/sections/:section`]: fixture(
      at(({ toFill }) => toFill, '/sections/first'),
      { body: () => ({ base: '0', f0: 'Office of padova', f1: 'no', f3: '', n0: 'As on the sign' }) },
    ),
    [`${base}/:id/submit`]: fixture(
      at(({ toSubmit }) => toSubmit, '/submit'),
      { body: () => ({}) },
    ),
    [`${base}/:id/reopen`]: fixture(
      at(({ toReopen }) => toReopen, '/reopen'),
      { body: () => ({ reason: 'A number was wrong' }) },
    ),
    [`${base}/:id/contact`]: fixture(
      at(({ toRelease }) => toRelease, '/contact'),
      { body: () => ({ allow: 'yes' }) },
    ),
    [`${base}/:id/files/:question`]: fixture(
      at(({ withFile }) => withFile.sheet, '/files/name'),
      { body: () => ({}), files: { file: { name: 'report.txt', bytes: Buffer.from('A report') } } },
    ),
    [`${base}/:id/files/:question/:file`]: fixture(file(({ withFile }) => withFile)),
    [`${base}/:id/files/:question/:file/remove`]: fixture(
      file(({ toRemove }) => toRemove, '/remove'),
      { body: () => ({}) },
    ),
    [`${base}/:id/print`]: fixture(at(({ toShow }) => toShow, '/print')),
  };
}

const padova = ['counsellor', 'manager'] as const satisfies readonly Player[];
/** Those who work for an office or an organisation may begin a sheet for it. */
const members = [...padova, 'counsellorAbroad', 'provider', 'otherProvider', 'representative'] as const satisfies readonly Player[];
const inMonths = (world: SeededWorld) => world.inAMonth;

/** A questionnaire of another network. */
const taken = { code: 'taken-survey', content: { title: { en: 'Taken' }, purpose: { en: 'From a file.' }, sections: [] } };

type DraftName = keyof SeededWorld['instruments']['drafts'];
const inDraft =
  (name: DraftName, rest: string): In =>
  (world) =>
    `/instruments/${world.instruments.drafts[name]}/draft${rest}`;
const ofInstrument =
  (pick: (world: SeededWorld) => string, rest: string): In =>
  (world) =>
    `/instruments/${pick(world)}/${rest}`;

/** Pages of the draft of a questionnaire. */
const draftRoutes: RouteFixtures = {
  '/instruments/:id/draft': atStaff(inDraft('toShow', '')),
  '/instruments/:id/draft/preview': atStaff(inDraft('toShow', '/preview')),
  '/instruments/:id/draft/act': atStaff(inDraft('toAct', '/act'), () => ({ part: 'second', act: 'up', base: '1' })),
  '/instruments/:id/draft/head': atStaff(inDraft('toHead', '/head'), () => ({
    title: 'Sample',
    purpose: 'Shows more.',
    guarded: '',
    base: '1',
  })),
  '/instruments/:id/draft/sections/:section': atStaff(inDraft('toSection', '/sections/new'), () => ({ title: 'Third', base: '1' })),
  '/instruments/:id/draft/questions/:question': atStaff(inDraft('toQuestion', '/questions/how'), () => ({
    label: 'How exactly?',
    help: '',
    type: 'longtext',
    options: '',
    alone: '',
    required: '',
    maxLines: '5',
    weight: '',
    contact: '',
    identifying: '',
    mode: 'any',
    condition: ['works/yes'],
    base: '1',
  })),
  '/instruments/:id/draft/translate/:into/:section': atStaff(inDraft('toTranslate', '/translate/it/first'), () => ({
    t0: 'Chi siete',
    base: '1',
  })),
  '/instruments/:id/copy': atStaff(
    ofInstrument((world) => world.instruments.toCopy, 'copy'),
    () => ({}),
  ),
  '/instruments/:id/publish': atStaff(
    ofInstrument((world) => world.instruments.drafts.toPublish, 'publish'),
    () => ({}),
  ),
  '/instruments/:id/discard': atStaff(
    ofInstrument((world) => world.instruments.drafts.toDiscard, 'discard'),
    () => ({}),
  ),
  '/instruments/:id/retire': atStaff(
    ofInstrument((world) => world.instruments.toCopy, 'retire'),
    () => ({}),
  ),
};

/** Pages of questionnaires, rounds and sheets. */
export const instrumentRoutes: RouteFixtures = {
  '/instruments': plain('/instruments', makers),
  '/instruments/new': plain('/instruments/new', {
    ...makers,
    body: () => ({ code: 'town-survey', title: 'Survey of towns', purpose: 'Asks what towns need.' }),
  }),
  '/instruments/import': plain('/instruments/import', {
    ...makers,
    body: () => ({}),
    files: { file: { name: 'survey.json', bytes: Buffer.from(JSON.stringify(taken)) } },
  }),
  ...draftRoutes,
  '/instruments/:id': atStaff((world) => `/instruments/${world.instruments.instrument}`),
  '/instruments/:id/versions/:number': atStaff(
    (world) => `/instruments/${world.instruments.instrument}/versions/${world.instruments.version}`,
  ),
  '/instruments/:id/begin-round': atStaff(
    (world) => `/instruments/${world.instruments.instrument}/begin-round`,
    (world) => ({
      title: 'Another round',
      method: 'Found by asking those who answered.',
      opensOn: world.today,
      closesOn: inMonths(world),
      selfStart: 'yes',
      several: '',
    }),
  ),
  '/instruments/rounds/:id': atStaff((world) => `/instruments/rounds/${world.instruments.round}`),
  '/instruments/rounds/:id/invite': atStaff(
    (world) => `/instruments/rounds/${world.instruments.round}/invite`,
    () => ({ how: 'link', body: '', label: 'Association of the example', email: 'asked@example.org', language: 'it' }),
  ),
  '/instruments/rounds/:id/remind': atStaff(
    (world) => `/instruments/rounds/${world.instruments.round}/remind`,
    () => ({}),
  ),
  '/instruments/rounds/:id/close': atStaff(
    (world) => `/instruments/rounds/${world.instruments.roundToClose}/close`,
    () => ({}),
  ),
  '/instruments/rounds/:id/paper': atStaff(
    (world) => `/instruments/rounds/${world.instruments.round}/paper`,
    (world) => ({ body: '', label: 'Association on paper', receivedOn: world.today }),
  ),
  '/instruments/rounds/:id/results': atStaff((world) => `/instruments/rounds/${world.instruments.round}/results`),
  '/instruments/rounds/:id/publish': atStaff(
    (world) => `/instruments/rounds/${world.instruments.roundToPublish}/publish`,
    () => ({}),
  ),
  '/surveys/results': plain('/surveys/results'),
  '/surveys/results/:id': { address: (world) => `/surveys/results/${world.instruments.published}` },
  '/instruments/sheets/:id': atStaff((world) => `/instruments/sheets/${world.instruments.staff.toRead}`),
  '/instruments/sheets/:id/reopen': atStaff(
    (world) => `/instruments/sheets/${world.instruments.staff.toReopen}/reopen`,
    () => ({ reason: 'Two numbers do not fit' }),
  ),
  '/instruments/sheets/:id/ask-contact': atStaff(
    (world) => `/instruments/sheets/${world.instruments.staff.toAsk}/ask-contact`,
    () => ({ reason: 'We would like to interview you' }),
  ),
  '/surveys': plain('/surveys', { as: 'counsellor' }),
  '/surveys/begin/:round': {
    address: (world) => `/surveys/begin/${world.instruments.round}`,
    as: 'counsellor',
    opens: members,
    body: (world) => ({ body: world.instruments.office }),
  },
  ...sheetPages('/surveys', (world) => world.instruments.body, { as: 'counsellor', opens: padova }),
  ...sheetPages('/surveys/answer', (world) => world.instruments.link, {}),
};
