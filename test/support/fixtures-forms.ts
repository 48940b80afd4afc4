import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import type { Route } from '#kernel/http';
import { addressOf, playerOf, sessionOf, type Player, type SeededWorld } from './fixtures.ts';
import { fixtureOf } from './fixtures-routes.ts';
import type { FormFields, SessionCookie, TestSite } from './site.ts';

/** A form of the route list as a browser in a player's hands sends it. */
export interface TriedForm {
  route: Route;
  /** Names of the fields that its schema knows. */
  names: readonly string[];
  player: Player;
  address: string;
  /** Fields that are right in this world. */
  valid: FormFields;
}

/** Every form of the list; each needs a fixture with fields that are right. */
export function formsOf(routes: readonly Route[], world: SeededWorld): TriedForm[] {
  return routes
    .filter((route) => route.submit)
    .map((route) => {
      const { body } = fixtureOf(route);
      if (!body) throw new Error(`the form ${route.path} has no fields in its fixture`);
      return {
        route,
        names: Object.keys(route.body?.shape ?? {}),
        player: playerOf(route),
        address: `/en${addressOf(route, world)}`,
        valid: body(world),
      };
    });
}

/** The forms that take a file, in the shape in which they take it. */
export function filingForms(forms: readonly TriedForm[], world: SeededWorld): TriedForm[] {
  return forms
    .filter(({ route }) => route.files)
    .map((form) => {
      const { files, takesFile } = fixtureOf(form.route);
      if (!files && !takesFile) throw new Error(`the form ${form.route.path} takes a file, and its fixture has none`);
      return takesFile ? { ...form, address: `/en${takesFile.address(world)}`, valid: takesFile.body(world) } : form;
    });
}

/** How a form is sent: as the browser does, unless something is named. */
export interface Sending {
  fields: FormFields;
  as?: Player;
  address?: string;
  /** None where null. */
  key?: string | null;
  headers?: Record<string, string>;
  /** A session of its own where nothing is said. */
  session?: SessionCookie | undefined;
  /** Files instead of the fixture's. */
  files?: Record<string, { name: string; bytes: Buffer }>;
}

/** Sends a form by hand, so that a test can leave out what the harness puts in. */
export async function send(site: TestSite, world: SeededWorld, form: TriedForm, sending: Sending): Promise<LightMyRequestResponse> {
  const { fields, as = form.player, address = form.address, key = randomUUID(), headers = {} } = sending;
  const session = sending.session ?? (await sessionOf(site, world, as));
  const files = sending.files ?? fixtureOf(form.route).files;
  const pairs = Object.entries({ ...(key === null ? {} : { _key: key }), ...fields }).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : [...value]).map((one): [string, string] => [name, one]),
  );
  let body: URLSearchParams | FormData = new URLSearchParams(pairs);
  if (files) {
    body = new FormData();
    for (const [name, value] of pairs) body.append(name, value);
    for (const [name, file] of Object.entries(files)) body.append(name, new Blob([new Uint8Array(file.bytes)]), file.name);
  }
  const encoded = new Response(body);
  return await site.server.inject({
    method: 'POST',
    url: address,
    headers: {
      host: 'localhost',
      'sec-fetch-site': 'same-origin',
      ...(session ? { cookie: session } : {}),
      'content-type': encoded.headers.get('content-type') ?? '',
      ...headers,
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}

/** A page without what differs from one answer to the next: keys of forms and the names of requests. */
export function sameText(body: string, ...ids: string[]): string {
  return ids
    .reduce((text, id) => text.replaceAll(id, 'ID'), body)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'KEY');
}

/** The names of the fields in which one types, as a page shows them: neither hidden, nor ticked, nor chosen, nor secret or of one use. */
export function typedFields(html: string): string[] {
  const inputs = [...html.matchAll(/<input\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/type="(hidden|checkbox|radio|password|file|submit|search)"|autocomplete="one-time-code"/.test(tag));
  const areas = [...html.matchAll(/<textarea\b[^>]*>/g)].map(([tag]) => tag);
  return [...new Set([...inputs, ...areas].flatMap((tag) => /\bname="([^"]+)"/.exec(tag)?.[1] ?? []))];
}
