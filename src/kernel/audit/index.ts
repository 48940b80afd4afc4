export { record, verbKey, type AuditEntry } from './record.ts';
export { listEntries, listReads, type AuditFilter, type AuditLine, type AuditPage, type AuditPaging } from './list-entries.ts';
export { sealEntries, type Seal } from './seal-entries.ts';
export { verifyChain, type Break, type ChainReport } from './verify-chain.ts';
export { forgetPseudonym } from './forget.ts';
export { sealTimetable } from './seal-timetable.ts';
