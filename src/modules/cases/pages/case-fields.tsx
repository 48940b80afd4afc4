import { SelectField, TextField, type Option } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { listHolders } from '#kernel/access';
import { accountNames } from '#kernel/identity';
import { idOf } from '#kernel/db';
import { venturesOf, type VentureId } from '#modules/ventures';
import type { PersonId } from '#modules/people';
import { z } from 'zod';

/** An id from a select; null where it was left empty. */
export function chosenId<T extends string>() {
  return fields.optionalText(40).pipe(z.union([z.null(), idOf<T>()], { error: 'http.field.choose' }));
}

export const caseFields = {
  reason: fields.optionalText(500),
  ventureId: chosenId<'ventures.ventures'>(),
  counsellorId: chosenId<'identity.accounts'>(),
};

/** What the selects of a case offer. */
export interface CaseChoices {
  ventures: Option[];
  counsellors: Option[];
}

/** The ventures of the person and the counsellors of the office. */
export async function readCaseChoices(ctx: Context, personId: PersonId, officeId: string): Promise<CaseChoices> {
  const ventures = await venturesOf(ctx.trx, personId);
  return {
    ventures: ventures.map((venture) => ({ value: venture.id, label: venture.title })),
    counsellors: await readCounsellors(ctx, officeId),
  };
}

/** The people who work at the desk of an office. */
export async function readCounsellors(ctx: Context, officeId: string): Promise<Option[]> {
  const holders = await listHolders(ctx.trx, { scope: { kind: 'office', id: officeId } });
  const ids = holders.filter(({ role }) => role === 'counsellor' || role === 'office-manager').map(({ accountId }) => accountId);
  const names = await accountNames(ctx.trx, ids);
  return [...new Set(ids)].map((value) => ({ value, label: names.get(value) || ctx.t('cases.nobody') }));
}

export interface CaseFieldsProps {
  ctx: Context;
  choices: CaseChoices;
  value: { reason: string; ventureId: VentureId | null; counsellorId: string | null };
}

/** Reason, venture, counsellor. */
export function CaseFields({ ctx: { t }, choices, value }: CaseFieldsProps) {
  return (
    <>
      <TextField name="reason" label={t('cases.field.reason')} hint={t('cases.field.reason-hint')} value={value.reason} optional />
      <SelectField
        name="ventureId"
        label={t('cases.field.venture')}
        value={value.ventureId ?? ''}
        options={choices.ventures}
        emptyLabel={t('cases.field.no-venture')}
        optional
      />
      <SelectField
        name="counsellorId"
        label={t('cases.field.counsellor')}
        value={value.counsellorId ?? ''}
        options={choices.counsellors}
        emptyLabel={false}
      />
    </>
  );
}
