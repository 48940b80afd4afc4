import { TwinningsOfOffice } from '#modules/exchanges/pages';
import { officePage } from '#modules/offices/pages';

/** The page of an office: what it does and when, and with which offices it is twinned. */
export const officeRoute = officePage(async (ctx, { id }) => await TwinningsOfOffice(ctx, id));
