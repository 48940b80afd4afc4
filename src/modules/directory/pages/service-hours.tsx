import { Section, useUi } from '#kernel/html';
import { formatters } from '#kernel/i18n';
import type { Service } from '../service.ts';
import { HoursText } from './hours-text.tsx';

type ServiceHoursProps = { service: Pick<Service, 'hours' | 'timeZone'>; now: Date; place: string };

/** When a service is open, in the time of its place, with what time it is there and here. */
export function ServiceHours({ service, now, place }: ServiceHoursProps) {
  const { t, lang, timeZone } = useUi();
  const there = formatters(lang, service.timeZone ?? timeZone);
  const here = formatters(lang, timeZone);
  const [time, yours] = [there.time(now), here.time(now)];
  return (
    <Section title={t('directory.service.hours')}>
      {service.hours.length === 0 ? (
        <p>{t('directory.hours.by-appointment')}</p>
      ) : (
        <>
          <p>
            <HoursText hours={service.hours} width="long" />
          </p>
          <p class="hint">
            {place && `${place}. `}
            {time === yours ? t('directory.hours.zone', { time }) : t('directory.hours.zone-yours', { time, yours })}
          </p>
        </>
      )}
    </Section>
  );
}
