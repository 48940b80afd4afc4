import { v5 } from 'uuid';

/** The namespace of ids that we derive: HSDS wants a UUID on every record, also on those that have no row of their own here. */
const NAMESPACE = '0b6cf0a6-4f5c-5b0e-9a51-7d2f3f0f4c11';

/** The same parts give the same id, today and after a restore. */
export function derivedId(...parts: readonly (string | number)[]): string {
  return v5(parts.join('/'), NAMESPACE);
}
