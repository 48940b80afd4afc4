import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { newId } from '#kernel/db';
import { Button, ButtonGroup, ButtonLink, ErrorSummary, Form, NumberField, PageHeading } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import type { Authorship } from '#kernel/i18n';
import { beside, putPart, removePart, type PartKind } from '../change-parts.ts';
import { MOST, type Content } from '../plan-content.ts';
import type { Draft, Plan } from '../plan.ts';
import { refuse } from '../refusals.ts';
import { changePlan } from '../write-plan.ts';
import { authorshipOf, crumbs, deskAt, draftIn, ofPlan, planners, titleIn } from './reach.ts';

type PartOf<Kind extends PartKind> = Content[Kind][number];
const singular = { objectives: 'objective', measures: 'measure', actions: 'action', indicators: 'indicator', links: 'link' } as const;
const nameOf = (kind: PartKind) => singular[kind];

export interface ItemView<Kind extends PartKind> {
  ctx: Context;
  plan: Plan;
  draft: Draft;
  /** Null for a new one. */
  item: PartOf<Kind> | null;
  /** The part under which a new one is put, where the address names one. */
  under: string | null;
}

interface ItemForm<Kind extends PartKind, Shape extends z.ZodRawShape> {
  kind: Kind;
  body: z.ZodObject<Shape>;
  fields: (view: ItemView<Kind>) => Promise<ComponentChildren> | ComponentChildren;
  /** The part as typed; refuses what is wrong with it. */
  read: (
    view: ItemView<Kind> & { id: string; author: Authorship },
    form: z.output<z.ZodObject<Shape>>,
  ) => Promise<PartOf<Kind>> | PartOf<Kind>;
}

const more = { base: fields.whole(1, 1_000_000_000), position: fields.whole(1, 1_000) };
const params = ofPlan.extend({ item: z.union([z.literal('new'), z.uuid()]) });
const query = z.object({ under: fields.maybe(z.uuid()) });

// uses messages: plans.objective.new
// uses messages: plans.measure.new
// uses messages: plans.action.new
// uses messages: plans.indicator.new
// uses messages: plans.link.new
/** The form of one part of a plan, new or there already. */
export function itemRoute<Kind extends PartKind, Shape extends z.ZodRawShape>(form: ItemForm<Kind, Shape>) {
  const { kind, body, fields: Fields, read } = form;
  return formRoute({
    path: `/desk/plans/:id/${kind}/:item`,
    who: planners,
    params,
    query,
    body: body.extend(more),
    view: async (ctx, { params: { id, item }, query: { under } }, entry) => {
      const { t } = ctx;
      const { plan, draft } = await draftIn(ctx, id);
      const found = itemIn(draft.content, kind, item);
      const title = t(`plans.${nameOf(kind)}.${found ? 'change' : 'new'}`);
      const list: readonly PartOf<Kind>[] = draft.content[kind];
      const place = found ? beside(draft.content, kind, found).indexOf(found) + 1 : list.length + 1;
      return page(
        title,
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={title} caption={titleIn(ctx, draft)} lead={t(`plans.${nameOf(kind)}.lead`)} />
          <Form entry={entry} draft={`plan-${id}-${kind}-${item}-${under ?? ''}`} draftRemote>
            <input type="hidden" name="base" value={draft.revision} />
            {await Fields({ ctx, plan, draft, item: found, under })}
            <NumberField
              name="position"
              label={t('plans.field.position')}
              hint={t('plans.field.position-hint')}
              value={String(place)}
              required
            />
            <ButtonGroup>
              <Button>{t('plans.draft.save')}</Button>
              {found && (
                <ButtonLink kind="quiet" href={`${deskAt(id)}/remove/${kind}/${found.id}`}>
                  {t('plans.remove.title')}
                </ButtonLink>
              )}
            </ButtonGroup>
          </Form>
        </>,
        { breadcrumbs: crumbs(ctx, [{ label: titleIn(ctx, draft), href: deskAt(id) }]) },
      );
    },
    submit: async (ctx, { params: { id, item }, query: { under } }, typed) => {
      const { plan, draft } = await draftIn(ctx, id);
      const { base, position } = typed as { base: number; position: number }; // the schema is the part's with these two
      const found = itemIn(draft.content, kind, item);
      if (!found && draft.content[kind].length >= MOST[kind]) throw refuse('too-many');
      const key = found?.id ?? newId();
      const view = { ctx, plan, draft, item: found, under, id: key, author: authorshipOf(ctx) };
      const part = await read(view, typed as z.output<z.ZodObject<Shape>>); // as above
      await changePlan(ctx.trx, accountOf(ctx), id, { base, change: (content) => putPart(content, kind, part, position) }, ctx.now);
      return redirect(deskAt(id), 'plans.notice.saved');
    },
  });
}

/** A part of the draft; null for a new one. */
function itemIn<Kind extends PartKind>(content: Content, kind: Kind, item: string): PartOf<Kind> | null {
  if (item === 'new') return null;
  const list: readonly PartOf<Kind>[] = content[kind];
  const found = list.find(({ id }) => id === item);
  if (!found) throw refuseHttp('not-found');
  return found;
}

/** Takes one part out of a draft, after a page that says so. */
const removeOf = (kind: PartKind) =>
  formRoute({
    path: `/desk/plans/:id/remove/${kind}/:item`,
    who: planners,
    params: ofPlan.extend({ item: z.uuid() }),
    body: z.object({ base: more.base }),
    view: async (ctx, { params: { id, item } }, entry) => {
      const { t } = ctx;
      const { draft } = await draftIn(ctx, id);
      itemIn(draft.content, kind, item);
      return page(
        t('plans.remove.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('plans.remove.title')} caption={t(`plans.${nameOf(kind)}.change`)} lead={t('plans.remove.lead')} />
          <Form entry={entry}>
            <input type="hidden" name="base" value={draft.revision} />
            <Button kind="warning">{t('plans.remove.button')}</Button>
          </Form>
        </>,
        {
          breadcrumbs: crumbs(ctx, [
            { label: titleIn(ctx, draft), href: deskAt(id) },
            { label: t(`plans.${nameOf(kind)}.change`), href: `${deskAt(id)}/${kind}/${item}` },
          ]),
        },
      );
    },
    submit: async (ctx, { params: { id, item } }, { base }) => {
      await draftIn(ctx, id);
      await changePlan(ctx.trx, accountOf(ctx), id, { base, change: (content) => removePart(content, kind, item) }, ctx.now);
      return redirect(deskAt(id), 'plans.notice.removed');
    },
  });

export const removeRoutes = (['objectives', 'measures', 'actions', 'indicators', 'links'] as const).map(removeOf);
