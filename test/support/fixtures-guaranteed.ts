import { asGuaranteeable, linkGuarantee, type ApplicationId } from '#modules/loans';
import type { GuaranteeId } from '#modules/guarantees';
import { as, type Cast } from './fixtures-cast.ts';
import { fileOne, guaranteeIn, type Hands } from './fixtures-guaranteed-loans.ts';
import type { plantGuarantees } from './fixtures-guarantees.ts';
import type { plantLoans } from './fixtures-loans.ts';
import type { Staff } from './fixtures.ts';

/** Guarantees of the bank: one in force for a loan that was paid out, one filed for an application, and one that is free. */
export async function plantGuaranteed(
  cast: Cast,
  staff: Pick<Staff, 'lender' | 'fundManager'>,
  loans: Awaited<ReturnType<typeof plantLoans>>,
  { id: fundId, open: windowId }: Pick<Awaited<ReturnType<typeof plantGuarantees>>, 'id' | 'open'>,
) {
  const hands: Hands = {
    fund: async (work) => await as(cast, staff.fundManager, work),
    lender: async (work) => await as(cast, staff.lender, work),
    accounts: { fund: staff.fundManager.accountId, lender: staff.lender.accountId },
  };
  const link = async (application: ApplicationId, guarantee: GuaranteeId) =>
    await hands.lender(async (trx) => {
      await linkGuarantee(trx, staff.lender.accountId, await asGuaranteeable(trx, application), guarantee);
    });
  const active = await guaranteeIn(hands, { fundId, windowId, today: cast.ground.today }, 'active');
  const filed = await fileOne(hands, fundId, windowId);
  await link(loans.lent, active);
  await link(loans.toSign, filed);
  return { active, filed, free: await fileOne(hands, fundId, windowId) };
}
