import { Tabs } from '../layout/tabs.tsx';
import { Card, CardFacts, CardGrid, Columns } from '../records/card.tsx';
import { PaperQuestion, PaperRoom } from '../records/paper-question.tsx';
import { Progress } from '../records/progress.tsx';
import { DescriptionList, Provenance, Source } from '../records/source.tsx';
import { Stat, StatGrid } from '../records/stat.tsx';
import { SummaryList } from '../records/summary-list.tsx';
import { TaskList } from '../records/task-list.tsx';
import { Timeline } from '../records/timeline.tsx';
import { TranslationNote } from '../records/translation-note.tsx';
import { TwoLanguages } from '../records/two-languages.tsx';
import { Bdi } from '../text/bdi.tsx';
import { Section } from '../text/heading.tsx';
import { Tag } from '../text/tag.tsx';
import { useUi } from '../ui.ts';
import { sampleText, type SampleText } from './sample-text.ts';

/** What a record shows: facts, steps, history, figures, two languages. */
export function RecordSamples({ text }: { text: SampleText }) {
  const { to, number, t } = useUi();
  const here = to('/styleguide');
  return (
    <>
      <Tabs
        label={text.plan}
        items={[
          { href: `${here}#1`, label: text.overview, current: true },
          { href: `${here}#2`, label: text.notes, count: number(4) },
          { href: `${here}#3`, label: text.appointments },
        ]}
      />
      <Section title="SummaryList">
        <SummaryList
          label={text.person}
          rows={[
            {
              key: 'name',
              label: text.name,
              value: <Bdi>{text.person}</Bdi>,
              actions: [{ href: here, text: text.change, about: text.name }],
            },
            {
              key: 'phone',
              label: text.phone,
              value: <Bdi dir="ltr">+00 000 000 000</Bdi>,
              actions: [{ href: here, text: text.change, about: text.phone }],
            },
            { key: 'idea', label: text.idea, value: text.paragraph },
          ]}
        />
      </Section>
      <Section title="StatGrid, Stat">
        <StatGrid label={text.overview}>
          <Stat label={text.contacts} value={number(248)} note={text.comparedNote} />
          <Stat label={text.founders} value={number(1340)} href={here} />
          <Stat label={text.opened} value={number(61)} />
          <Stat label={text.sectorFarm} value={text.withheld} note={text.withheldNote} />
        </StatGrid>
      </Section>
      <Section title="TaskList">
        <TaskList
          label={text.steps}
          tasks={[
            {
              id: 'permit',
              title: text.stepPermit,
              href: here,
              hint: text.stepPermitHint,
              status: { text: text.stateLate, tone: 'warning' },
            },
            { id: 'course', title: text.stepCourse, href: here, status: { text: text.stateRunning, tone: 'info' } },
            { id: 'loan', title: text.stepLoan, status: { text: text.stateDone, tone: 'success' } },
          ]}
        />
      </Section>
      <Columns>
        <Section title="Timeline">
          <Timeline
            label={text.history}
            entries={[
              { id: '3', title: text.eventAccepted, when: text.dateAccepted, dateTime: '2026-03-20T08:12:00Z', who: text.office },
              {
                id: '2',
                title: text.eventShared,
                when: text.dateShared,
                dateTime: '2026-03-18T13:05:00Z',
                who: text.by,
                body: <p>{text.eventSharedBody}</p>,
              },
              { id: '1', title: text.eventOpened, when: text.dateOpened, dateTime: '2026-03-03T09:30:00Z' },
            ]}
          />
        </Section>
        <Section title="DescriptionList, Provenance, Source">
          <DescriptionList
            label={text.facts}
            facts={[
              {
                key: 'people',
                label: text.population,
                value: text.populationValue,
                source: { name: text.sourceName, date: '2025', href: 'https://sample.invalid/' },
              },
              { key: 'firms', label: text.firms, value: text.firmsValue, source: { name: text.sourceName } },
            ]}
          />
          <p>
            {text.populationValue} (<Provenance source={text.report} year="2010" />)
          </p>
          <Source name={text.sourceName} date="2026" href="https://sample.invalid/" />
        </Section>
      </Columns>
      <Section title="CardGrid, Card, CardFacts">
        <CardGrid>
          <Card title={text.office} href={here} tags={<Tag tone="success">{text.stateRunning}</Tag>} footer={text.town2}>
            <p>{text.emptyBody}</p>
          </Card>
          <Card title={text.stepCourse} href={here} footer={text.sourceName}>
            <p>{text.paragraph}</p>
          </Card>
          <Card title={text.sectorCare}>
            <CardFacts
              facts={[
                { key: 'town', label: text.town2, value: 'Padova' },
                { key: 'people', label: text.population, value: text.populationValue },
              ]}
            />
          </Card>
        </CardGrid>
      </Section>
      <Section title="TwoLanguages">
        <TwoLanguages
          first={{ lang: 'en', dir: 'ltr', name: 'English', children: <Words text={sampleText('en')} /> }}
          second={{ lang: 'ar', dir: 'rtl', name: 'العربية', children: <Words text={sampleText('ar')} /> }}
        />
      </Section>
      <Section title="TranslationNote">
        <TranslationNote state="machine" from="English" date={text.dateOpened} originalHref={here} originalLang="en" />
        <TranslationNote state="reviewed" from="English" />
        <TranslationNote state="outdated" from="English" originalHref={here} />
        <TranslationNote state="untranslated" from="English" />
      </Section>
      <Section title="PaperQuestion, PaperRoom">
        <p>{text.paper}</p>
        <PaperQuestion>
          <p>{text.paperName}</p>
          <PaperRoom />
        </PaperQuestion>
        <PaperQuestion>
          <p>{text.paperIdea}</p>
          <PaperRoom wide />
        </PaperQuestion>
      </Section>
      <Section title="Progress">
        <Progress label={text.importing} done={6200} total={10000} />
        <Progress label={text.importing} done={3} />
      </Section>
      <p>{t('html.footer.note', { network: text.network })}</p>
    </>
  );
}

function Words({ text }: { text: SampleText }) {
  return (
    <>
      <p>
        <strong>{text.dialogTitle}</strong>
      </p>
      <p>{text.dialogBody}</p>
    </>
  );
}
