import { Button, Details, Form, Notice, TextField } from '#kernel/html';
import type { Context } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import type { Office } from '#modules/offices';
import type { VisitorZone } from './visitor-zone.ts';

/** Says whose hours are shown, and lets a visitor abroad name a place without scripts. */
export function ZoneNote({
  ctx,
  office,
  visitor,
  action,
  keep,
}: {
  ctx: Context;
  office: Office;
  visitor: VisitorZone;
  action: string;
  keep: Record<string, string>;
}) {
  const { t, lang } = ctx;
  const zoneName = (zone: string) => formatters(lang, zone).zoneName(ctx.now);
  const yours = zoneName(visitor.zone);
  const differs = visitor.known && visitor.zone !== office.timeZone;
  return (
    <>
      <p>
        {t('appointments.slots.office-hours', { zone: zoneName(office.timeZone) })}{' '}
        {!visitor.known && (
          <span
            data-visitor-note=""
            data-office-zone={office.timeZone}
            data-words={t('appointments.slots.your-hours', { zone: '{zone}' })}
            hidden
          />
        )}
        {differs &&
          (visitor.place
            ? t('appointments.slots.your-hours-at', { place: visitor.place, zone: yours })
            : t('appointments.slots.your-hours', { zone: yours }))}
      </p>
      {visitor.unknownPlace && <Notice tone="warning">{t('appointments.slots.where-unknown', { typed: visitor.unknownPlace })}</Notice>}
      <Details summary={t('appointments.slots.elsewhere')} open={visitor.unknownPlace !== null}>
        <Form method="get" action={action}>
          {Object.entries(keep).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <TextField
            name="from"
            label={t('appointments.slots.where')}
            hint={t('appointments.slots.where-hint')}
            value={visitor.unknownPlace ?? ''}
          />
          <Button kind="secondary">{t('appointments.slots.show')}</Button>
        </Form>
      </Details>
    </>
  );
}
