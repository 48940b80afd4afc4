import { makeTranslated, type Authorship, type Translated } from '#kernel/i18n';
import type { Answer, Answers } from '#modules/instruments';
import { features, type Content } from '#modules/practices';
import { termCodes } from '#modules/vocabulary';

/** Code of the questionnaire whose answers become a sheet: the mapping form of the JMDI handbook, Annex II. */
export const MAPPING = 'mapping-of-initiatives';

/** Questions whose answers have a field in the sheet; everything else is for the author to place. */
export const placed: readonly string[] = [
  'a2_1_1',
  'a2_1_2_name',
  'a2_1_2_level',
  'a2_1_2_country',
  'a2_1_3',
  'a2_1_6',
  'a2_1_7',
  'a2_2_1',
  'a2_3_1',
  'a2_5_1',
  'a2_5_2',
  'a2_6_1',
  'a2_6_2',
  'a2_6_4',
  'a2_7_1',
  'a2_7_comments',
  'a2_8_2',
];

const textOf = (answer: Answer | undefined): string => (answer && 'text' in answer ? answer.text : '');
const choiceOf = (answer: Answer | undefined): string => (answer && 'choice' in answer ? answer.choice : '');
const choicesOf = (answer: Answer | undefined): readonly string[] => (answer && 'choices' in answer ? answer.choices : []);
const known = <T extends string>(codes: readonly T[], code: string): T | null => codes.find((one) => one === code) ?? null;

interface Given {
  answers: Answers;
  /** Language in which they were written. */
  lang: string;
  author: Authorship;
  /** ISO 3166-1 code of the promoter's country, where it could be told. */
  country: string | null;
}

/**
 * Puts the answers of a mapping form into a sheet that holds nothing but its title. What the sheet asks in another way stays empty: a
 * feature is taken over only with a reason, and a level that the library does not know is left to the author.
 */
export function sheetOfMapping(content: Content, { answers, lang, author, country }: Given): Content {
  const text = (...ids: string[]): Translated | null => {
    const words = ids.flatMap((id) => textOf(answers[id]) || []).join('\n\n');
    return words ? makeTranslated(lang, words, author) : null;
  };
  const lines = (id: string): Translated[] =>
    textOf(answers[id])
      .split('\n')
      .flatMap((line) => (line.trim() ? makeTranslated(lang, line.trim(), author) : []))
      .slice(0, 60);
  const period = answers.a2_3_1 && 'from' in answers.a2_3_1 ? answers.a2_3_1 : null;
  const money = answers.a2_1_6 && 'minor' in answers.a2_1_6 ? answers.a2_1_6 : null;
  const theme = known(termCodes('themes'), choiceOf(answers.a2_2_1));
  const reason = text('a2_7_comments');
  const ticked = choicesOf(answers.a2_7_1);
  return {
    ...content,
    summary: text('a2_6_1'),
    adminLevel: known(termCodes('adminLevels'), choiceOf(answers.a2_1_2_level)),
    countries: country ? [country] : [],
    themes: theme ? [theme] : [],
    starts: period?.from ?? null,
    ends: period?.to ?? null,
    website: webAddress(textOf(answers.a2_1_7)),
    budget: money && { minor: money.minor, currency: money.currency },
    features: reason ? features.filter((one) => ticked.includes(one)).map((feature) => ({ feature, reason })) : [],
    sheet: {
      ...content.sheet,
      localAuthority: text('a2_1_2_name'),
      budgetSources: lines('a2_1_3'),
      beneficiaries: text('a2_5_1', 'a2_5_2'),
      needs: text('a2_6_2'),
      objectives: lines('a2_6_4'),
      obstacles: lines('a2_8_2'),
    },
  };
}

/** A web address as a sheet takes it; anything else that was written there is left out. */
function webAddress(typed: string): string | null {
  const address = /^https?:\/\//i.test(typed) ? typed : /^www\.\S+$/i.test(typed) ? `https://${typed}` : '';
  return URL.canParse(address) ? address : null;
}

/** Whether an answer found no field after all, and is for the author to place. */
export function isLeft(content: Content, question: string): boolean {
  if (question === 'a2_1_2_level') return content.adminLevel === null;
  if (question === 'a2_1_2_country') return content.countries.length === 0;
  if (question === 'a2_1_7') return content.website === null;
  if (question === 'a2_7_1') return content.features.length === 0;
  return !placed.includes(question);
}
