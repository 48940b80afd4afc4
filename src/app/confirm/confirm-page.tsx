import type { ComponentChildren } from 'preact';
import { Button, ButtonGroup, ErrorSummary, Form, Link, PageHeading } from '#kernel/html';
import { page, type Context, type FormEntry, type Page } from '#kernel/http';

/** What a confirmation page says: what will happen, and the way back. */
export interface Confirmation {
  title: string;
  /** What happens when the button is pressed. */
  text: ComponentChildren;
  button: string;
  /** Where to go without doing it. */
  back: { href: string; label: string };
  warning?: boolean;
}

/** The page before an action that changes something for good: it says what happens, and works without scripts. */
export function confirmPage(ctx: Context, entry: FormEntry, { title, text, button, back, warning = true }: Confirmation): Page {
  return page(
    title,
    <>
      <ErrorSummary errors={entry.errors} />
      <PageHeading title={title} />
      {typeof text === 'string' ? <p>{text}</p> : text}
      <Form entry={entry}>
        <ButtonGroup>
          <Button kind={warning ? 'warning' : 'primary'}>{button}</Button>
          <Link href={back.href}>{ctx.t('app.confirm.back')}</Link>
        </ButtonGroup>
      </Form>
    </>,
    { breadcrumbs: [{ label: back.label, href: back.href }] },
  );
}
