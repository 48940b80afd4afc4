/** The part of the package oidc-provider (which ships no types) that the tests of sign-in use. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Context {
    oidc: { provider: Provider; client?: { clientId: string }; session?: { accountId?: string } };
  }
  interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  export interface Configuration {
    clients: { client_id: string; client_secret: string; redirect_uris: string[]; token_endpoint_auth_method: string }[];
    acrValues: string[];
    claims: Record<string, string[] | null>;
    conformIdTokenClaims: boolean;
    features: { devInteractions: { enabled: boolean } };
    interactions: { url(ctx: Context, interaction: { uid: string }): string };
    findAccount(ctx: Context, sub: string): { accountId: string; claims(): Record<string, unknown> };
    loadExistingGrant(ctx: Context): Promise<Grant>;
    cookies: { keys: string[] };
    pkce: { required(): boolean };
    ttl: Record<string, number>;
  }
  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    Grant: new (of: { clientId: string; accountId: string }) => Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: { login: { accountId: string; acr?: string } } | { error: string },
    ): Promise<void>;
  }
}
