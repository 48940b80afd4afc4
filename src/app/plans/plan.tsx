import { ConsultationsOfPlan } from '#modules/consultations/pages';
import { deskPlanPage, planPage } from '#modules/plans/pages';

/** A published plan, with what its keepers ask about it. */
export const planRoute = planPage(async (ctx, plan) => await ConsultationsOfPlan(ctx, plan));

/** A plan at the desk, with what its office asks about it, drafts included. */
export const deskPlanRoute = deskPlanPage(async (ctx, plan) => await ConsultationsOfPlan(ctx, plan, { desk: true }));
