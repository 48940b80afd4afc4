import type { Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import type { PersonId } from '#modules/people';
import { membershipsOf } from '../membership.ts';
import { sumIn } from './parts.tsx';
import { readSaving } from './view.tsx';

/** A saving in words, with everything that was paid in, drawn or lent, for the copy that the person may ask for. */
export interface SavingCopy {
  readonly title: string;
  readonly records: [string, string][][];
}

type Field = [string, string | null];
const filled = (entries: Field[]): [string, string][] => entries.filter((entry): entry is [string, string] => entry[1] !== null);

export async function copyOfSavings(ctx: Context, personId: PersonId): Promise<SavingCopy[]> {
  const { t, format } = ctx;
  const copies: SavingCopy[] = [];
  for (const one of await membershipsOf(ctx.trx, { personIds: [personId] })) {
    const { scheme, keeper, saving, drawers, credits, movements } = await readSaving(ctx, one);
    const sum = sumIn(ctx, scheme.savingCurrency);
    const about = filled([
      [t('savings.field.name'), textIn(scheme.name, ctx.lang).text],
      [t('savings.field.keeper'), keeper],
      [t('savings.field.number'), one.number],
      [t('savings.field.state'), t(`savings.state.${one.state}`)],
      [t('savings.field.purpose'), t(`savings.for.${one.purpose}`)],
      [t('savings.field.goal'), sum(one.goalMinor)],
      [t('savings.field.goal-on'), format.date(one.goalOn)],
      [t('savings.field.sent'), format.instant(one.sentAt, 'short')],
      [t('savings.field.reason'), one.reason],
      [t('savings.one.balance'), sum(saving.balanceMinor)],
    ]);
    const named = drawers.map(({ reference, endedAt }) =>
      filled([
        [t('savings.field.drawer'), reference],
        [t('savings.family.ended'), endedAt && format.instant(endedAt, 'short')],
      ]),
    );
    const lent = credits.map((credit) =>
      filled([
        [t('savings.credit.title'), t(`savings.credit-state.${credit.state}`)],
        [t('savings.credit.asked'), sum(credit.amountMinor)],
        [t('savings.credit.agreed'), credit.agreedMinor === null ? null : sum(credit.agreedMinor)],
        [t('savings.credit.terms'), credit.terms],
        [t('savings.field.reference'), credit.reference],
        [t('savings.field.pledge'), sum(credit.pledgeMinor)],
        [t('savings.credit.taken'), sum(credit.takenMinor)],
        [t('savings.credit.opened'), credit.openedOn && format.date(credit.openedOn)],
        [t('savings.credit.ended'), credit.endedOn && format.date(credit.endedOn)],
        [t('savings.field.reason'), credit.reason],
      ]),
    );
    const moved = movements.map((row) =>
      filled([
        [t('savings.field.day'), format.date(row.effectiveOn, 'short')],
        [t('savings.field.kind'), t(`savings.movement.${row.kind}`)],
        [t('savings.field.amount'), sum(row.amountMinor)],
        [t('savings.field.home'), row.homeMinor === null ? null : sumIn(ctx, scheme.homeCurrency)(row.homeMinor)],
        [t('savings.field.reference'), row.reference],
      ]),
    );
    copies.push({ title: t('savings.one.title'), records: [about, ...named, ...lent, ...moved] });
  }
  return copies;
}
