export { typeset, type Json, type Paper } from './typeset.ts';
export { typesetPage, type PageToPrint } from './typeset-page.ts';
export { typst } from './paper-style.ts';
export { groupedCode, readCode } from './code.ts';
export type { Statement } from './statement.ts';
export {
  issueDocument,
  listIssued,
  revokeDocument,
  type DocumentId,
  type DocumentToIssue,
  type IssuedDocument,
  type Seal,
} from './issue-document.ts';
export { verifyDocument, type VerifiedDocument } from './verify-document.ts';
export { refuse as refuseDocument } from './refusals.ts';
