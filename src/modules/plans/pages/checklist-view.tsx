import { Details, Link, Section, Table } from '#kernel/html';
import type { Context } from '#kernel/http';
import { TranslatedText } from '#modules/places/pages';
import { checklistSections, type ChecklistItem } from '../checklist.ts';
import type { Content } from '../plan-content.ts';

/** What was decided on each statement of the checklist, and why. */
export function ChecklistDecided({ ctx, content }: { ctx: Context; content: Content }) {
  const { t, lang } = ctx;
  if (content.checklist.length === 0) return null;
  return (
    <Section title={t('plans.checklist.title')} id="checklist">
      <p>
        {t('plans.checklist.source')} <Link href="/practices">{t('plans.checklist.library')}</Link>
      </p>
      {checklistSections.map((section) => {
        const rows = section.items.filter(({ id }) => content.checklist.some(({ item }) => item === id));
        if (rows.length === 0) return null;
        return (
          <Details key={section.id} level={3} summary={`${section.title[lang]} (${ctx.format.number(rows.length)})`}>
            <Table<ChecklistItem>
              caption={section.title[lang]}
              hideCaption
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                { key: 'item', header: t('plans.checklist.statement'), cell: ({ text }) => text[lang] },
                {
                  key: 'decision',
                  header: t('plans.checklist.decision'),
                  cell: ({ id }) => {
                    const decided = content.checklist.find(({ item }) => item === id);
                    return decided ? t(`plans.decision.${decided.decision}`) : null;
                  },
                },
                {
                  key: 'words',
                  header: t('plans.checklist.words'),
                  cell: ({ id }) => {
                    const decided = content.checklist.find(({ item }) => item === id);
                    return decided ? <TranslatedText value={decided.words} /> : null;
                  },
                },
              ]}
            />
          </Details>
        );
      })}
    </Section>
  );
}
