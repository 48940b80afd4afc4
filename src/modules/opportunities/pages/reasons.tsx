import { Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import type { PlaceId } from '#modules/places';
import { termLabel } from '#modules/vocabulary';
import type { Reason } from '../score.ts';
import type { Names } from './facts.tsx';

/** One reason as a founder or a counsellor reads it. */
export function reasonText(ctx: Context, reason: Reason, names: Pick<Names, 'places'>): string {
  const { t, lang } = ctx;
  const { about = '', count = 0, total = 0 } = reason;
  switch (reason.code) {
    case 'sector':
      return t('opportunities.reason.sector', { sector: termLabel('sectors', about, lang) });
    case 'stage':
      return t('opportunities.reason.stage', { stage: termLabel('ventureStages', about, lang) });
    case 'place':
      return t('opportunities.reason.place', { place: names.places.get(about as PlaceId) ?? '–' }); // the place of the opportunity
    case 'need':
      return t('opportunities.reason.need', { need: termLabel('ventureNeeds', about, lang) });
    case 'conditions':
      return t('opportunities.reason.conditions', { met: count, total });
    case 'unchecked':
      return t('opportunities.reason.unchecked', { count });
    case 'unmet':
      return t('opportunities.reason.unmet', { count });
    case 'closes':
      return t('opportunities.reason.closes', { count });
  }
}

/** The reasons, one beside the other; what is not met stands out. */
export function Reasons({ ctx, reasons, names }: { ctx: Context; reasons: readonly Reason[]; names: Pick<Names, 'places'> }) {
  return (
    <ul class="plain-list">
      {reasons.map((reason) => (
        <li key={reason.code}>
          {reason.code === 'unmet' || reason.code === 'closes' ? (
            <Tag tone="warning">{reasonText(ctx, reason, names)}</Tag>
          ) : (
            reasonText(ctx, reason, names)
          )}
        </li>
      ))}
    </ul>
  );
}
