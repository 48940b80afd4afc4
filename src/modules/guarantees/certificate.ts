import { isForbidden, newId, onConstraint, type Reads, type Writes } from '#kernel/db';
import { issueDocument, typst, type Seal, type Statement } from '#kernel/documents';
import type { Guarantee, GuaranteeId } from './filing.ts';
import { refuse } from './refusals.ts';

/** What is printed, in the language of the certificate. */
export interface CertificateWords {
  statement: Statement;
  says: string;
  amount: string;
  verify: string;
  picture: string;
  mark: string;
}

const template = typst`
#v(14mm)
#align(center)[
  #heading(level: 1, data.statement.title)
  #v(6mm)
  #text(size: 12pt, own(data.says))
  #v(2mm)
  #text(size: 22pt, weight: "bold", own(data.amount))
]
#v(12mm)
#facts(data.statement.facts.map(fact => (fact.label, own(fact.value))))
#v(10mm)
#own(data.statement.issuer)
#verification(data.verification, alt: data.picture, say: data.verify)
`;

/**
 * Issues the certificate of a guarantee in force, once: signed by the network, verified by its code, revoked when the guarantee ends.
 * Refusals: `certified`, `wrong-state`, `not-found`, those of typesetting.
 */
export async function issueCertificate(
  trx: Writes<'guarantees' | 'documents' | 'audit'>,
  seal: Seal,
  { one, words, lang, by, now }: { one: Guarantee; words: CertificateWords; lang: string; by: string; now: Date },
): Promise<void> {
  if (one.state !== 'active') throw refuse('wrong-state');
  const { statement, says, amount, verify, picture, mark } = words;
  const issued = await issueDocument(trx, seal, {
    kind: 'guarantees.certificate',
    officeId: one.fundId,
    subject: null,
    statement,
    lang,
    expiresOn: one.endsOn,
    issuedAt: now,
    issuedBy: by,
    purpose: 'guarantees.purpose.guarantee',
    template,
    data: { says, amount, verify, picture },
    note: statement.issuer,
    mark,
  });
  await trx
    .insertInto('guarantees.certificates')
    .values({ id: newId(), guarantee_id: one.id, document_id: issued.id, content: issued.pdf, issued_by: by })
    .execute()
    .catch(onConstraint({ certificates_once: () => refuse('certified') }))
    .catch((error: unknown) => {
      throw isForbidden(error) ? refuse('not-found') : error;
    });
}

/** The PDF of a certificate; null where there is none or the actor may not read the guarantee. */
export async function findCertificate(trx: Reads<'guarantees'>, id: GuaranteeId): Promise<Buffer | null> {
  const row = await trx.selectFrom('guarantees.certificates').select('content').where('guarantee_id', '=', id).executeTakeFirst();
  return row?.content ?? null;
}

/** Whether a guarantee has a certificate. */
export async function hasCertificate(trx: Reads<'guarantees'>, id: GuaranteeId): Promise<boolean> {
  return (await trx.selectFrom('guarantees.certificates').select('id').where('guarantee_id', '=', id).executeTakeFirst()) !== undefined;
}
