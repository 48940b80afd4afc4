import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { seededSite } from '#test/fixtures';
import { formsOf, send } from '#test/fixtures-forms';
import { routes } from '../src/app/site.ts';

const { site, world } = await seededSite();
const form = formsOf(routes, world).find(({ route }) => route.path === '/ask')!;

test.for(['40P01', '40001'])(
  'a form whose transaction PostgreSQL undid for another (%s) comes back with its words, and is sent again as it is',
  async (code) => {
    const count = async () => (await site.db.superuser.query('select from messages.questions')).rowCount ?? 0;
    const [before, key] = [await count(), randomUUID()];
    await site.db.superuser.query(
      `create function public.overtake() returns trigger language plpgsql as $$ begin raise exception 'deadlock detected' using errcode = '${code}'; end $$;
     create trigger overtake before insert on messages.questions for each row execute function public.overtake()`,
    );
    const refused = await send(site, world, form, { fields: { ...form.valid, text: 'May I open a <bakery>?' }, key });
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('Somebody else was changing the same thing');
    expect(refused.body).toContain('May I open a &lt;bakery');
    await site.db.superuser.query('drop function public.overtake() cascade');
    expect(await count()).toBe(before);
    const taken = await send(site, world, form, { fields: { ...form.valid, text: 'May I open a <bakery>?' }, key });
    expect([taken.statusCode, await count()]).toEqual([303, before + 1]);
  },
);
