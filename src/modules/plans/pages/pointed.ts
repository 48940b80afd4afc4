import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { findAnalysis } from '#modules/analyses';
import { countsNames } from './own-counts.ts';
import { serviceNames, type ServiceId } from '#modules/directory';
import { listIndicators } from '#modules/observatory';
import { listCorridors, placeName } from '#modules/places';
import { findPractice } from '#modules/practices';
import type { Content, Indicator, PlanLink } from '../plan-content.ts';

/** Names and addresses of what a plan points to in other modules, in the reader's language. */
export interface Pointed {
  corridor: (code: string) => string;
  link: (link: PlanLink) => { href: string | null; name: string | null };
  /** The library's name and address of an indicator that the plan took from it. */
  indicator: (indicator: Indicator) => { href: string; name: string } | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Reads the names of what a plan points to; what is gone since is shown without a link. */
export async function readPointed(ctx: Context, content: Content): Promise<Pointed> {
  const { trx, lang, t } = ctx;
  const refs = (kind: PlanLink['kind']) => [
    ...new Set(content.links.flatMap((link) => (link.kind === kind && link.ref ? [link.ref] : []))),
  ];
  const practices = new Map<string, string>();
  for (const code of refs('practice')) {
    const practice = await findPractice(trx, code);
    if (practice) practices.set(code, textIn(practice.title, lang).text);
  }
  const analyses = new Map<string, string>();
  for (const code of refs('analysis')) {
    const analysis = await findAnalysis(trx, code);
    if (analysis) analyses.set(code, analysis.title);
  }
  const counts = await countsNames(ctx, refs('counts'));
  const services = await serviceNames(trx, refs('service').filter((ref) => UUID.test(ref)) as ServiceId[], lang); // checked on this line
  const corridors = new Map(
    content.actions.some(({ corridor }) => corridor)
      ? (await listCorridors(trx, { lang })).map(({ code, origin, destination }) => [
          code,
          t('places.corridor.name', { origin: placeName(origin, lang), destination: placeName(destination, lang) }),
        ])
      : [],
  );
  const library = new Map(
    content.indicators.some(({ observatoryId }) => observatoryId)
      ? (await listIndicators(trx)).map(({ id, name }) => [String(id), name])
      : [],
  );
  return {
    corridor: (code) => corridors.get(code) ?? code,
    indicator: ({ observatoryId }) => {
      const name = observatoryId ? library.get(observatoryId) : undefined;
      return name ? { name, href: `/indicators/${observatoryId}` } : null;
    },
    link: ({ kind, ref, address }) => {
      if (kind === 'practice') {
        const name = practices.get(ref ?? '');
        return { href: name ? `/practices/${ref}` : null, name: name ?? ref };
      }
      if (kind === 'analysis') {
        const name = analyses.get(ref ?? '');
        return { href: name ? `/analyses/${ref}` : null, name: name ?? ref };
      }
      if (kind === 'counts') {
        const name = counts.get(ref ?? '');
        return { href: name ? `/analyses/${ref}` : null, name: name ?? ref };
      }
      if (kind === 'service') {
        const name = services.get(ref as ServiceId)?.name; // looked up among those that were found
        return { href: name ? `/services/${ref}` : null, name: name ?? t('plans.link.gone') };
      }
      return { href: address, name: null };
    },
  };
}
