import { BarChart, Details, Section, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import { TranslatedText } from '#modules/places/pages';
import { bond, byAim, sharesOf } from '../coherence.ts';
import { inOrder } from '../figures.ts';
import type { Content } from '../plan-content.ts';
import { shown } from './plan-text.ts';

/** Who works with whom, and whether the plan serves people who move, the places, or both. */
export function Coherence({ ctx, content }: { ctx: Context; content: Content }) {
  const { t, format } = ctx;
  const { actions, units } = content;
  if (actions.length === 0) return null;
  const rows = inOrder(content);
  const alone = actions.filter(({ withUnits }) => withUnits.length === 0).length;
  const idle = sharesOf(content).filter(({ leads, takesPart }) => leads + takesPart === 0);
  const idleNames = units.filter(({ id }) => idle.some((one) => one.id === id)).map(({ name }) => shown(ctx, name));
  return (
    <Section title={t('plans.coherence.title')} id="coherence">
      <p>{t('plans.coherence.lead')}</p>
      <BarChart
        title={t('plans.coherence.aims')}
        labelHeader={t('plans.action.serves')}
        series={[t('plans.view.actions')]}
        rows={byAim(actions).map(({ aim, count }) => ({
          key: aim ?? 'unknown',
          label: aim ? t(`plans.aim.${aim}`) : t('plans.not-known'),
          values: [count],
        }))}
      />
      <p>
        {t('plans.coherence.alone', { count: alone, total: actions.length })}{' '}
        {idleNames.length > 0 && t('plans.coherence.idle', { units: format.list(idleNames) })}
      </p>
      <Details summary={t('plans.coherence.matrix')} level={3}>
        <Table<(typeof rows)[number]>
          caption={t('plans.coherence.matrix')}
          hideCaption
          narrow="scroll"
          rows={rows}
          rowKey={({ action }) => action.id}
          columns={[
            { key: 'action', header: t('plans.action.action'), cell: ({ action }) => <TranslatedText value={action.title} /> },
            {
              key: 'serves',
              header: t('plans.action.serves'),
              cell: ({ action }) => (action.serves ? t(`plans.coherence.aim-${action.serves}`) : t('plans.not-known')),
            },
            ...units.map(({ id, name }) => ({
              key: id,
              header: shown(ctx, name),
              cell: ({ action }: (typeof rows)[number]) => {
                const how = bond(action, id);
                return how ? t(`plans.coherence.${how}`) : '–';
              },
            })),
          ]}
        />
      </Details>
    </Section>
  );
}
