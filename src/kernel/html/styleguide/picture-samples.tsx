import { BarChart } from '../charts/bar-chart.tsx';
import { LineChart } from '../charts/line-chart.tsx';
import { SpanChart } from '../charts/span-chart.tsx';
import { CorridorMap } from '../maps/corridor-map.tsx';
import { LinesMap } from '../maps/lines-map.tsx';
import { LineKey } from '../maps/map-key.tsx';
import { RegionsMap, type AreaLevel } from '../maps/regions-map.tsx';
import { PointMap } from '../maps/point-map.tsx';
import { Section } from '../text/heading.tsx';
import { useUi } from '../ui.ts';
import type { SampleText } from './sample-text.ts';

const venezia = { name: 'Venezia', lat: 45.44, lon: 12.32 };
const durres = { name: 'Durrës', lat: 41.32, lon: 19.45 };
const padova = { name: 'Padova', lat: 45.41, lon: 11.88 };
const kaolack = { name: 'Kaolack', lat: 14.15, lon: -16.07 };
const cartaya = { name: 'Cartaya', lat: 37.28, lon: -7.15 };
const kenitra = { name: 'Kenitra', lat: 34.26, lon: -6.58 };
const bologna = { name: 'Bologna', lat: 44.49, lon: 11.34 };
const craiova = { name: 'Craiova', lat: 44.33, lon: 23.8 };

/** Charts that are tables too, and maps of corridors near and far. */
export function PictureSamples({ text }: { text: SampleText }) {
  const { to } = useUi();
  const source = { name: text.sourceName, date: '2026' };
  const yearly = [120, 180, 240, 60, 150, 290, 350, 410];
  return (
    <>
      <Section title="BarChart">
        <BarChart
          title={text.bySector}
          description={text.bySectorText}
          labelHeader={text.sector}
          series={[text.founders]}
          rows={[
            { key: 'bakery', label: text.sectorBakery, values: [64] },
            { key: 'care', label: text.sectorCare, values: [41] },
            { key: 'repair', label: text.sectorRepair, values: [17] },
            { key: 'farm', label: text.sectorFarm, values: [undefined] },
          ]}
          missing={text.withheld}
          source={source}
        />
        <BarChart
          title={text.bySector}
          labelHeader={text.sector}
          series={[text.women, text.men]}
          rows={[
            { key: 'bakery', label: text.sectorBakery, values: [38, 26] },
            { key: 'care', label: text.sectorCare, values: [35, 6] },
            { key: 'repair', label: text.sectorRepair, values: [undefined, 17] },
          ]}
          missing={text.withheld}
        />
      </Section>
      <Section title="LineChart">
        <LineChart
          title={text.overYears}
          description={text.overYearsText}
          labelHeader={text.year}
          series={[text.all, text.answered]}
          points={yearly.map((value, index) => ({
            x: 2019 + index,
            label: String(2019 + index),
            values: [value, index === 3 ? undefined : Math.round(value * 0.6)],
          }))}
          source={source}
        />
      </Section>
      <Section title="SpanChart">
        <SpanChart
          title={text.spanTitle}
          description={text.spanText}
          labelHeader={text.step}
          whenHeader={text.when}
          from={0}
          to={365}
          ticks={[
            { at: 0, label: text.jan },
            { at: 181, label: text.jul },
          ]}
          rows={[
            { key: 'permit', label: text.stepPermit, span: [31, 119], when: text.spanPermit },
            { key: 'course', label: text.stepCourse, span: [59, 303], when: text.spanCourse },
            { key: 'loan', label: text.stepLoan, span: null, when: text.spanLoan },
          ]}
        />
      </Section>
      <Section title="CorridorMap">
        <CorridorMap origin={durres} destination={venezia} />
        <br />
        <CorridorMap origin={kaolack} destination={padova} />
        <br />
        <CorridorMap origin={kenitra} destination={cartaya} />
        <br />
        <CorridorMap origin={craiova} destination={bologna} />
      </Section>
      <Section title="LinesMap">
        <LinesMap
          title={text.mapCorridors}
          lines={[
            { id: 'durres', from: durres, to: venezia },
            { id: 'kaolack', from: kaolack, to: padova },
            { id: 'kenitra', from: kenitra, to: cartaya },
            { id: 'craiova', from: craiova, to: bologna },
          ]}
        />
      </Section>
      <Section title="LineKey">
        <LinesMap
          title={text.mapCorridors}
          description={text.office}
          lines={[
            { id: 'durres', from: { ...durres, label: durres.name }, to: { ...venezia, label: venezia.name }, weight: 1 },
            { id: 'kaolack', from: { ...kaolack, label: kaolack.name }, to: { ...padova, label: padova.name }, weight: 4 },
          ]}
          directed
        />
        <LineKey
          label={text.mapCorridors}
          entries={[
            { weight: 1, text: '12' },
            { weight: 4, text: '340' },
          ]}
        />
      </Section>
      <Section title="RegionsMap">
        <RegionsMap
          title={text.office}
          description={text.office}
          areas={[1, 2, 3, 4, 5, null].map((level, at) => ({
            key: String(at),
            rings: [
              [
                [at, 0],
                [at + 1, 0],
                [at + 1, 2],
                [at, 2 + (at % 2)],
              ],
            ],
            about: String(at),
            level: level as AreaLevel | null, // the list above
          }))}
          classes={['1', '2', '3', '4', '5']}
          missing="–"
          keyLabel={text.office}
        />
      </Section>
      <Section title="PointMap">
        <PointMap
          title={text.mapOffices}
          points={[venezia, padova, bologna, durres, craiova].map((place, index) => ({
            ...place,
            id: place.name,
            href: index === 3 ? undefined : to('/styleguide'),
            note: text.office,
          }))}
        />
      </Section>
    </>
  );
}
