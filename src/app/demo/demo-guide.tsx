import { Link, useUi } from '#kernel/html';

/** The path of one founder from the first question to the counts: what to try first, in order. */
const steps = [
  { key: 'visitor', href: '/corridors/padova/kaolack' },
  { key: 'desk', href: '/desk/contacts' },
  { key: 'plan', href: '/desk/cases' },
  { key: 'referral', href: '/referrals' },
  { key: 'other-end', href: '/desk' },
  { key: 'person', href: '/me' },
  { key: 'counts', href: '/counts' },
] as const;

/** The seven steps of the main job, each with the page where it begins and who does it. */
export function Guide() {
  const { t } = useUi();
  return (
    <ol>
      {steps.map(({ key, href }) => (
        <li key={key}>
          <p>
            <strong>
              <Link href={href}>{t(`app.demo.guide.${key}`)}</Link>
            </strong>
            <br />
            {t(`app.demo.guide.${key}.text`)}
          </p>
        </li>
      ))}
    </ol>
  );
}
