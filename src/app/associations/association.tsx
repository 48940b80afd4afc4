import { associationPage } from '#modules/associations/pages';
import { ConsultationsOfAssociation } from '#modules/consultations/pages';
import { SeatsOfAssociation } from '#modules/forums/pages';

/** The page of an association: its entry, where it has a seat, and where it was heard. */
export const associationRoute = associationPage(async (ctx, id) => (
  <>
    {await SeatsOfAssociation(ctx, id)}
    {await ConsultationsOfAssociation(ctx, id)}
  </>
));
