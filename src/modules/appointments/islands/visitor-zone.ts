/** Shows each free time on the reader's own clock, and sends the browser's zone along with the booking. */

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const lang = document.documentElement.lang;
const locale = lang === 'ar' ? 'ar-u-ca-gregory-nu-latn' : lang === 'en' ? 'en-GB' : lang;

const dayIn = (moment: Date, timeZone: string) => moment.toLocaleDateString('en-CA', { timeZone });
const offsetIn = (moment: Date, timeZone: string) => moment.toLocaleString('en-GB', { timeZone });

function timeOf(moment: Date, officeZone: string): string {
  const sameDay = dayIn(moment, zone) === dayIn(moment, officeZone);
  const day: Intl.DateTimeFormatOptions = sameDay ? {} : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(locale, { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(moment);
}

function showOwnTimes(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-visitor-time]')) {
    const moment = new Date(place.dataset['visitorTime'] ?? '');
    const officeZone = place.dataset['officeZone'] ?? 'UTC';
    if (offsetIn(moment, zone) === offsetIn(moment, officeZone)) continue;
    place.textContent = (place.dataset['words'] ?? '').replace('{when}', timeOf(moment, officeZone));
    place.hidden = false;
  }
}

/** Says which clock the second hour comes from. */
function nameZone(): void {
  for (const note of document.querySelectorAll<HTMLElement>('[data-visitor-note]')) {
    const now = new Date();
    if (offsetIn(now, zone) === offsetIn(now, note.dataset['officeZone'] ?? 'UTC')) continue;
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'long' }).formatToParts(now);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
    note.textContent = (note.dataset['words'] ?? '').replace('{zone}', name);
    note.hidden = false;
  }
}

if (zone) {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-visitor-zone]')) field.value = zone;
  nameZone();
  showOwnTimes();
}
