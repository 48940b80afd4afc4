import type { ComponentChildren } from 'preact';
import { Link } from '../text/link.tsx';
import { useUi } from '../ui.ts';

export type SourceProps = {
  name: string;
  /** Date or year of the figure, as the reader reads it. */
  date?: string;
  href?: string;
};

/** The line under a fact: "Source: name, date". */
export function Source({ name, date, href }: SourceProps) {
  const { t } = useUi();
  const text = date ? t('html.source.dated', { name, date }) : t('html.source.undated', { name });
  return <p class="source">{href ? <Link href={href}>{text}</Link> : text}</p>;
}

export type ProvenanceProps = { source: string; year?: string };

/** The label on anything that a document once reported and nobody has confirmed since. */
export function Provenance({ source, year }: ProvenanceProps) {
  const { t } = useUi();
  return <span class="provenance">{year ? t('html.provenance.dated', { source, year }) : t('html.provenance.undated', { source })}</span>;
}

export type Fact = {
  key: string;
  label: string;
  value: ComponentChildren;
  source?: SourceProps;
};

export type DescriptionListProps = { facts: readonly Fact[]; label?: string };

/** Facts, each with where it comes from. */
export function DescriptionList({ facts, label }: DescriptionListProps) {
  return (
    <dl class="facts" aria-label={label}>
      {facts.map((fact) => (
        <div class="fact" key={fact.key}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value}
            {fact.source && <Source {...fact.source} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
