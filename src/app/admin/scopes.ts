import { z } from 'zod';
import type { Held, Role, Scope } from '#kernel/access';
import { fields, holds, scopesOf, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { listOrganisations, organisationNames } from '#modules/directory';
import { fundNames, listFunds } from '#modules/guarantees';
import { listOffices, officeNames, type OfficeId } from '#modules/offices';

/** A place where a role can hold, as a choice of a form: `network`, `office:<id>`, `organisation:<id>`, `fund:<id>`. */
export interface ScopeChoice {
  readonly value: string;
  readonly label: string;
}

/** Choices stay a list that one can look through; organisations beyond it are rare in one network. */
const MOST_ORGANISATIONS = 500;

/** Where this reader may give roles: anywhere for administrators, at their own offices for managers. */
export async function scopeChoices(ctx: Context): Promise<ScopeChoice[]> {
  const { t, lang, trx } = ctx;
  const administrator = holds(ctx, 'administrator');
  const own = scopesOf(ctx, 'office-manager') as OfficeId[]; // a manager's scope is an office (access.scopeKindsOf)
  const offices = await listOffices(trx, administrator ? { lang } : { lang, ids: own });
  const officeChoices = offices.map((office) => ({ value: `office:${office.id}`, label: textIn(office.name, lang).text }));
  if (!administrator) return officeChoices;
  const { organisations } = await listOrganisations(trx, { lang, pageSize: MOST_ORGANISATIONS });
  const funds = await listFunds(trx);
  return [
    { value: 'network', label: t('app.admin.scope.network') },
    ...officeChoices,
    ...organisations.map((one) => ({ value: `organisation:${one.id}`, label: one.name.text })),
    ...funds.map(({ id, name }) => ({ value: `fund:${id}`, label: name })),
  ];
}

const CHOICE = /^(?:network|(office|organisation|fund):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))$/;

/** A choice as a form sends it. Words that are no choice must not become a role for the whole network. */
export const scopeField = fields.text(60).pipe(z.string().regex(CHOICE, 'http.field.choose'));

/** The scope of a choice that `scopeField` has checked. */
export function scopeOfChoice(value: string): Scope {
  const [, kind, id] = CHOICE.exec(value) ?? [];
  return kind && id ? { kind: kind as 'office' | 'organisation' | 'fund', id } : { kind: 'network' }; // the pattern knows these three only
}

/** Roles that this reader may give. */
export function rolesToGive(ctx: Context, all: readonly Role[]): readonly Role[] {
  if (!holds(ctx, 'administrator')) return ['counsellor'];
  return all;
}

/** Whether this reader may end a role; the database asks the same. */
export function mayEnd(ctx: Context, held: Held): boolean {
  return (
    holds(ctx, 'administrator') ||
    (held.role === 'counsellor' && held.scopeId !== null && scopesOf(ctx, 'office-manager').includes(held.scopeId))
  );
}

/** Names of the offices, organisations and funds in which roles are held. */
export async function scopeNames(ctx: Context, roles: readonly Pick<Held, 'scopeId'>[]): Promise<Map<string, string>> {
  const ids = roles.flatMap(({ scopeId }) => scopeId ?? []);
  return new Map([
    ...(await officeNames(ctx.trx, ids, ctx.lang)),
    ...(await organisationNames(ctx.trx, ids, ctx.lang)),
    ...(await fundNames(ctx.trx, ids)),
  ]);
}

/** A role with its place in words: "Counsellor, Desk of Padua". */
export function roleInWords({ t }: Context, held: Pick<Held, 'role' | 'scopeId'>, names: ReadonlyMap<string, string>): string {
  const where = held.scopeId === null ? t('app.admin.scope.network') : (names.get(held.scopeId) ?? '–');
  return `${t(`access.role.${held.role}`)}, ${where}`;
}
