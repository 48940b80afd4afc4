import { z } from 'zod';
import { CheckboxField, DateField, RadioField, TextArea } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { ownSpeech } from '#modules/cases/pages';
import { isReintegration, type Plan, type PlanAction, type SectionCode } from '../plan.ts';
import type { Step } from '../plans.ts';
import { refuse } from '../refusals.ts';
import type { Section } from '../sections.ts';
import { AgreedFields } from './reintegration.tsx';
import { BothWays } from './stay-or-return.tsx';

const deskHows = ['signed-at-desk', 'spoken-at-desk'] as const;

/** What the forms of all steps send; each step reads its own. */
export const stepBody = z.object({
  stay: fields.tick(),
  go: fields.tick(),
  how: fields.optionalChoice(deskHows),
  day: fields.optionalDay(),
});

/** The fields of a step, with what it means. */
export function StepFields({ ctx, action, standing }: { ctx: Context; action: PlanAction; standing: Plan['standing'] }) {
  const { t } = ctx;
  return (
    <>
      <p>{t(`returns.step.${action}`)}</p>
      {action === 'inform' && (
        <>
          <BothWays speech={ownSpeech(ctx)} level={3} />
          <CheckboxField name="stay" label={t('returns.field.told-stay')} />
          <CheckboxField name="go" label={t('returns.field.told-go')} />
        </>
      )}
      {action === 'decide' && standing === 'desk' && (
        <RadioField
          name="how"
          label={t('returns.field.how')}
          choices={deskHows.map((how) => ({ value: how, label: t(`returns.how.${how}`) }))}
        />
      )}
      {(action === 'leave' || action === 'arrive') && <DateField name="day" label={t(`returns.field.day-${action}`)} required />}
    </>
  );
}

/** Reads a step from its form. Refusals: `both-ways`, `day-needed`. */
export function stepIn(action: PlanAction, standing: Plan['standing'], form: z.output<typeof stepBody>): Step {
  if (action === 'inform' && !(form.stay && form.go)) throw refuse('both-ways', { field: form.stay ? 'go' : 'stay' });
  if ((action === 'leave' || action === 'arrive') && !form.day) throw refuse('day-needed', { field: 'day' });
  return {
    action,
    ...(standing === 'own' ? { how: 'on-line' as const } : form.how ? { how: form.how } : {}),
    ...(form.day ? { day: form.day } : {}),
  };
}

export const sectionBody = z.object({
  words: fields.optionalLongText(4_000),
  who: fields.optionalText(200),
  until: fields.optionalDay(),
});

/** One part of the return, in the words of the side that writes. */
export function SectionFields({ ctx, section, written }: { ctx: Context; section: SectionCode; written: Section | undefined }) {
  const there = isReintegration(section);
  return (
    <>
      <TextArea
        name="words"
        label={ctx.t(there ? 'returns.there.agreed' : `returns.section.${section}`)}
        hint={ctx.t(`returns.section-hint.${section}`)}
        value={written?.words ?? undefined}
        optional
      />
      {there && <AgreedFields ctx={ctx} written={written} />}
    </>
  );
}
