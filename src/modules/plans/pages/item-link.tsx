import { z } from 'zod';
import { SelectField, TextArea, TextField } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { findAnalysis } from '#modules/analyses';
import { resolveService, serviceNames, type ServiceId } from '#modules/directory';
import { findPractice } from '#modules/practices';
import { IN_SITE, reworded, type PlanLink } from '../plan-content.ts';
import { refuse } from '../refusals.ts';
import { linkKinds } from '../terms.ts';
import { OfSelect, partIn } from './item-indicator.tsx';
import { itemRoute } from './item-form.tsx';
import { countsChoices } from './own-counts.ts';
import { own } from './plan-text.ts';

const body = z.object({
  kind: fields.choice(linkKinds),
  of: fields.optionalText(60),
  ref: fields.optionalText(200),
  counts: fields.optionalText(200),
  address: fields.optionalText(500).refine((value) => value === null || IN_SITE.test(value), 'plans.problem.address'),
  words: fields.optionalLongText(2_000),
});

/** What the plan points to: a practice, a service or own counts of this site, a recommendation or an opinion in words. */
export const linkRoute = itemRoute({
  kind: 'links',
  body,
  fields: async ({ ctx, item, draft, under }) => {
    const { t } = ctx;
    const counts = await countsChoices(ctx, item);
    return (
      <>
        <SelectField
          name="kind"
          label={t('plans.link.kind')}
          options={linkKinds
            .filter((value) => value !== 'counts' || counts.length > 0)
            .map((value) => ({ value, label: t(`plans.link.${value}`) }))}
          value={item?.kind ?? ''}
          required
        />
        <OfSelect ctx={ctx} content={draft.content} value={item?.of ?? under ?? ''} label={t('plans.link.of')} />
        <TextField
          name="ref"
          label={t('plans.link.ref')}
          hint={t('plans.link.ref-hint')}
          value={await refTyped(ctx, item)}
          maxLength={200}
          optional
        />
        {counts.length > 0 && (
          <SelectField
            name="counts"
            label={t('plans.link.counts')}
            hint={t('plans.link.counts-hint')}
            options={counts}
            value={item?.kind === 'counts' ? (item.ref ?? '') : ''}
            optional
          />
        )}
        <TextArea
          name="words"
          label={t('plans.link.words')}
          hint={t('plans.link.words-hint')}
          value={own(item?.words)}
          maxLength={2_000}
          rows={4}
          optional
        />
        <TextField
          name="address"
          label={t('plans.link.address')}
          hint={t('plans.link.address-hint')}
          value={item?.address ?? ''}
          maxLength={500}
          dir="ltr"
          optional
        />
      </>
    );
  },
  read: async ({ ctx, id, item, draft, author }, form): Promise<PlanLink> => {
    const { lang, content } = draft;
    const named = form.kind === 'practice' || form.kind === 'service' || form.kind === 'analysis';
    if (named && !form.ref) throw refuse('target-missing', { field: 'ref' });
    if (form.kind === 'counts') {
      const chosen = (await countsChoices(ctx, item)).find(({ value }) => value === form.counts);
      if (!chosen) throw refuse('no-counts', { field: 'counts' });
      const words = reworded(item?.words ?? null, form.words, lang, author);
      return { id, kind: form.kind, of: partIn(content, form.of), ref: chosen.value, address: null, words };
    }
    if (!named && !form.words) throw refuse('words-missing', { field: 'words' });
    return {
      id,
      kind: form.kind,
      of: partIn(content, form.of),
      // Which recommendation it was stays known when its words are changed.
      ref: named ? await refFrom(ctx, form.kind, form.ref ?? '') : item?.kind === form.kind ? item.ref : null,
      address: named ? null : form.address,
      words: reworded(item?.words ?? null, form.words, lang, author),
    };
  },
});

/** A service by its name, a practice by its short name, as the form takes them. */
async function refTyped({ trx, lang }: Context, item: PlanLink | null): Promise<string> {
  if (item?.kind === 'recommendation' || item?.kind === 'opinion' || item?.kind === 'counts') return '';
  if (item?.kind !== 'service' || !item.ref) return item?.ref ?? '';
  const id = item.ref as ServiceId; // a service's link names a service
  return (await serviceNames(trx, [id], lang)).get(id)?.name ?? item.ref;
}

/** The short name of a practice or an analysis, the id of a service. Refusals: `target-missing` where there is none, or several. */
async function refFrom({ trx, lang }: Context, kind: PlanLink['kind'], typed: string): Promise<string> {
  if (kind === 'practice') {
    const code = typed.replace(/^.*\/practices\//, '').toLowerCase();
    const found = /^[a-z0-9-]{1,120}$/.test(code) ? await findPractice(trx, code) : null;
    if (!found) throw refuse('target-missing', { field: 'ref' });
    return found.code;
  }
  if (kind === 'analysis') {
    const code = typed.replace(/^.*\/analyses\//, '').toLowerCase();
    const found = /^[a-z0-9-]{1,120}$/.test(code) ? await findAnalysis(trx, code) : null;
    if (!found) throw refuse('target-missing', { field: 'ref' });
    return found.code;
  }
  const found = await resolveService(trx, {
    id: typed.replace(/^.*\/services\//, ''),
    typed: /\/services\//.test(typed) ? '' : typed,
    lang,
  });
  if (found.kind !== 'one') throw refuse('target-missing', { field: 'ref' });
  return found.id;
}
