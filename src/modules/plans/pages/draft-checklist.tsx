import { z } from 'zod';
import { Fieldset, SelectField, TextArea } from '#kernel/html';
import { fields, type Context } from '#kernel/http';
import { checklistSections, type ChecklistSection } from '../checklist.ts';
import { reworded, type Content } from '../plan-content.ts';
import { refuse } from '../refusals.ts';
import { decisions } from '../terms.ts';
import { partRoute } from './form-of.tsx';
import { own } from './plan-text.ts';
import { authorshipOf } from './reach.ts';

// uses messages: plans.part.lessons
// uses messages: plans.part.policy-inputs
/** One section of the checklist: what is decided on each statement, and why. */
const sectionRoute = (section: ChecklistSection) =>
  partRoute({
    path: `checklist/${section.id}`,
    title: ({ lang }) => section.title[lang],
    lead: ({ t }) => t('plans.checklist.lead'),
    body: z.object(
      Object.fromEntries(
        section.items.flatMap(({ id }) => [
          [id, fields.optionalChoice(decisions)],
          [`${id}-words`, fields.optionalLongText(2_000)],
        ]),
      ),
    ),
    fields: (ctx, { content }) => section.items.map((item) => <Decision key={item.id} ctx={ctx} item={item} content={content} />),
    change: async (ctx, form, { lang }) => {
      const typed = form as Readonly<Record<string, string | null>>; // the schema above has these fields
      const author = authorshipOf(ctx);
      return {
        change: (content) => {
          const decided = section.items.flatMap(({ id }): Content['checklist'] => {
            const decision = decisions.find((one) => one === typed[id]);
            const before = content.checklist.find(({ item }) => item === id)?.words ?? null;
            const words = reworded(before, typed[`${id}-words`] ?? null, lang, author);
            if (!decision && words) throw refuse('decision-missing', { field: id });
            if (decision && !words) throw refuse('words-missing', { field: `${id}-words` });
            return decision && words ? [{ item: id, decision, words }] : [];
          });
          const others = content.checklist.filter(({ item }) => !section.items.some(({ id }) => id === item));
          return { ...content, checklist: [...others, ...decided] };
        },
      };
    },
  });

function Decision({ ctx, item, content }: { ctx: Context; item: ChecklistSection['items'][number]; content: Content }) {
  const { t, lang } = ctx;
  const decided = content.checklist.find((one) => one.item === item.id);
  const only = item.appliesTo === 'both' ? '' : ` ${t(`plans.checklist.only-${item.appliesTo}`)}`;
  return (
    <Fieldset label={item.text[lang]} hint={`${item.detail[lang]}${only}`}>
      <SelectField
        name={item.id}
        label={t('plans.checklist.decision')}
        value={decided?.decision ?? ''}
        emptyLabel={t('plans.checklist.undecided')}
        options={decisions.map((value) => ({ value, label: t(`plans.decision.${value}`) }))}
        optional
      />
      <TextArea
        name={`${item.id}-words`}
        label={t('plans.checklist.words')}
        value={own(decided?.words)}
        maxLength={2_000}
        rows={2}
        optional
      />
    </Fieldset>
  );
}

export const checklistRoutes = checklistSections.map(sectionRoute);
