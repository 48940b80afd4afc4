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
const categories = [
  'information',
  'business-advice',
  'business-training',
  'mentoring',
  'microcredit',
  'guarantee',
  'savings',
  'vocational-training',
  'language-training',
  'legal-advice',
  'housing',
  'health',
  'job-matching',
  'permits-and-registration',
  'recognition-of-qualifications',
  'tax-and-accounting',
];
const audiences = ['migrants', 'migrant-women', 'entrepreneurs', 'returnees', 'families', 'refugees', 'employers'];
const english =
  'advice about starting a small firm with a plan and a budget permits for own work loans without bank history courses in bookkeeping pricing and sales help with forms recognition of a diploma meetings with a mentor who runs a shop savings groups for women legal questions on contracts and rent transport to markets tools for farming tailoring carpentry bakery repair of bicycles online sale delivery insurance taxes registration at the chamber export of crafts import of spices cold storage tourism guide training child care during lessons interpretation on request evening hours weekend groups'.split(
    ' ',
  );
const italian =
  'consulenza per aprire una piccola impresa con piano e bilancio permessi per lavoro autonomo prestiti senza storia bancaria corsi di contabilità prezzi e vendite aiuto con i moduli riconoscimento del diploma incontri con un mentore che gestisce un negozio gruppi di risparmio per donne domande legali su contratti e affitto trasporto ai mercati attrezzi per agricoltura sartoria falegnameria panetteria riparazione di biciclette vendita in rete consegne assicurazione imposte iscrizione alla camera esportazione di artigianato'.split(
    ' ',
  );

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

/** Services as an office's list would bring them: text in two languages, place, hours, categories, prices. */
export function serviceRows(count: number, organisations: number): ImportRow[] {
  const throwDice = dice(count);
  const pick = (list: readonly string[]) => list[throwDice(list.length)] ?? '';
  const words = (list: readonly string[], length: number) => Array.from({ length }, () => pick(list)).join(' ');
  return Array.from({ length: count }, (_, index) => ({
    row: index + 1,
    values: {
      code: `bench-service-${index}`,
      organisation: `bench-${index % organisations}`,
      name: { en: words(english, 4), it: words(italian, 4) },
      description: { en: words(english, 40), it: words(italian, 40) },
      application: { en: words(english, 10) },
      place: pick(places),
      address: `Example street ${index % 997}`,
      categories: [pick(categories), pick(categories)],
      audiences: [pick(audiences), pick(audiences)],
      languages: ['it', pick(['en', 'fr', 'ar', 'ro', 'es', 'wo', 'sq'])],
      cost: index % 3 === 0 ? 'free' : 'paid',
      ...(index % 3 === 0 ? {} : { price: String(5 + throwDice(60)), currency: 'EUR' }),
      hours: 'Mo-Fr 09:00-12:30; We 14:00-17:00'.replace('Mo-Fr', pick(['Mo-Tu', 'Mo-Tu, Th-Fr'])),
      phone: '+39 049 000000',
      assured_on: `2026-${String(1 + throwDice(10)).padStart(2, '0')}-${String(1 + throwDice(28)).padStart(2, '0')}`,
      demonstration: true,
    },
  }));
}
