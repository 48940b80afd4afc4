import services from '../../../db/demo/services.json' with { type: 'json' };
import { expect } from 'vitest';
import type { Language } from '#kernel/i18n';
import { open, type Actor } from './browser.ts';
import { choose, follow, press, take } from './form.ts';
import { see } from './see.ts';

/** Who walks the main job in which language: each at a device of their own, with their own account. */
export const casts = [
  {
    lang: 'en' as Language,
    from: 'Kaolack',
    to: 'Padova',
    office: 'padova-desk',
    counsellor: 'luca.prova@ponte-demo.example',
    counsellorName: 'Luca Prova',
    provider: 'provider.training@ponte-demo.example',
    service: 'padova-first-firm-course',
    otherEnd: 'mariama.exemple@ponte-demo.example',
    otherOffice: 'kaolack-desk',
  },
  {
    lang: 'ar' as Language,
    from: 'Kenitra',
    to: 'Cartaya',
    office: 'cartaya-desk',
    counsellor: 'rocio.ejemplo@ponte-demo.example',
    counsellorName: 'Rocío Ejemplo',
    provider: 'provider.women-kenitra@ponte-demo.example',
    service: 'kenitra-women-coop',
    otherEnd: 'samira.mithal@ponte-demo.example',
    otherOffice: 'kenitra-desk',
  },
];

/** The id in the address that the page stands on. */
export function idIn(actor: Actor): string {
  return /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(actor.page.url())?.[0] ?? '';
}

/** What an office is called in the actor's language. */
export async function officeName(actor: Actor, code: string): Promise<string> {
  await open(actor, `/offices/${code}`);
  return (await actor.page.getByRole('heading', { level: 1 }).innerText()).trim();
}

/** What a service of the demonstration is called. */
export function serviceName(code: string, lang: Language): string {
  const found = services.services.find((service) => service.code === code);
  if (!found) throw new Error(`the demonstration has no service ${code}`);
  return (found.name as Record<string, string>)[lang] ?? found.name.en;
}

/** Follows a link by a part of its address, where several carry the same words. */
export async function followTo({ page }: Actor, address: string): Promise<void> {
  await page.locator(`main a[href*="${address}"]`).first().click();
}

/** Ticks in a form of sharing how the person agreed, and that they did. */
export async function agreeIn({ page, t }: Actor, form: string): Promise<void> {
  await page.locator(`main form#${form}`).getByRole('radio').first().check();
  await take(page, t('cases.sharing.agreed'));
}

/** Sends the step of a case to the provider of its service, as the person agreed. */
export async function referStep(actor: Actor, caseId: string): Promise<void> {
  const { page, t } = actor;
  await open(actor, `/desk/cases/${caseId}`);
  await follow(page, t('cases.refer.link'));
  await agreeIn(actor, 'referral');
  await press(page, t('cases.refer.button'));
  await see(page, t('cases.notice.referred'));
}

/** Counts questions of a topic in the contact log, one after the other. */
export async function countQuestions(actor: Actor, topic: string, times: number): Promise<void> {
  const { page, t } = actor;
  await open(actor, '/desk/contacts');
  const logged = page.getByRole('main').locator('tbody tr');
  const before = await logged.count();
  for (let more = 1; more <= times; more += 1) {
    await choose(page, t('messages.field.topic'), topic);
    await press(page, t('messages.contacts.save'));
    await expect.poll(async () => await logged.count()).toBe(before + more);
  }
}
