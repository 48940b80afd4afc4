import type { ComponentChildren } from 'preact';
import { Section, useUi } from '#kernel/html';
import type { FormEntry } from '#kernel/http';
import { fields } from '#kernel/http';

/** The field that carries with a form what its page was read with. */
export const seenField = { seen: fields.optionalText(16) };

/** The hidden field itself; a draft keeps it, so that words typed over an older state are told from it later. */
export function Seen({ now }: { now: string }) {
  return <input type="hidden" name="seen" value={now} data-draft-keep="" />;
}

/** Whether somebody else wrote since the page of a sent form was read. */
export function isOvertaken(entry: FormEntry, now: string): boolean {
  return entry.sent && entry.value('seen') !== '' && entry.value('seen') !== now;
}

/** What stands in the plan now, above the words that somebody has just sent. */
export function Meanwhile({ entry, now, children }: { entry: FormEntry; now: string; children: ComponentChildren }) {
  const { t } = useUi();
  if (!isOvertaken(entry, now)) return null;
  return <Section title={t('businessplans.meanwhile')}>{children}</Section>;
}
