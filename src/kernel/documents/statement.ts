import { z } from 'zod';

/** What a document states, as printed on it; whoever has its code reads exactly this. */
export interface Statement {
  title: string;
  /** Who issued it: the office's name. */
  issuer: string;
  /** Label and value in the document's language; no more of a person than that person chose to show. */
  facts: readonly { label: string; value: string }[];
}

export const statementSchema = z.object({
  title: z.string().min(1).max(300),
  issuer: z.string().min(1).max(300),
  facts: z.array(z.object({ label: z.string().max(200), value: z.string().max(1000) })).max(30),
});

export interface Signed {
  code: string;
  language: string;
  statement: Statement;
  sha256: string;
  issuedAt: Date;
  /** A day. */
  expiresOn: string | null;
}

/** The text that the network signs: one line a fact, readable, the same for the same document. */
export function signedText({ code, language, statement, sha256, issuedAt, expiresOn }: Signed): string {
  return JSON.stringify(
    {
      ponte: 'document 1',
      code,
      title: statement.title,
      issuer: statement.issuer,
      facts: statement.facts.map(({ label, value }) => ({ label, value })),
      language,
      issuedAt: issuedAt.toISOString(),
      expiresOn,
      sha256,
    },
    null,
    1,
  );
}
