/** Codes that would hide a page of the same address, such as /admin/offices/new. */
const RESERVED = new Set(['new', 'book', 'search']);

/** Whether an office must not have this code. */
export function isReservedCode(code: string): boolean {
  return RESERVED.has(code);
}
