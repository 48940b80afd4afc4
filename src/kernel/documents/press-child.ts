// The process that typesets. A process of its own, since a fault of the native compiler ends the process it runs in:
// a text that the PDF writer cannot cut made it abort when tried. It gets no environment, so no key and no address.
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { charactersOf } from './glyph-coverage.ts';
import { paperStyle } from './paper-style.ts';
import type { PressAnswer, PressOrder } from './press-order.ts';
import { printable, printableText } from './printable-text.ts';

const FONTS = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  '@expo-google-fonts/vazirmatn/400Regular/Vazirmatn_400Regular.ttf',
  '@expo-google-fonts/vazirmatn/700Bold/Vazirmatn_700Bold.ttf',
  '@expo-google-fonts/noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf',
  '@expo-google-fonts/noto-sans-ethiopic/700Bold/NotoSansEthiopic_700Bold.ttf',
];
/** A folder that does not exist: all that a template may read is put before the compiler by us. */
const DESK = join(import.meta.dirname, 'no-such-folder');

const fonts = FONTS.map((name) => readFileSync(fileURLToPath(import.meta.resolve(name))));
const covered = new Set(fonts.flatMap((font) => [...charactersOf(font)]));
const compiler = NodeCompiler.create({ workspace: DESK, fontArgs: [{ fontBlobs: fonts }] });

const BEGIN = `#import "/paper.typ": *
#let data = json("/data.json")
#show: paper.with(title: sys.inputs.title, lang: sys.inputs.lang, dir: if sys.inputs.dir == "rtl" { rtl } else { ltr }, note: sys.inputs.note, mark: sys.inputs.mark)
`;

function print(order: PressOrder): Buffer {
  compiler.resetShadow();
  compiler.addSource(join(DESK, 'paper.typ'), paperStyle);
  compiler.mapShadow(join(DESK, 'data.json'), Buffer.from(JSON.stringify(printable(JSON.parse(order.data), covered))));
  for (const [name, svg] of Object.entries(order.images)) compiler.mapShadow(join(DESK, `${name}.svg`), Buffer.from(svg));
  const title = printableText(order.title, covered);
  const note = printableText(order.note, covered);
  const mark = printableText(order.mark, covered);
  const run = compiler.compile({
    mainFileContent: BEGIN + order.template,
    inputs: { title, note, mark, lang: order.lang, dir: order.dir },
  });
  const document = run.result;
  if (!document) throw new Error(`a template does not compile: ${JSON.stringify(run.takeDiagnostics()?.shortDiagnostics)}`);
  return write(document, order.at);
}

/** PDF/UA-1; where a mark stands on a letter of another script and no one font has both, a tagged PDF that is not certified. */
function write(document: NodeTypstDocument, at: number): Buffer {
  try {
    return compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: at });
  } catch (error) {
    if (!String(error).includes('could not be displayed')) throw error;
    return compiler.pdf(document, { creationTimestamp: at });
  }
}

function answer(order: PressOrder): PressAnswer {
  try {
    return { number: order.number, pdf: print(order) };
  } catch (error) {
    return { number: order.number, fault: error instanceof Error ? error.message : String(error) };
  } finally {
    compiler.resetShadow();
    compiler.evictCache(0); // what was laid out is of one person
  }
}

process.on('message', (order: PressOrder) => process.send?.(answer(order)));
process.on('disconnect', () => process.exit());
// Ctrl-C and a service manager signal the whole group: the parent finishes its requests first and then closes the channel.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.send?.({ number: 0 } satisfies PressAnswer);
