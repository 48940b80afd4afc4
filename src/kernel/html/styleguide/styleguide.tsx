import type { ComponentType } from 'preact';
import { Tabs } from '../layout/tabs.tsx';
import { queryValue, withQuery } from '../query.ts';
import { PageHeading } from '../text/heading.tsx';
import { useUi } from '../ui.ts';
import { FormSamples, FormWithErrors } from './form-samples.tsx';
import { FrameSamples } from './frame-samples.tsx';
import { PictureSamples } from './picture-samples.tsx';
import { RecordSamples } from './record-samples.tsx';
import { sampleText, type SampleText } from './sample-text.ts';
import { TableSamples } from './table-samples.tsx';
import { TextSamples } from './text-samples.tsx';

type Part = { name: string; title: keyof SampleText; samples: ComponentType<{ text: SampleText }> };

const parts: Part[] = [
  { name: 'text', title: 'partText', samples: TextSamples },
  { name: 'frame', title: 'partFrame', samples: FrameSamples },
  { name: 'forms', title: 'partForms', samples: FormSamples },
  { name: 'errors', title: 'partErrors', samples: FormWithErrors },
  { name: 'records', title: 'partRecords', samples: RecordSamples },
  { name: 'tables', title: 'partTables', samples: TableSamples },
  { name: 'pictures', title: 'partPictures', samples: PictureSamples },
];

/** Values of `?part=`: the catalogue's pages, for the tests that look at each. */
export const styleguideParts: readonly string[] = parts.map((part) => part.name);

/** The living catalogue: every component in every state, with invented text. Stands inside a `Layout`. */
export function Styleguide() {
  const ui = useUi();
  const text = sampleText(ui.lang);
  const current = parts.find((part) => part.name === queryValue(ui, 'part')) ?? parts[0];
  if (!current) return null;
  const Samples = current.samples;
  return (
    <>
      {current.name !== 'errors' && <PageHeading title={text[current.title]} lead={text.lead} />}
      <Tabs
        label={text.overview}
        items={parts.map((part) => ({
          href: withQuery(ui, { part: part.name, page: undefined, sort: undefined }),
          label: text[part.title],
          current: part === current,
        }))}
      />
      <Samples text={text} />
    </>
  );
}
