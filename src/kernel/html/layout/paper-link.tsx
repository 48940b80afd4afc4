import { withQuery } from '../query.ts';
import { Link } from '../text/link.tsx';
import { useUi } from '../ui.ts';

/** At the end of a page: the same as a PDF. */
export function PaperLink() {
  const ui = useUi();
  return (
    <p class="paper-link">
      <span class="link-group">
        <Link href={withQuery(ui, { format: 'pdf', notice: undefined })} download>
          {ui.t('html.paper.link')}
        </Link>
      </span>
    </p>
  );
}
