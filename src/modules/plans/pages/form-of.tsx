import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import type { Content } from '../plan-content.ts';
import type { Draft, Plan } from '../plan.ts';
import { changePlan } from '../write-plan.ts';
import { crumbs, deskAt, draftIn, ofPlan, planners, titleIn } from './reach.ts';

const base = { base: fields.whole(1, 1_000_000_000) };

interface PartForm<Shape extends z.ZodRawShape> {
  path: string;
  body: z.ZodObject<Shape>;
  title: (ctx: Context) => string;
  lead?: (ctx: Context) => string;
  fields: (ctx: Context, draft: Draft, plan: Plan) => Promise<ComponentChildren> | ComponentChildren;
  /** What was typed, put into the plan; `reason` where the form asks why there is a version. */
  change: (
    ctx: Context,
    form: z.output<z.ZodObject<Shape>>,
    draft: Draft,
    plan: Plan,
  ) => Promise<{ reason?: string; change: (content: Content) => Content }>;
}

/** A page of a draft: keeps what is typed on the device and on the server until it is saved. */
export function partRoute<Shape extends z.ZodRawShape>({ path, body, title, lead, fields: Fields, change }: PartForm<Shape>) {
  return formRoute({
    path: `/desk/plans/:id/${path}`,
    who: planners,
    params: ofPlan,
    body: body.extend(base),
    view: async (ctx, { params: { id } }, entry) => {
      const { plan, draft } = await draftIn(ctx, id);
      return page(
        title(ctx),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={title(ctx)} caption={titleIn(ctx, draft)} lead={lead?.(ctx)} />
          <Form entry={entry} draft={`plan-${id}-${path.replaceAll('/', '-')}`} draftRemote>
            <input type="hidden" name="base" value={draft.revision} />
            {await Fields(ctx, draft, plan)}
            <Button>{ctx.t('plans.draft.save')}</Button>
          </Form>
        </>,
        { breadcrumbs: crumbs(ctx, [{ label: titleIn(ctx, draft), href: deskAt(id) }]) },
      );
    },
    submit: async (ctx, { params: { id } }, form) => {
      const { plan, draft } = await draftIn(ctx, id);
      const typed = form as z.output<z.ZodObject<Shape>> & { base: number }; // the schema is the part's with the revision
      await changePlan(ctx.trx, accountOf(ctx), id, { base: typed.base, ...(await change(ctx, typed, draft, plan)) }, ctx.now);
      return redirect(deskAt(id), 'plans.notice.saved');
    },
  });
}
