import type { Content, Effect } from './content.ts';
import { placeOf, rangeOf } from './foresee.ts';
import type { Finding } from './impact.ts';

// uses messages: impacts.stands.*
export type Stands = 'below' | 'inside' | 'above' | 'not-foreseen' | 'not-measured' | 'not-measurable';

/** How a finding stands to what was foreseen of an effect. */
export function standsOf({ assumptions }: Content, { result }: Effect, finding: Finding): Stands {
  if (finding.state !== 'measured') return finding.state;
  return result.kind === 'chain' ? placeOf(finding.value, rangeOf(result.factors, assumptions)) : 'not-foreseen';
}
