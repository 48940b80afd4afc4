import { allowInsecureRequests, discovery, enableNonRepudiationChecks, type Configuration } from 'openid-client';
import { z } from 'zod';
import { StartFailure } from '#kernel/errors';
import { refuse } from './refusals.ts';

const providerSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be small letters, digits and dashes'),
    name: z.string().min(1).max(100),
    issuer: z.url(),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1).optional(),
    audience: z.enum(['people', 'staff']),
    scope: z.string().default('openid profile'),
    /** What the provider is asked to prove (acr_values). */
    acrValues: z.string().optional(),
    /** Which of its acr values vouch for two factors; any other counts as one. */
    assurance: z.record(z.string(), z.literal([1, 2])).default({}),
  })
  .refine((one) => one.issuer.startsWith('https:') || isLocal(one.issuer), { message: 'must begin with https:', path: ['issuer'] });

/** An OpenID Connect provider of the setting OIDC_PROVIDERS. */
export type Provider = z.output<typeof providerSchema>;

export interface Providers {
  readonly byId: ReadonlyMap<string, Provider>;
  /** What each provider says of itself, asked at its first use; one that did not answer is asked again. */
  readonly discovered: Map<string, Promise<Configuration>>;
}

function isLocal(address: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);
}

/**
 * Reads the setting OIDC_PROVIDERS (a JSON list).
 * Refusals: {@link StartFailure} that says what is wrong.
 */
export function readProviders(setting: string): Providers {
  let given: unknown;
  try {
    given = JSON.parse(setting);
  } catch {
    throw new StartFailure('OIDC_PROVIDERS is not JSON.');
  }
  const parsed = z.array(providerSchema).safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StartFailure(`OIDC_PROVIDERS is wrong: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`);
  }
  const byId = new Map(parsed.data.map((one) => [one.id, one]));
  if (byId.size !== parsed.data.length) throw new StartFailure('OIDC_PROVIDERS names a provider twice.');
  return { byId, discovered: new Map() };
}

/**
 * A provider and its configuration.
 * Refusals: `provider-unknown`, `provider-unavailable`.
 */
export async function openProvider(providers: Providers, id: string): Promise<{ provider: Provider; configuration: Configuration }> {
  const provider = providers.byId.get(id);
  if (!provider) throw refuse('provider-unknown');
  let waiting = providers.discovered.get(id);
  if (!waiting) {
    waiting = discovery(new URL(provider.issuer), provider.clientId, provider.clientSecret, undefined, {
      // Signatures are verified although the token comes over TLS; plain http only on this very machine.
      execute: [enableNonRepudiationChecks, ...(provider.issuer.startsWith('http:') ? [allowInsecureRequests] : [])],
      timeout: 10,
    });
    providers.discovered.set(id, waiting);
  }
  try {
    return { provider, configuration: await waiting };
  } catch {
    providers.discovered.delete(id);
    throw refuse('provider-unavailable', { values: { name: provider.name } });
  }
}
