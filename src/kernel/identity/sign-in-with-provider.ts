import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomPKCECodeVerifier,
  type IDToken,
} from 'openid-client';
import { sql } from 'kysely';
import { asActor, newId, onConstraint, type Id, type Reads, type Writes } from '#kernel/db';
import type { Language } from '#kernel/i18n';
import { normaliseLine } from '#kernel/text';
import { requireFactors } from './add-address.ts';
import type { Identity } from './identity.ts';
import { openSession, type SignedIn, type Visit } from './open-session.ts';
import { openProvider, type Provider } from './providers.ts';
import { recordEvent } from './record-event.ts';
import { refuse } from './refusals.ts';
import { hashToken, newToken } from './secrets.ts';
import { clearedVisitCookie, visitCookie, visitToken } from './session-cookie.ts';
import { actorOf, sessionOf, type Session } from './session-of.ts';
import { keepVerification, tryVerification } from './verifications.ts';

/** Where the provider sends the browser back to, to be registered with the provider. */
export function providerReturnPath(id: string): string {
  return `/sign-in/provider/${id}/return`;
}

/**
 * Sends the browser to an identity provider: answers the address to go to and the cookie that binds the visit to this
 * browser. With a session given, the person there will be linked to its account instead of signed in.
 * Refusals: `provider-unknown`, `provider-unavailable`; to link, `second-factor-first` and `signed-out`.
 */
export async function startProvider(
  identity: Identity,
  wish: { provider: string; returnTo: string; language: Language; linkTo?: Session },
): Promise<{ url: string; setCookie: string }> {
  if (wish.linkTo) requireFactors(wish.linkTo);
  const { provider, configuration } = await openProvider(identity.providers, wish.provider);
  const [state, nonce, browser] = [newToken(), newToken(), newToken()];
  const verifier = randomPKCECodeVerifier();
  await keepVerification(identity.db, identity, {
    kind: 'provider',
    key: hashToken(state),
    value: {
      provider: provider.id,
      nonce,
      verifier,
      browser: hashToken(browser),
      returnTo: ownPath(wish.returnTo),
      language: wish.language,
      linkTo: wish.linkTo?.accountId ?? null,
    },
    life: identity.limits.ceremonyLife,
  });
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: `${identity.baseUrl}${providerReturnPath(provider.id)}`,
    scope: provider.scope,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ui_locales: wish.language,
    ...(provider.acrValues ? { acr_values: provider.acrValues } : {}),
  });
  return { url: url.href, setCookie: visitCookie(identity, browser) };
}

/** A path of this site; anything else, such as another site's address, becomes the home page. */
function ownPath(path: string): string {
  return /^\/(?![/\\])[^\s]*$/.test(path) ? path : '/';
}

/** What a return from a provider answers: signed in, or linked to the account that was signed in already. */
export interface Returned {
  readonly signedIn: SignedIn | null;
  readonly returnTo: string;
  readonly language: string;
  /** Set-Cookie strings for the answer. */
  readonly setCookies: string[];
}

/**
 * Takes the browser that comes back. The person is known by issuer and subject alone: an e-mail address that the
 * provider states, verified or not, opens no account. A provider for people makes the account the first time; one for
 * staff only opens accounts that were linked to it.
 * Refusals: `provider-failed` (wrong or used state, another browser, the person declined, a token that does not
 * verify), `provider-unknown`, `provider-unavailable`, `provider-not-linked`, `provider-taken`, `suspended`, `signed-out`.
 */
export async function finishProvider(
  identity: Identity,
  visit: Visit,
  given: { provider: string; query: URLSearchParams },
): Promise<Returned> {
  const state = given.query.get('state') ?? '';
  const { value: begun } = await tryVerification(identity, 'provider', hashToken(state));
  const browser = visitToken(identity, visit.cookie);
  if (!begun || begun.provider !== given.provider || !browser || hashToken(browser) !== begun.browser) throw refuse('provider-failed');
  const { provider, configuration } = await openProvider(identity.providers, given.provider);
  const address = new URL(`${identity.baseUrl}${providerReturnPath(provider.id)}`);
  address.search = given.query.toString();
  const tokens = await authorizationCodeGrant(configuration, address, {
    expectedState: state,
    expectedNonce: begun.nonce,
    pkceCodeVerifier: begun.verifier,
    idTokenExpected: true,
  }).catch(() => null); // declined, forged or expired: the person begins again whatever it was
  const claims = tokens?.claims();
  if (!claims) throw refuse('provider-failed');
  const signedIn = begun.linkTo
    ? await linkProvider(identity, visit, provider, claims, begun.linkTo)
    : await signIn(identity, visit, provider, claims, begun.language);
  const setCookies = [clearedVisitCookie(identity), ...(signedIn ? [signedIn.setCookie] : [])];
  return { signedIn, returnTo: begun.returnTo, language: begun.language, setCookies };
}

async function signIn(identity: Identity, visit: Visit, provider: Provider, claims: IDToken, language: string): Promise<SignedIn> {
  const name = typeof claims.name === 'string' ? normaliseLine(claims.name).slice(0, 200) : '';
  const { rows } = await sql<{ account_id: string | null }>`
    select identity.account_by_provider(
      ${claims.iss}, ${claims.sub}, ${provider.id}, ${newId()}, ${name}, ${language}, ${provider.audience === 'people'}, ${identity.now()}
    ) as account_id`.execute(identity.db);
  const accountId = rows[0]?.account_id;
  if (!accountId) throw refuse('provider-not-linked');
  const acr = typeof claims.acr === 'string' ? claims.acr : '';
  return await openSession(identity, visit, { accountId, way: 'provider', assurance: provider.assurance[acr] ?? 1 });
}

async function linkProvider(identity: Identity, visit: Visit, provider: Provider, claims: IDToken, accountId: string): Promise<null> {
  const session = await sessionOf(identity, visit.cookie);
  if (!session || session.accountId !== accountId) throw refuse('signed-out');
  requireFactors(session);
  await asActor(identity.db, actorOf(session), async (trx) => {
    await trx
      .insertInto('identity.provider_links')
      .values({
        id: newId(),
        account_id: accountId as Id<'identity.accounts'>, // the session's own
        issuer: claims.iss,
        subject: claims.sub,
        provider: provider.id,
        linked_at: identity.now(),
      })
      .execute()
      .catch(onConstraint({ provider_links_once: () => refuse('provider-taken') }));
    await recordEvent(trx, 'identity.provider-linked', accountId, { provider: provider.id });
  });
  return null;
}

/** A provider through which the actor's account can be entered. */
export interface ProviderLink {
  readonly id: Id<'identity.provider_links'>;
  readonly provider: string;
  readonly linkedAt: Date;
}

export async function listProviderLinks(trx: Reads<'identity'>): Promise<ProviderLink[]> {
  const rows = await trx.selectFrom('identity.provider_links').select(['id', 'provider', 'linked_at']).orderBy('linked_at').execute();
  return rows.map((row) => ({ id: row.id, provider: row.provider, linkedAt: row.linked_at }));
}

/**
 * Takes a provider off the actor's account.
 * Refusals: `not-found`, `second-factor-first`, `signed-out`.
 */
export async function removeProviderLink(trx: Writes<'identity'>, session: Session, id: Id<'identity.provider_links'>): Promise<void> {
  requireFactors(session);
  const { numDeletedRows } = await trx.deleteFrom('identity.provider_links').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('not-found');
  await recordEvent(trx, 'identity.provider-unlinked', session.accountId);
}
