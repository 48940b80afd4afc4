import type { Context } from '#kernel/http';
import { writeCsv } from '#kernel/text';
import { termLabel } from '#modules/vocabulary';
import type { ServiceCard } from '../service-card.ts';
import { hoursLines } from '../hours.ts';
import { costText } from './cost-text.ts';

const dayCodes = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];

/** A list of services as CSV in the reader's language; the hours as the import reads them. */
export function servicesCsv({ t, lang, format }: Context, services: readonly ServiceCard[]): string {
  const headings = [
    t('directory.form.name'),
    t('directory.service.offered-by'),
    t('directory.card.where'),
    t('directory.services.category'),
    t('directory.card.who'),
    t('directory.card.languages'),
    t('directory.card.cost'),
    t('directory.card.hours'),
    t('directory.desk.checked'),
    t('directory.service.about'),
  ];
  return writeCsv(
    headings,
    services.map((service) => [
      service.name.text,
      service.organisation.text,
      service.places.join('; '),
      service.categories.map((code) => termLabel('serviceCategories', code, lang)).join('; '),
      service.audiences.map((code) => termLabel('audiences', code, lang)).join('; '),
      service.languages.join('; '),
      service.standing === 'live' ? costText(service, t, format) : '',
      hoursLines(service.hours)
        .map(({ from, to, spans }) => `${daysOf(from, to)} ${spans.map(({ opens, closes }) => `${opens}-${closes}`).join(', ')}`)
        .join('; '),
      service.assuredOn ?? '',
      service.description.text,
    ]),
  );
}

function daysOf(from: number, to: number): string {
  const [first, last] = [dayCodes[from - 1], dayCodes[to - 1]];
  return from === to ? String(first) : `${first}-${last}`;
}
