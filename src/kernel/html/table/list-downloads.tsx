import { ButtonLink } from '../text/button.tsx';
import { Link } from '../text/link.tsx';
import { useUi } from '../ui.ts';

type ListDownloadsProps = {
  /** Address of the list as CSV, with `format=csv` in it. */
  href: string;
  /** What the list holds, for who does not see the page around it. */
  of?: string;
  /** Instead of "Download as CSV". */
  csv?: string;
  /** In a group of buttons. */
  buttons?: boolean;
};

/** A list to take along: as CSV, and as an Excel file, which the server makes of every list that it gives as CSV. */
export function ListDownloads({ href, of, csv, buttons = false }: ListDownloadsProps) {
  const { t } = useUi();
  const what = of ? <span class="visually-hidden"> ({of})</span> : null;
  const files = [
    { href, text: csv ?? t('html.table.csv') },
    { href: href.replace('format=csv', 'format=xlsx'), text: t('html.table.xlsx') },
  ];
  if (!buttons) {
    return (
      <span class="link-group">
        {files.map((file) => (
          <Link key={file.href} href={file.href} download>
            {file.text}
            {what}
          </Link>
        ))}
      </span>
    );
  }
  return (
    <>
      {files.map((file) => (
        <ButtonLink key={file.href} kind="secondary" href={file.href}>
          {file.text}
          {what}
        </ButtonLink>
      ))}
    </>
  );
}
