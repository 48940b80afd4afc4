import { z } from 'zod';
import type { ApiRoute } from './api.ts';

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function parametersOf(route: ApiRoute): object[] {
  const place = (schema: z.ZodObject | undefined, where: 'path' | 'query') =>
    Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
      name,
      in: where,
      required: where === 'path' || !(field as z.ZodType).safeParse(undefined).success, // every field of a shape is a schema
      schema: schemaOf(field as z.ZodType, 'input'),
    }));
  return [...place(route.params, 'path'), ...place(route.query, 'query')];
}

/** The OpenAPI 3.1 document of the API, made from the schemas that validate it. */
export function openApi(routes: readonly ApiRoute[], info: { title: string; version: string }): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    const operation = {
      summary: route.summary,
      tags: [route.tag],
      parameters: parametersOf(route),
      ...(route.body
        ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }
        : {}),
      responses: {
        200: { description: 'The answer', content: { 'application/json': { schema: schemaOf(route.answers, 'output') } } },
        default: { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: problem } } },
      },
    };
    (paths[path] ??= {})[route.method.toLowerCase()] = operation;
  }
  return { openapi: '3.1.0', info, servers: [{ url: '/' }], paths };
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } } },
  },
};
