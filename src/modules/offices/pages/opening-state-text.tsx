import { useUi } from '#kernel/html';
import { formatters } from '#kernel/i18n';
import type { OpeningState } from '../opening-state.ts';

export type OpeningStateTextProps = {
  state: OpeningState;
  /** Today in the office's time zone. */
  today: string;
};

/** "Open now, until 12:30", or when it opens next; in the office's own time. */
export function OpeningStateText({ state, today }: OpeningStateTextProps) {
  const { t, lang, timeZone } = useUi();
  if (state.open) return <>{t(state.hours.womenOnly ? 'offices.state.open-women' : 'offices.state.open', { time: state.hours.closes })}</>;
  if (!state.next) return <>{t('offices.state.closed')}</>;
  const { day, hours } = state.next;
  const values = { time: hours.opens, day: formatters(lang, timeZone).date(day, 'weekday') };
  if (day === today) return <>{t(hours.womenOnly ? 'offices.state.today-women' : 'offices.state.today', values)}</>;
  return <>{t(hours.womenOnly ? 'offices.state.next-women' : 'offices.state.next', values)}</>;
}
