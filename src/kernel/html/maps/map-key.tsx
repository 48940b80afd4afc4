import type { ComponentChildren } from 'preact';
import type { LineWeight } from './lines-map.tsx';

export type LineKeyProps = { label: string; entries: readonly { weight: LineWeight; text: ComponentChildren }[] };

/** What the thickness of lines on a map means, in words beside a sample of each. */
export function LineKey({ label, entries }: LineKeyProps) {
  return (
    <ul class="chart-legend" aria-label={label}>
      {entries.map(({ weight, text }) => (
        <li key={weight}>
          <svg class="map-swatch" viewBox="0 0 40 12" width="40" height="12" aria-hidden="true" focusable="false">
            <path class={`map-arc weight-${weight}`} d="M2 6H38" fill="none" />
          </svg>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
