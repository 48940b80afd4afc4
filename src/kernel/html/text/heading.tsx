import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export type PageHeadingProps = {
  title: ComponentChildren;
  /** What kind of page or record this is, above the title. */
  caption?: ComponentChildren;
  /** One or two sentences that say what the page is for. */
  lead?: ComponentChildren;
  /** State tags beside the title. */
  tags?: ComponentChildren;
  /** Buttons for the page as a whole. */
  actions?: ComponentChildren;
};

/** The one `h1` of a page, with what belongs to it. */
export function PageHeading({ title, caption, lead, tags, actions }: PageHeadingProps) {
  return (
    <div class="page-heading">
      {caption && <p class="page-caption">{caption}</p>}
      <h1>{title}</h1>
      {tags && <p class="page-tags">{tags}</p>}
      {lead && <p class="lead">{lead}</p>}
      {actions && <div class="button-group">{actions}</div>}
    </div>
  );
}

export type HeadingProps = { level?: 2 | 3 | 4; id?: string; children: ComponentChildren };

/** A heading inside a page; the level follows the outline, never the wanted size. */
export function Heading({ level = 2, id, children }: HeadingProps) {
  const Element = `h${level}` as const;
  return <Element id={id}>{children}</Element>;
}

export type SectionProps = {
  title: string;
  level?: 2 | 3;
  id?: string;
  /** Links or buttons that belong to the section, at the end of its heading line. */
  actions?: ComponentChildren;
  children: ComponentChildren;
};

/** A titled part of a page, named for assistive technology by its heading. */
export function Section({ title, level = 2, id, actions, children }: SectionProps) {
  const headingId = useId();
  return (
    <section class="section" id={id} aria-labelledby={headingId}>
      <div class="section-head">
        <Heading level={level} id={headingId}>
          {title}
        </Heading>
        {actions && <div class="section-actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** An opening paragraph, a size larger than the body. */
export function Lead({ children }: { children: ComponentChildren }) {
  return <p class="lead">{children}</p>;
}

export type PanelProps = { children: ComponentChildren; tone?: 'plain' | 'accent' };

/** A tinted area for the one thing that a page offers first: a search, a booking, the next step. */
export function Panel({ children, tone = 'plain' }: PanelProps) {
  return <div class={tone === 'accent' ? 'panel panel-accent' : 'panel'}>{children}</div>;
}

/** A passage set apart: a quotation, a condition, an example. */
export function Inset({ children }: { children: ComponentChildren }) {
  return <div class="inset">{children}</div>;
}
