import type { ImportRow } from '#kernel/import';

const places = [
  'padova',
  'venice',
  'treviso',
  'verona',
  'bologna',
  'modena',
  'milan',
  'rome',
  'craiova',
  'tirana',
  'shkoder',
  'kaolack',
  'diourbel',
  'dakar',
  'cartaya',
  'huelva',
  'kenitra',
  'rabat',
  'casablanca',
  'murcia',
];
/** Words of each kind of service, English and Italian: a word stands in the texts of its own kind, as in real lists. */
const topics: Record<string, { en: string; it: string }> = {
  information: { en: 'first steps signpost leaflet questions', it: 'primi passi orientamento opuscolo domande' },
  'business-advice': { en: 'starting firm plan budget idea partners', it: 'avviare impresa piano bilancio idea soci' },
  'business-training': {
    en: 'courses pricing sales customers bookkeeping lessons',
    it: 'corsi prezzi vendite clienti contabilità lezioni',
  },
  mentoring: { en: 'mentor shop experience meetings companion', it: 'mentore negozio esperienza incontri accompagnamento' },
  microcredit: { en: 'loans instalments bank history interest', it: 'prestiti rate banca storia interessi' },
  guarantee: { en: 'guarantee fund loans risk surety', it: 'garanzia fondo prestiti rischio fideiussione' },
  savings: { en: 'savings groups women circle deposit', it: 'risparmio gruppi donne cerchio deposito' },
  'vocational-training': {
    en: 'tailoring carpentry bakery repair bicycles workshop',
    it: 'sartoria falegnameria panetteria riparazione biciclette laboratorio',
  },
  'language-training': { en: 'language speaking reading exam evening', it: 'lingua parlare leggere esame serale' },
  'legal-advice': { en: 'contracts rent lawyer court rights', it: 'contratti affitto avvocato tribunale diritti' },
  housing: { en: 'room flat deposit landlord moving', it: 'stanza alloggio cauzione proprietario trasloco' },
  health: { en: 'doctor family vaccination counselling hospital', it: 'medico famiglia vaccinazione consultorio ospedale' },
  'job-matching': { en: 'vacancies interview employer application season', it: 'offerte colloquio datore candidatura stagione' },
  'permits-and-registration': { en: 'permits chamber registration forms renewal', it: 'permessi camera registrazione moduli rinnovo' },
  'recognition-of-qualifications': {
    en: 'recognition diploma translation university trade',
    it: 'riconoscimento diploma traduzione università mestiere',
  },
  'tax-and-accounting': { en: 'taxes accounts invoice insurance deadlines', it: 'imposte conti fattura assicurazione scadenze' },
};
const categories = Object.keys(topics);
const audiences = ['migrants', 'migrant-women', 'entrepreneurs', 'returnees', 'families', 'refugees', 'employers'];
const commonWords = {
  en: 'about a with and for own work without help who markets tools on request during weekend hours people new small open office call bring papers free place town near every month ask first come speak learn find'.split(
    ' ',
  ),
  it: 'per una con e di proprio lavoro senza aiuto chi mercati attrezzi su richiesta durante fine settimana orari persone nuove piccole aperto ufficio chiamare portare documenti gratis luogo città vicino ogni mese chiedere prima venire parlare imparare trovare'.split(
    ' ',
  ),
};

/** A small generator of numbers that gives the same list on every machine. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** Organisations for the generated services. */
export function organisationRows(count: number): ImportRow[] {
  return Array.from({ length: count }, (_, index) => ({
    row: index + 1,
    values: {
      code: `bench-${index}`,
      name: `Example body ${index}`,
      kind: 'association',
      place: places[index % places.length],
      demonstration: true,
    },
  }));
}

/**
 * Services as an office's list would bring them: text in two languages, place, hours, categories, prices. A fifth of a
 * text's words come from its two kinds, the others from words that all services use.
 */
export function serviceRows(count: number, organisations: number): ImportRow[] {
  const throwDice = dice(count);
  const pick = (list: readonly string[]) => list[throwDice(list.length)] ?? '';
  return Array.from({ length: count }, (_, index) => {
    const kinds = [pick(categories), pick(categories)];
    const own = (lang: 'en' | 'it') => kinds.flatMap((kind) => topics[kind]?.[lang].split(' ') ?? []);
    const text = (lang: 'en' | 'it', length: number, share: number) =>
      Array.from({ length }, () => pick(throwDice(100) < share ? own(lang) : commonWords[lang])).join(' ');
    return {
      row: index + 1,
      values: {
        code: `bench-service-${index}`,
        organisation: `bench-${index % organisations}`,
        name: { en: text('en', 4, 60), it: text('it', 4, 60) },
        description: { en: text('en', 40, 20), it: text('it', 40, 20) },
        application: { en: text('en', 10, 10) },
        place: pick(places),
        address: `Example street ${index % 997}`,
        categories: kinds,
        audiences: [pick(audiences), pick(audiences)],
        languages: ['it', pick(['en', 'fr', 'ar', 'ro', 'es', 'wo', 'sq'])],
        cost: index % 3 === 0 ? 'free' : 'paid',
        ...(index % 3 === 0 ? {} : { price: String(5 + throwDice(60)), currency: 'EUR' }),
        hours: 'Mo-Fr 09:00-12:30; We 14:00-17:00'.replace('Mo-Fr', pick(['Mo-Tu', 'Mo-Tu, Th-Fr'])),
        phone: '+39 049 000000',
        assured_on: `2026-${String(1 + throwDice(10)).padStart(2, '0')}-${String(1 + throwDice(28)).padStart(2, '0')}`,
        demonstration: true,
      },
    };
  });
}
