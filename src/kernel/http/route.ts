import type { z } from 'zod';
import type { Context } from './context.ts';
import type { Gate } from './gate.ts';
import type { Answer, Download, Page, Redirect } from './answer.ts';
import type { FormEntry } from './form-entry.ts';

type Shape = z.ZodObject;
type Out<S extends Shape | undefined> = S extends Shape ? z.output<S> : Record<never, never>;

/** What a page gets: the parts of its address, checked. */
export interface Input<P, Q> {
  readonly params: P;
  readonly query: Q;
}

export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** A page, or a form with its page: everything that the server, the access matrix and the tests need to know of it. */
export interface Route {
  readonly kind: 'page' | 'form';
  /** Path below the language: `/services/:slug`. */
  readonly path: string;
  readonly who: Gate;
  readonly params: Shape | undefined;
  readonly query: Shape | undefined;
  readonly body: Shape | undefined;
  readonly files: boolean;
  /** True where resending does no harm and no key is needed (search by POST, sign-in). */
  readonly repeatable: boolean;
  readonly view: ((ctx: Context, input: Input<never, never>, entry: FormEntry) => Promise<Answer>) | null;
  readonly submit: ((ctx: Context, input: Input<never, never>, body: never, files: readonly UploadedFile[]) => Promise<Answer>) | null;
}

interface PageSpec<P extends Shape | undefined, Q extends Shape | undefined> {
  path: string;
  who: Gate;
  params?: P;
  query?: Q;
  view: (ctx: Context, input: Input<Out<P>, Out<Q>>) => Promise<Answer>;
}

/** Declares a page that is read: `GET /{lang}{path}`. */
export function pageRoute<P extends Shape | undefined = undefined, Q extends Shape | undefined = undefined>(spec: PageSpec<P, Q>): Route {
  return {
    kind: 'page',
    path: spec.path,
    who: spec.who,
    params: spec.params,
    query: spec.query,
    body: undefined,
    files: false,
    repeatable: true,
    view: spec.view as Route['view'],
    submit: null, // the schemas beside it prove the narrower input
  };
}

interface FormSpec<P extends Shape | undefined, Q extends Shape | undefined, B extends Shape> {
  path: string;
  who: Gate;
  params?: P;
  query?: Q;
  body: B;
  files?: boolean;
  repeatable?: boolean;
  /** The page of the form; with an entry it shows the words typed and what is wrong. */
  view: (ctx: Context, input: Input<Out<P>, Out<Q>>, entry: FormEntry) => Promise<Page | Redirect | Download>;
  /** Does it; refusals come back to `view`, anything else is a defect. */
  submit: (ctx: Context, input: Input<Out<P>, Out<Q>>, body: z.output<B>, files: readonly UploadedFile[]) => Promise<Answer>;
}

/** Declares a form: `GET` shows it, `POST` does it and answers 303, or shows it again with status 422. */
export function formRoute<B extends Shape, P extends Shape | undefined = undefined, Q extends Shape | undefined = undefined>(
  spec: FormSpec<P, Q, B>,
): Route {
  return {
    kind: 'form',
    path: spec.path,
    who: spec.who,
    params: spec.params,
    query: spec.query,
    body: spec.body,
    files: spec.files ?? false,
    repeatable: spec.repeatable ?? false,
    view: spec.view as Route['view'],
    submit: spec.submit as Route['submit'], // as above
  };
}
