import { CounterLock } from '../layout/counter-lock.tsx';
import { SearchForm } from '../forms/search-form.tsx';
import { Bdi } from '../text/bdi.tsx';
import { Button, ButtonGroup, ButtonLink, PostButton } from '../text/button.tsx';
import { ChipLinks } from '../text/chip-links.tsx';
import { Details } from '../text/details.tsx';
import { Dialog, DialogLink } from '../text/dialog.tsx';
import { EmptyState } from '../text/empty-state.tsx';
import { Heading, Inset, Lead, Panel, Section } from '../text/heading.tsx';
import { PaperLink } from '../layout/paper-link.tsx';
import { FileLink } from '../text/file-link.tsx';
import { Link } from '../text/link.tsx';
import { Notice } from '../text/notice.tsx';
import { Tag } from '../text/tag.tsx';
import { useUi } from '../ui.ts';
import type { SampleText } from './sample-text.ts';

/** Words, links, buttons and messages. */
export function TextSamples({ text }: { text: SampleText }) {
  const { to } = useUi();
  const here = to('/styleguide');
  return (
    <>
      <Section title="Section, Lead, Inset, Link, FileLink, PaperLink, Bdi" actions={<Link href={here}>{text.change}</Link>}>
        <Lead>{text.paragraph}</Lead>
        <p>
          {text.paragraph} <Link href={here}>{text.question}</Link>
        </p>
        <Inset>
          <p>{text.quotation}</p>
        </Inset>
        <p>
          {text.mixed} <Bdi dir="ltr">PT-2026/0417</Bdi>. {text.call}: <Bdi dir="ltr">+00 000 000 000</Bdi>
        </p>
        <p>
          <Link href="https://sample.invalid/">{text.longWord}</Link>
        </p>
        <p>
          <FileLink href={here} name="hours.pdf" bytes={48_000} />
        </p>
        <PaperLink />
        <Heading level={3}>{text.services}</Heading>
        <ul>
          <li>{text.sectorBakery}</li>
          <li>{text.sectorCare}</li>
        </ul>
        <Heading level={4}>{text.corridors}</Heading>
        <p>{text.rule}</p>
      </Section>
      <Section title="Button, ButtonLink, PostButton">
        <ButtonGroup>
          <Button type="button">{text.save}</Button>
          <Button type="button" kind="secondary">
            {text.change}
          </Button>
          <Button type="button" kind="warning">
            {text.withdraw}
          </Button>
          <Button type="button" kind="quiet">
            {text.cancel}
          </Button>
        </ButtonGroup>
        <ButtonGroup>
          <ButtonLink href={here}>{text.book}</ButtonLink>
          <PostButton action={here} fields={{ step: '1' }}>
            {text.stateDone}
          </PostButton>
          <CounterLock action={here} idleMinutes={10} />
        </ButtonGroup>
        <ButtonGroup>
          <Button disabledReason={text.reasonClosed}>{text.save}</Button>
        </ButtonGroup>
      </Section>
      <Section title="ChipLinks">
        <Heading level={3} id="chips-sample">
          {text.book}
        </Heading>
        <ChipLinks
          labelledBy="chips-sample"
          chips={['09:00', '09:30', '10:00', '10:30', '11:00'].map((time) => ({ key: time, href: here, text: time, note: time }))}
        />
      </Section>
      <Section title="Tag">
        <ButtonGroup>
          <Tag>{text.stateNew}</Tag>
          <Tag tone="info">{text.stateRunning}</Tag>
          <Tag tone="success">{text.stateDone}</Tag>
          <Tag tone="warning">{text.stateLate}</Tag>
          <Tag tone="danger">{text.stateRefused}</Tag>
        </ButtonGroup>
      </Section>
      <Section title="Notice">
        <Notice tone="success" title={text.noticeSuccess}>
          <p>{text.noticeSuccessBody}</p>
        </Notice>
        <Notice>
          <p>{text.noticeInfo}</p>
        </Notice>
        <Notice tone="warning" title={text.noticeWarning}>
          <p>
            {text.noticeWarningBody} <Link href={here}>{text.question}</Link>
          </p>
        </Notice>
        <Notice tone="danger" title={text.noticeDanger}>
          <p>{text.noticeDangerBody}</p>
        </Notice>
      </Section>
      <Section title="Panel, SearchForm">
        <Panel tone="accent">
          <Heading level={3}>{text.panelTitle}</Heading>
          <SearchForm action={here} label={text.search} hint={text.searchHint} />
        </Panel>
        <Panel>
          <p>{text.rule}</p>
        </Panel>
      </Section>
      <Section title="Details, Dialog">
        <Details summary={text.moreDetails}>
          <p>{text.rule}</p>
        </Details>
        <DialogLink dialog="withdraw">{text.withdraw}</DialogLink>
        <Dialog
          id="withdraw"
          title={text.dialogTitle}
          actions={
            <PostButton action={here} kind="warning">
              {text.withdraw}
            </PostButton>
          }
        >
          <p>{text.dialogBody}</p>
        </Dialog>
      </Section>
      <Section title="EmptyState">
        <EmptyState title={text.emptyTitle} action={<ButtonLink href={here}>{text.book}</ButtonLink>}>
          <p>{text.emptyBody}</p>
        </EmptyState>
      </Section>
    </>
  );
}
