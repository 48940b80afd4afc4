import { contentSchema, type Content, type Question } from './content.ts';

export type Rough = Partial<Omit<Question, 'label' | 'help' | 'options'>> & Pick<Question, 'id' | 'type'> & { options?: readonly object[] };

const text = (en: string) => ({ en });

/** A questionnaire of one section of these questions, as an import would read it. */
export function contentOf(...questions: readonly Rough[]): Content {
  return contentSchema.parse({
    title: text('Title'),
    purpose: text('Purpose'),
    sections: [
      { id: 'only', title: text('Only section'), questions: questions.map((one) => ({ label: text(`Question ${one.id}`), ...one })) },
    ],
  });
}

/** Choices by their values. */
export const choices = (...values: readonly string[]) => values.map((value) => ({ value, label: text(value) }));

/** Asked only where a question has one of these answers. */
export const when = (question: string, ...anyOf: string[]) => ({ mode: 'any' as const, of: [{ question, anyOf }] });
