import { z } from 'zod';
import { TextArea, TextField } from '#kernel/html';
import { fields } from '#kernel/http';
import { retypedUnits } from '../change-parts.ts';
import { endsBefore, isAge } from '../period.ts';
import { AGE, reworded } from '../plan-content.ts';
import { refuse } from '../refusals.ts';
import { partRoute } from './form-of.tsx';
import { own } from './plan-text.ts';
import { authorshipOf } from './reach.ts';

/** A year, a month or a day of the calendar; null where it is not known. */
export const age = fields.optionalText(10).refine((value) => value === null || (AGE.test(value) && isAge(value)), 'plans.problem.date');

/** Title, vision, strategy, period, and why there is a new version. */
const aboutRoute = partRoute({
  path: 'about',
  title: ({ t }) => t('plans.part.about'),
  lead: ({ t }) => t('plans.part.about-lead'),
  body: z.object({
    title: fields.text(300),
    vision: fields.optionalLongText(5_000),
    strategy: fields.optionalLongText(5_000),
    starts: age,
    ends: age,
    reason: fields.longText(2_000),
  }),
  fields: ({ t }, { content, reason }) => {
    const dated = { hint: t('plans.field.date-hint'), size: 'short', dir: 'ltr', optional: true } as const;
    return (
      <>
        <TextField name="title" label={t('plans.field.title')} value={own(content.title)} maxLength={300} required />
        <TextArea
          name="vision"
          label={t('plans.view.vision')}
          hint={t('plans.field.vision-hint')}
          value={own(content.vision)}
          maxLength={5_000}
          rows={8}
          optional
        />
        <TextArea
          name="strategy"
          label={t('plans.view.strategy')}
          hint={t('plans.field.strategy-hint')}
          value={own(content.strategy)}
          maxLength={5_000}
          rows={8}
          optional
        />
        <TextField name="starts" label={t('plans.field.starts')} value={content.starts ?? ''} {...dated} />
        <TextField name="ends" label={t('plans.field.ends')} value={content.ends ?? ''} {...dated} />
        <TextArea name="reason" label={t('plans.new.reason')} value={reason} maxLength={2_000} rows={3} required />
      </>
    );
  },
  change: async (ctx, form, { lang }) => {
    const author = authorshipOf(ctx);
    const { starts, ends, reason } = form;
    if (endsBefore({ starts, ends })) throw refuse('ends-before', { field: 'ends' });
    return {
      reason,
      change: (content) => ({
        ...content,
        starts,
        ends,
        title: reworded(content.title, form.title, lang, author) ?? content.title,
        vision: reworded(content.vision, form.vision, lang, author),
        strategy: reworded(content.strategy, form.strategy, lang, author),
      }),
    };
  },
});

/** The departments that act, one a line. */
const unitsRoute = partRoute({
  path: 'units',
  title: ({ t }) => t('plans.part.units'),
  lead: ({ t }) => t('plans.part.units-lead'),
  body: z.object({ units: fields.optionalLongText(5_000) }),
  fields: ({ t }, { content }) => (
    <TextArea
      name="units"
      label={t('plans.field.units')}
      hint={t('plans.field.one-a-line')}
      value={content.units.map(({ name }) => own(name)).join('\n')}
      maxLength={5_000}
      rows={8}
      optional
    />
  ),
  change: async (ctx, { units }, { lang }) => ({
    change: (content) => ({ ...content, units: retypedUnits(content, units, lang, authorshipOf(ctx)) }),
  }),
});

export const aboutRoutes = [aboutRoute, unitsRoute];
