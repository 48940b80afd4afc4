import network from '../../../db/demo/network.json' with { type: 'json' };
import { asSystem, type Database } from '#kernel/db';
import { fromLanguages } from '#kernel/i18n';

const AUTHOR = { source: 'en', by: 'Ponte demonstration', kind: 'machine' } as const;

/** Writes down the demonstration's own name, languages and invented data controller. */
export async function loadNetwork(owner: Database, at: string): Promise<void> {
  const { dataController: controller } = network;
  await asSystem(owner, async (trx) => {
    await trx
      .insertInto('kernel.network')
      .values({
        name: JSON.stringify(fromLanguages(network.name, { ...AUTHOR, at })),
        languages: network.languages,
        time_zone: 'Europe/Rome',
        country: controller.country,
        controller: JSON.stringify({
          name: controller.name,
          address: controller.address,
          email: controller.email,
          dataProtectionOfficer: `${controller.dataProtectionOfficer.name}, ${controller.dataProtectionOfficer.email}`,
        }),
        mail: JSON.stringify({ from: 'offices@ponte-demo.example', name: network.name.en }),
        demonstration: true,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}
