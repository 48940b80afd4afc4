import type { ComponentChildren } from 'preact';
import { Link } from '../text/link.tsx';

export type CardProps = {
  title: ComponentChildren;
  href?: string;
  level?: 2 | 3 | 4;
  tags?: ComponentChildren;
  /** A quiet line under the text: place, date, source. */
  footer?: ComponentChildren;
  children?: ComponentChildren;
};

/** One item among equals. Where it has an address the whole card is its target, the title its name. */
export function Card({ title, href, level = 3, tags, footer, children }: CardProps) {
  const Element = `h${level}` as const;
  return (
    <div class={href ? 'card card-link' : 'card'}>
      <Element class="card-title">{href ? <Link href={href}>{title}</Link> : title}</Element>
      {tags && <p class="card-tags">{tags}</p>}
      {children && <div class="card-body">{children}</div>}
      {footer && <p class="card-footer">{footer}</p>}
    </div>
  );
}

/** Cards in as many columns as fit. */
export function CardGrid({ children }: { children: ComponentChildren }) {
  return <div class="card-grid">{children}</div>;
}

export type CardFact = { key: string; label: string; value: ComponentChildren };

/** What people compare from card to card, in small print: for whom, languages, cost. */
export function CardFacts({ facts }: { facts: CardFact[] }) {
  return (
    <dl class="card-facts">
      {facts.map(({ key, label, value }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How many a search found, told to assistive technology too, with what goes with all of them. */
export function ResultsHead({ children }: { children: ComponentChildren }) {
  return (
    <div class="results-head" role="status">
      {children}
    </div>
  );
}

/** Two or more columns that become one on a phone: main content first, side content last. */
export function Columns({ children, kind = 'equal' }: { children: ComponentChildren; kind?: 'equal' | 'main-side' }) {
  return <div class={`columns columns-${kind}`}>{children}</div>;
}
