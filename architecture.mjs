// Who may use whom: the only place. One line a module; the kernel's parts may use the parts named.
// test/architecture.test.ts reads every import and holds it to these tables.

/** Kernel part → kernel parts it may use. A part that is not listed here does not exist. */
export const kernel = {
  errors: [],
  money: ['i18n'],
  geo: [],
  text: ['errors'],
  time: [],
  config: ['errors'],
  i18n: ['money', 'time'],
  log: ['config'],
  db: ['errors', 'i18n'],
  keys: ['errors', 'db'],
  access: ['db', 'errors', 'audit'],
  audit: ['db', 'errors', 'jobs', 'keys'],
  consent: ['db', 'errors', 'audit', 'access', 'jobs', 'i18n'],
  jobs: ['db', 'errors', 'log'],
  mail: ['db', 'errors', 'keys', 'jobs', 'config', 'log', 'i18n'],
  files: ['db', 'errors', 'keys', 'audit', 'access', 'jobs'],
  identity: ['db', 'errors', 'keys', 'access', 'audit', 'i18n', 'text'],
  import: ['db', 'errors', 'i18n', 'text', 'time'],
  html: ['i18n', 'geo', 'money'],
  http: ['access', 'config', 'db', 'errors', 'files', 'html', 'i18n', 'identity', 'keys', 'log', 'text'],
};

/** Module → modules it may use. Everything may use the kernel; only src/app may use everything. */
export const modules = {
  vocabulary: [],
  places: ['vocabulary'],
  offices: ['places'],
  directory: ['vocabulary', 'places', 'offices'],
  practices: ['vocabulary', 'places'],
  people: ['vocabulary', 'places', 'offices'],
  ventures: ['vocabulary', 'people', 'places'],
  messages: ['vocabulary', 'offices', 'people', 'places'],
  appointments: ['vocabulary', 'offices', 'people', 'places'],
  observatory: [],
  cases: ['vocabulary', 'people', 'ventures', 'directory', 'offices', 'places'],
};
