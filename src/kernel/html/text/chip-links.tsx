import type { ComponentChildren } from 'preact';
import { useHref } from './use-href.ts';

export type Chip = {
  key: string;
  href: string;
  text: ComponentChildren;
  /** A second, quieter line. */
  note?: ComponentChildren;
};

export type ChipLinksProps = {
  chips: readonly Chip[];
  /** The id of the heading that says what is chosen here. */
  labelledBy: string;
};

/** Many short links of one kind, such as the times of a day, each as large as a finger. */
export function ChipLinks({ chips, labelledBy }: ChipLinksProps) {
  const resolve = useHref();
  return (
    <ul class="chips" aria-labelledby={labelledBy}>
      {chips.map(({ key, href, text, note }) => (
        <li key={key}>
          <a class="chip" href={resolve(href)}>
            {text}
            {note && <span class="chip-note">{note}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}
