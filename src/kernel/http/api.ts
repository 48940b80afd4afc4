import type { z } from 'zod';
import type { Gate } from './gate.ts';
import type { Context } from './context.ts';

/** An address of the API under /api/v1: validated and described by the same schemas. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST';
  /** Path below /api/v1, Fastify style: `/services/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly who: Gate;
  readonly params: z.ZodObject | undefined;
  readonly query: z.ZodObject | undefined;
  readonly body: z.ZodType | undefined;
  readonly answers: z.ZodType;
  readonly handle: (ctx: Context, input: { params: never; query: never; body: never }) => Promise<unknown>;
}

interface ApiSpec<P extends z.ZodObject | undefined, Q extends z.ZodObject | undefined, B extends z.ZodType | undefined> {
  method: 'GET' | 'POST';
  path: string;
  summary: string;
  tag: string;
  who: Gate;
  params?: P;
  query?: Q;
  body?: B;
  answers: z.ZodType;
  handle: (
    ctx: Context,
    input: {
      params: P extends z.ZodObject ? z.output<P> : Record<never, never>;
      query: Q extends z.ZodObject ? z.output<Q> : Record<never, never>;
      body: B extends z.ZodType ? z.output<B> : undefined;
    },
  ) => Promise<unknown>;
}

/** Declares an API address. Refusals answer RFC 9457 problem JSON with their code. */
export function apiRoute<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(spec: ApiSpec<P, Q, B>): ApiRoute {
  return {
    ...spec,
    params: spec.params,
    query: spec.query,
    body: spec.body,
    handle: spec.handle as ApiRoute['handle'], // the schemas beside it prove the narrower input
  };
}
