// Reads the source with TypeScript's own parser: which message keys does it use, which text does it not translate?
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { API } from 'typescript/unstable/sync';
import {
  SyntaxKind,
  isBinaryExpression,
  isCallExpression,
  isConditionalExpression,
  isIdentifier,
  isJsxAttribute,
  isJsxElement,
  isJsxExpression,
  isJsxFragment,
  isJsxText,
  isNoSubstitutionTemplateLiteral,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isStringLiteral,
  isTemplateExpression,
} from 'typescript/unstable/ast';
import type { Node, SourceFile, TemplateExpression } from 'typescript/unstable/ast';

export interface Found {
  file: string;
  line: number;
  text: string;
}

/** What the source says about messages. */
export interface MessageUsage {
  /** Keys given to `t('…')`, which must exist. */
  keys: Found[];
  /** Patterns such as `cases.state.*`, from comments and from templates, which must match something. */
  patterns: Found[];
  /** Every string of the source: a key may also wait in a table. */
  strings: ReadonlySet<string>;
  /** Text on pages that no translator will ever see. */
  untranslated: Found[];
}

/** Attributes that are read out or shown to people. */
const shownAttributes = new Set(
  'alt aria-description aria-label aria-roledescription aria-valuetext caption description heading hint label legend placeholder summary title'.split(
    ' ',
  ),
);

/** Elements whose content is the same in every language. */
const codeElements = new Set(['code', 'kbd', 'samp', 'script', 'style']);

/** Names and units that stay as they are. */
const sameInEveryLanguage = /\b(Ponte|CSV|JSON|PDF|XLSX|HTML|API|SMS|iCalendar|km|kB|MB)\b/g;

/** Collects the use of messages in all files under `src` that are not tests. */
export function readMessageUsage(rootDir: string, mayHoldText: (file: string) => boolean): MessageUsage {
  const usage = { keys: [] as Found[], patterns: [] as Found[], strings: new Set<string>(), untranslated: [] as Found[] };
  for (const { file, source } of parseSources(rootDir)) {
    usage.patterns.push(...commentPatterns(file, source.text));
    const lookForText = file.endsWith('.tsx') && !mayHoldText(file);
    const visit = (node: Node): void => {
      const found = (text: string): Found => ({ file, line: lineOf(source.text, node.end), text });
      if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) usage.strings.add(node.text);
      if (isCallExpression(node) && calls(node.expression, 't')) {
        for (const argument of branches(node.arguments[0])) {
          if (isTemplateExpression(argument)) usage.patterns.push(found(templatePattern(argument)));
          else if (isStringLiteral(argument) || isNoSubstitutionTemplateLiteral(argument)) usage.keys.push(found(argument.text));
        }
      }
      if (lookForText) usage.untranslated.push(...shownTexts(node).filter(hasWords).map(found));
      const isCode = isJsxElement(node) && codeElements.has(node.openingElement.tagName.getText(source));
      if (!isCode) node.forEachChild(visit);
    };
    visit(source);
  }
  return usage;
}

/** Parses with a made-up configuration that resolves nothing: 300 files take less than a second. */
function parseSources(rootDir: string): { file: string; source: SourceFile }[] {
  const src = join(rootDir, 'src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|e2e|bench|generated)\.tsx?$/.test(name))
    .map((name) => join(src, name))
    .sort();
  if (files.length === 0) return [];
  const configPath = join(rootDir, 'tsconfig.message-usage.json');
  const config = JSON.stringify({ compilerOptions: { noLib: true, noResolve: true, types: [], jsx: 'preserve', noEmit: true }, files });
  const api = new API({
    cwd: rootDir,
    fs: {
      readFile: (path) => (path === configPath ? config : undefined),
      fileExists: (path) => (path === configPath ? true : undefined),
    },
  });
  try {
    const [project] = api.updateSnapshot({ openProjects: [configPath] }).getProjects();
    return files.map((path) => {
      const source = project?.program.getSourceFile(path);
      if (!source) throw new Error(`${path} could not be parsed`);
      return { file: relative(rootDir, path), source };
    });
  } finally {
    api.close();
  }
}

function calls(callee: Node, name: string): boolean {
  if (isIdentifier(callee)) return callee.text === name;
  return isPropertyAccessExpression(callee) && callee.name.text === name;
}

/** The expressions that a value may come from: both sides of `a ? b : c`, the right side of `a && b`. */
function branches(expression: Node | undefined): Node[] {
  if (!expression) return [];
  if (isParenthesizedExpression(expression)) return branches(expression.expression);
  if (isConditionalExpression(expression)) return [...branches(expression.whenTrue), ...branches(expression.whenFalse)];
  if (isBinaryExpression(expression)) {
    const { kind } = expression.operatorToken;
    if (kind === SyntaxKind.AmpersandAmpersandToken) return branches(expression.right);
    const joins = [SyntaxKind.BarBarToken, SyntaxKind.QuestionQuestionToken, SyntaxKind.PlusToken].includes(kind);
    return joins ? [...branches(expression.left), ...branches(expression.right)] : [];
  }
  return [expression];
}

/** The literal texts that an element shows through this node. */
function shownTexts(node: Node): string[] {
  if (isJsxText(node)) return [node.text];
  if (isJsxAttribute(node) && shownAttributes.has(node.name.getText())) {
    const value = node.initializer;
    if (!value) return [];
    return isStringLiteral(value) ? [value.text] : isJsxExpression(value) ? literalTexts(value.expression) : [];
  }
  if (isJsxExpression(node) && (isJsxElement(node.parent) || isJsxFragment(node.parent))) return literalTexts(node.expression);
  return [];
}

function literalTexts(expression: Node | undefined): string[] {
  return branches(expression).flatMap((branch) => {
    if (isStringLiteral(branch) || isNoSubstitutionTemplateLiteral(branch)) return [branch.text];
    if (isTemplateExpression(branch)) return [branch.head.text, ...branch.templateSpans.map((span) => span.literal.text)];
    return [];
  });
}

/** `cases.state.${state}.hint` may be any of `cases.state.*.hint`. */
function templatePattern(template: TemplateExpression): string {
  return template.head.text + template.templateSpans.map((span) => `*${span.literal.text}`).join('');
}

function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replace(/&#?\w+;/g, ' ').replace(sameInEveryLanguage, ' '));
}

function commentPatterns(file: string, source: string): Found[] {
  return [...source.matchAll(/(?:\/\/|\*) uses messages: (.+)/g)].flatMap((match) =>
    (match[1] ?? '')
      .replace(/\*\/.*$/, '')
      .split(/[\s,]+/)
      .filter((text) => text !== '')
      .map((text) => ({ file, line: lineOf(source, match.index), text })),
  );
}

function lineOf(source: string, position: number): number {
  return source.slice(0, position).split('\n').length;
}
