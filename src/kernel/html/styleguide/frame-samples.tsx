import { Breadcrumbs } from '../layout/breadcrumbs.tsx';
import { Header } from '../layout/header.tsx';
import { Pagination } from '../layout/pagination.tsx';
import { QuickExit } from '../layout/quick-exit.tsx';
import { UserMenu } from '../layout/user-menu.tsx';
import { Section } from '../text/heading.tsx';
import { useUi } from '../ui.ts';
import type { SampleText } from './sample-text.ts';

/** What stands round a page: the way up, the menus of the header, the way out. */
export function FrameSamples({ text }: { text: SampleText }) {
  const { to } = useUi();
  const here = to('/styleguide');
  return (
    <>
      <Section title="Breadcrumbs">
        <Breadcrumbs
          crumbs={[
            { href: here, label: text.home },
            { href: `${here}?part=records`, label: text.corridors },
            { href: `${here}?part=pictures`, label: text.office },
          ]}
        />
      </Section>
      <Section title="Header, LanguageSwitch, UserMenu">
        <Header
          network={text.network}
          navigation={[
            { href: here, label: text.services, current: true },
            { href: `${here}?part=records`, label: text.corridors },
          ]}
          user={
            <UserMenu
              name={text.person}
              role={text.office}
              items={[
                { href: here, label: text.plan },
                { href: `${here}?part=records`, label: text.appointments },
              ]}
              signOutAction={here}
            />
          }
        />
      </Section>
      <Section title="Pagination">
        <Pagination page={5} pages={10} />
      </Section>
      <Section title="QuickExit">
        <p>{text.exit}</p>
        <QuickExit href="https://sample.invalid/" />
      </Section>
    </>
  );
}
