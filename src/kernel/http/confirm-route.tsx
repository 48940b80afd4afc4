import { z } from 'zod';
import { Button, ErrorSummary, Form, Lead, PageHeading } from '#kernel/html';
import { idOf, type Id } from '#kernel/db';
import type { MessageKey } from '#kernel/i18n';
import { page, type Redirect } from './answer.ts';
import type { Context } from './context.ts';
import type { Gate } from './gate.ts';
import { formRoute, type Route } from './route.ts';

interface ConfirmSpec<T extends string> {
  path: string;
  who: Gate;
  /** The table whose id stands in the address. */
  of: T;
  title: MessageKey;
  /** One sentence that says what will happen. */
  lead: MessageKey;
  /** What the button says; the title where nothing is given. */
  button?: MessageKey;
  /** Where the thing is shown; throws the refusal `not-found` where it is not open to the actor. */
  back: (ctx: Context, id: Id<T>) => Promise<{ label: string; href: string }>;
  act: (ctx: Context, id: Id<T>) => Promise<Redirect>;
}

/** An action of one button: posted from the record, and with a short page of its own that asks first. */
export function confirmRoute<T extends string>(spec: ConfirmSpec<T>): Route {
  return formRoute({
    path: spec.path,
    who: spec.who,
    params: z.object({ id: idOf<T>() }),
    body: z.object({}),
    view: async (ctx, { params }, entry) => {
      const say = ctx.t as (key: string) => string; // the keys of a confirmation take no values
      const back = await spec.back(ctx, params.id);
      return page(
        say(spec.title),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={say(spec.title)} />
          <Lead>{say(spec.lead)}</Lead>
          <Form entry={entry}>
            <Button>{say(spec.button ?? spec.title)}</Button>
          </Form>
        </>,
        { breadcrumbs: [back] },
      );
    },
    submit: async (ctx, { params }) => await spec.act(ctx, params.id),
  });
}
