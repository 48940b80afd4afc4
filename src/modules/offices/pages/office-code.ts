import { z } from 'zod';

/** The code of an office in an address; anything else is an address without a page. */
export const officeCode = z.string().regex(/^[a-z0-9-]{1,80}$/);
