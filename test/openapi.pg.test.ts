import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { OpenApi } from '#kernel/http';
import { languages } from '#kernel/i18n';
import { testSite } from '#test/site';
import { apiRoutes } from '../src/app/site.ts';
import { openApiPath, openApiText } from '../tools/generate-openapi.ts';

const site = await testSite();
const document = JSON.parse(openApiText()) as OpenApi;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test('the committed description of the API is that of the schemas', () => {
  expect(readFileSync(openApiPath, 'utf8'), 'docs/api/openapi.json is stale: npm run generate').toBe(openApiText());
});

test('it describes each address once, with every part of its path, under a name of its own', () => {
  expect(operations).toHaveLength(apiRoutes.length);
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  for (const { path, operation } of operations) {
    const inPath = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`);
    expect(path.match(/\{\w+\}/g) ?? [], path).toEqual(inPath);
    expect(operation.summary.length, path).toBeGreaterThan(5);
  }
});

test('each schema in it is one of JSON Schema 2020-12, which OpenAPI 3.1 uses', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const { path, operation } of operations) {
    const schemas = [
      ...operation.parameters.map(({ schema }) => schema),
      ...Object.values(operation.responses).flatMap(({ content }) => Object.values(content).map(({ schema }) => schema)),
    ];
    for (const schema of schemas) expect(ajv.validateSchema(schema), path).toBe(true);
  }
});

test('the server gives it out as it is, to any program and without a session', async () => {
  const answer = await site.get('/api/v1/openapi.json');
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  expect(answer.json()).toEqual(document);
});

test('answers are what it says they are, and so are problems', async () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const places = document.paths['/api/v1/places']?.['get'];
  const [good, bad] = [await site.get('/api/v1/places?q=pad'), await site.get('/api/v1/places')];
  expect(ajv.validate(places?.responses['200']?.content['application/json']?.schema ?? false, good.json())).toBe(true);
  expect(bad.statusCode).toBe(422);
  expect(ajv.validate(places?.responses['default']?.content['application/problem+json']?.schema ?? false, bad.json())).toBe(true);
  expect(ajv.validate(places?.responses['200']?.content['application/json']?.schema ?? false, bad.json())).toBe(false);
});

test('people read it as a page in their language, without a script or a request elsewhere', async () => {
  const there = await site.get('/api', undefined, { 'accept-language': 'ro' });
  expect([there.statusCode, there.headers.location]).toEqual([303, '/ro/api']);
  for (const { code } of languages) {
    const { statusCode, body } = await site.get(`/${code}/api`);
    expect(statusCode).toBe(200);
    for (const { path, operation } of operations) {
      expect(body, path).toContain(path);
      expect(body, path).toContain(`id="${operation.operationId}"`);
    }
    expect(body.match(/(?:src|href)="https?:\/\/(?!localhost)[^"]*"/g) ?? []).toEqual([]);
  }
});
