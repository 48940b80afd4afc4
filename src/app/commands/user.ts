import { grantAsOperator, isRole, makeFirstAdministrator, scopeKindsOf, staffRoles, type Role } from '#kernel/access';
import { asSystem, type AnyWrites } from '#kernel/db';
import { Refusal, StartFailure } from '#kernel/errors';
import { loadMessages, isLanguage, translator, type AnyTranslate } from '#kernel/i18n';
import {
  createStaffAccount,
  findStaffAsOperator,
  listStaffAsOperator,
  newPasswordLink,
  resetSecondFactorAsOperator,
  setSuspended,
  type Identity,
} from '#kernel/identity';
import { openKeyring } from '#kernel/keys';
import type { Settings } from '#kernel/config';
import { existingMasterKey } from '../backup/existing-master-key.ts';
import { openDatabases, type Databases } from '../boot/open-databases.ts';
import { openIdentity } from '../boot/open-identity.ts';
import { readArguments } from './read-arguments.ts';
import type { Command } from './run-command.ts';

const networkRoles = staffRoles.filter((role) => (scopeKindsOf[role] as readonly string[]).includes('network'));

export const userCommand: Command = {
  name: 'user',
  usage: 'list | add <email> --name <name> [--role <role>] [--language <code>] | password|reset-second-factor|suspend|resume <email>',
  summary: `Accounts of staff: lists them, adds one (roles for the whole network: ${networkRoles.join(', ')}), prints the link that sets a password, takes off a lost second factor, closes or opens an account.`,
  run: async (settings, args) => {
    const { positionals, values } = readArguments(userCommand, args, {
      name: { type: 'string' },
      role: { type: 'string' },
      language: { type: 'string', default: 'en' },
    });
    const [action = '', email = '', ...more] = positionals;
    const act = actions[action];
    if (!act || more.length > 0 || (action !== 'list' && !email)) throw new StartFailure(`Use: ponte user ${userCommand.usage}`);
    const master = await existingMasterKey(settings);
    const databases = await openDatabases(settings, { command: 'once', say: console.log, migrate: false });
    try {
      const identity = await operatorIdentity(settings, databases, await openKeyring(databases.owner, master));
      const wish = { email, name: values.name, role: values.role, language: values.language };
      for (const line of await asSystem(databases.owner, async (trx) => await act(trx, identity, wish))) console.log(line);
      return 0;
    } catch (error) {
      if (error instanceof Refusal)
        throw new StartFailure((translator(loadMessages(), 'en') as AnyTranslate)(error.messageKey, error.values), { cause: error }); // the key is known only now
      throw error;
    } finally {
      await databases.close();
    }
  },
};

interface Wish {
  email: string;
  name: string | undefined;
  role: string | undefined;
  language: string;
}

/** What each word does, in one transaction of the owner role; answers what to print. */
const actions: Record<string, (trx: AnyWrites, identity: Identity, wish: Wish) => Promise<string[]>> = {
  list: async (trx) => {
    const accounts = await listStaffAsOperator(trx);
    return accounts.length === 0 ? ['There is no account of staff yet.'] : accounts.map(describe);
  },
  add: async (trx, identity, { email, name, role, language }) => {
    if (!name?.trim()) throw new StartFailure('Name the person: ponte user add <email> --name "Ada Example"');
    if (!isLanguage(language)) throw new StartFailure(`Ponte does not speak the language "${language}".`);
    if (role !== undefined && !isNetworkRole(role))
      throw new StartFailure(
        `"${role}" is no role for the whole network; choose one of ${networkRoles.join(', ')}, or give roles at an office on its page.`,
      );
    const { accountId, made } = await createStaffAccount(trx, { email, name, language });
    const told = [made ? `Made an account for ${email}.` : `${email} has an account already; it is left as it is.`];
    if (role) await giveRole(trx, accountId, role);
    if (role) told.push(`Gave the role ${role}. It works once a second factor is enrolled at the first sign-in.`);
    return [...told, ...(await linkFor(trx, identity, email))];
  },
  password: linkOnly,
  'reset-second-factor': async (trx, _identity, { email }) => {
    const account = await requireStaff(trx, email);
    await resetSecondFactorAsOperator(trx, account.id);
    return [`Took the second factor off ${email} and ended every session. At the next sign-in with the password a new one is enrolled.`];
  },
  suspend: async (trx, _identity, { email }) => {
    await setSuspended(trx, '', (await requireStaff(trx, email)).id, new Date());
    return [`Closed the account of ${email}; its sessions are worth nothing from now on.`];
  },
  resume: async (trx, _identity, { email }) => {
    await setSuspended(trx, '', (await requireStaff(trx, email)).id, null);
    return [`Opened the account of ${email} again.`];
  },
};

async function linkOnly(trx: AnyWrites, identity: Identity, { email }: Wish): Promise<string[]> {
  return await linkFor(trx, identity, email);
}

async function linkFor(trx: AnyWrites, identity: Identity, email: string): Promise<string[]> {
  const account = await requireStaff(trx, email);
  const language = isLanguage(account.language) ? account.language : 'en';
  const life = identity.limits.invitationLife;
  const link = await newPasswordLink(identity, trx, { accountId: account.id, email: account.email ?? email, language, life });
  return [`This link sets the password, once, within ${Math.round(life / 86_400)} days. Give it to ${account.name} only:`, link];
}

async function requireStaff(trx: AnyWrites, email: string) {
  const account = await findStaffAsOperator(trx, email);
  if (!account) throw new StartFailure(`No account of staff has the address ${email}; ponte user list shows those there are.`);
  return account;
}

async function giveRole(trx: AnyWrites, accountId: string, role: Role): Promise<void> {
  if (role === 'administrator' && (await makeFirstAdministrator(trx, accountId))) return;
  await grantAsOperator(trx, accountId, role);
}

function isNetworkRole(role: string): role is Role {
  return isRole(role) && networkRoles.includes(role);
}

function describe({
  email,
  name,
  roles,
  hasPassword,
  hasSecondFactor,
  suspendedAt,
}: Awaited<ReturnType<typeof listStaffAsOperator>>[number]): string {
  const state = suspendedAt ? 'closed' : !hasPassword ? 'has not set a password' : hasSecondFactor ? 'active' : 'has no second factor yet';
  return `${email ?? '(no e-mail)'}  ${name}  [${roles.join(', ') || 'no role'}]  ${state}`;
}

async function operatorIdentity(
  settings: Settings,
  databases: Databases,
  keyring: Parameters<typeof openIdentity>[0]['keyring'],
): Promise<Identity> {
  const publicUrl = settings.publicUrl ?? `http://localhost:${settings.port}`;
  return openIdentity({ settings, databases, keyring, catalogue: loadMessages(), publicUrl });
}
