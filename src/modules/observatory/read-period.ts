const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** A year, half-year, quarter, month, week, day (ISO 8601 and SDMX): 2024, 2024-S1, 2024-Q3, 2024-05, 2024-W07, 2024-01-31. */
const standard = /^(1[5-9]\d\d|20\d\d|21\d\d)(-(S[12]|T[1-3]|Q[1-4]|(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|W(0[1-9]|[1-4]\d|5[0-3])))?$/;

/** Reads a period in the standard's form, Eurostat's older one (2004Q1, 2004M01) or an English day (January 1st, 2025); null otherwise. */
export function readPeriod(text: string): string | null {
  const cell = text.trim();
  if (standard.test(cell)) return cell;
  const older = /^(\d{4})-?([SQW]\d{1,2}|M\d{2})$/.exec(cell);
  if (older?.[1] && older[2]) {
    const part = older[2].startsWith('M') ? older[2].slice(1) : older[2].replace(/^W(\d)$/, 'W0$1');
    const period = `${older[1]}-${part}`;
    return standard.test(period) ? period : null;
  }
  const day = /^([A-Za-z]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(cell);
  const month = months.indexOf(day?.[1]?.toLowerCase() ?? '') + 1;
  if (!day?.[2] || !day[3] || month === 0) return null;
  const period = `${day[3]}-${String(month).padStart(2, '0')}-${day[2].padStart(2, '0')}`;
  return standard.test(period) ? period : null;
}

/** Where a period lies on a time axis, in years: the middle of what it spans. */
export function periodYear(period: string): number {
  const year = Number(period.slice(0, 4));
  const part = period.slice(5);
  if (part === '') return year + 0.5;
  const number = Number(part.replace(/\D.*$/, '') || part.slice(1));
  if (part.startsWith('S')) return year + (number - 0.5) / 2;
  if (part.startsWith('T')) return year + (number - 0.5) / 3;
  if (part.startsWith('Q')) return year + (number - 0.5) / 4;
  if (part.startsWith('W')) return year + (number - 0.5) / 53;
  const day = part.length > 2 ? Number(part.slice(3)) : 15;
  return year + (number - 1) / 12 + (day - 0.5) / 372;
}

/** The publisher's last update: ISO 8601, or Eurostat's 03/03/25 11:00:00 (day, month, year). Null where it is neither. */
export function readUpdated(text: string): string | null {
  const cell = text.trim();
  if (/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/.test(cell)) return cell;
  const european = /^(\d{2})\/(\d{2})\/(\d{2}|\d{4})(?: (\d{2}:\d{2}:\d{2}))?$/.exec(cell);
  if (!european) return null;
  const [, day = '', month = '', year = '', time] = european;
  if (Number(month) > 12 || Number(day) > 31) return null;
  return `${year.length === 2 ? `20${year}` : year}-${month}-${day}${time ? `T${time}` : ''}`;
}
