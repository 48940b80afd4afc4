import type { Network } from '#kernel/http';
import { textIn } from '#kernel/i18n';

/** How to begin a network without the demonstration: the other of the two ways of the first start. */
export const ownNetwork = 'An empty network of your own begins in a data folder of its own: PONTE_DATA=./own npm start -- --empty';

/** What the terminal says once the network serves: where, and how to sign in. */
export async function greeting(network: Network): Promise<string> {
  const profile = await network.profile();
  if (!profile)
    return `\nPonte serves on ${network.publicUrl}\nOpen ${network.publicUrl}/setup and write the code that is printed above.\nCtrl-C stops.\n`;
  const name = textIn(profile.name, 'en').text;
  const demo = profile.demonstration
    ? `\nEverybody in it is invented. ${network.publicUrl}/en/demo lists the people you can sign in as, with their passwords and codes.\n${ownNetwork}`
    : `\nSign in: ${network.publicUrl}/en/sign-in${noMail(network)}`;
  return `\n${name} serves on ${network.publicUrl}${demo}\nCtrl-C stops.\n`;
}

function noMail({ settings }: Network): string {
  return settings.smtpUrl ? '' : '\nNo mail server is set (SMTP_URL): sign-in codes and invitations wait and are not sent.';
}
