export { createUi, UiContext, useUi } from './ui.ts';
export type { OtherLanguageText, Ui } from './ui.ts';
export { renderDocument, renderFragment } from './render-document.tsx';
export { parseSort, queryValue, withQuery } from './query.ts';
export type { Sort } from './query.ts';
export { useIsland } from './use-island.ts';
export type { IslandName } from './use-island.ts';

export { Layout } from './layout/layout.tsx';
export type { LayoutProps, PageNotice } from './layout/layout.tsx';
export type { NavigationItem } from './layout/header.tsx';
export type { FooterLink } from './layout/footer.tsx';
export { Breadcrumbs } from './layout/breadcrumbs.tsx';
export type { Crumb } from './layout/breadcrumbs.tsx';
export { CounterLock } from './layout/counter-lock.tsx';
export type { CounterLockProps } from './layout/counter-lock.tsx';
export { LanguageSwitch } from './layout/language-switch.tsx';
export { Pagination } from './layout/pagination.tsx';
export type { PaginationProps } from './layout/pagination.tsx';
export { QuickExit } from './layout/quick-exit.tsx';
export { Tabs } from './layout/tabs.tsx';
export type { TabItem, TabsProps } from './layout/tabs.tsx';
export { UserMenu } from './layout/user-menu.tsx';
export type { UserMenuProps } from './layout/user-menu.tsx';

export { Bdi } from './text/bdi.tsx';
export { Button, ButtonGroup, ButtonLink, PostButton } from './text/button.tsx';
export type { ButtonKind, ButtonLinkProps, ButtonProps, PostButtonProps } from './text/button.tsx';
export { Details } from './text/details.tsx';
export type { DetailsProps } from './text/details.tsx';
export { Dialog, DialogLink } from './text/dialog.tsx';
export type { DialogLinkProps, DialogProps } from './text/dialog.tsx';
export { EmptyState } from './text/empty-state.tsx';
export type { EmptyStateProps } from './text/empty-state.tsx';
export { Heading, Inset, Lead, PageHeading, Panel, Section } from './text/heading.tsx';
export type { HeadingProps, PageHeadingProps, PanelProps, SectionProps } from './text/heading.tsx';
export { Link } from './text/link.tsx';
export type { LinkProps } from './text/link.tsx';
export { Notice } from './text/notice.tsx';
export type { NoticeProps, NoticeTone } from './text/notice.tsx';
export { safeHref } from './text/safe-href.ts';
export { useHref } from './text/use-href.ts';
export { Tag } from './text/tag.tsx';
export type { TagProps, Tone } from './text/tag.tsx';

export { Card, CardGrid, Columns } from './records/card.tsx';
export type { CardProps } from './records/card.tsx';
export { Progress } from './records/progress.tsx';
export type { ProgressProps } from './records/progress.tsx';
export { DescriptionList, Provenance, Source } from './records/source.tsx';
export type { DescriptionListProps, Fact, ProvenanceProps, SourceProps } from './records/source.tsx';
export { Stat, StatGrid } from './records/stat.tsx';
export type { StatProps } from './records/stat.tsx';
export { SummaryList } from './records/summary-list.tsx';
export type { SummaryAction, SummaryListProps, SummaryRow } from './records/summary-list.tsx';
export { TaskList } from './records/task-list.tsx';
export type { Task, TaskListProps } from './records/task-list.tsx';
export { Timeline } from './records/timeline.tsx';
export type { TimelineEntry, TimelineProps } from './records/timeline.tsx';
export { TranslationNote } from './records/translation-note.tsx';
export type { TranslationNoteProps } from './records/translation-note.tsx';
export { TwoLanguages } from './records/two-languages.tsx';
export type { LanguageSide, TwoLanguagesProps } from './records/two-languages.tsx';

export { CheckboxesField, CheckboxField, RadioField } from './forms/choice-fields.tsx';
export type { CheckboxesFieldProps, CheckboxFieldProps, Choice, RadioFieldProps } from './forms/choice-fields.tsx';
export { ComboboxField } from './forms/combobox-field.tsx';
export type { ComboboxFieldProps } from './forms/combobox-field.tsx';
export { ErrorSummary } from './forms/error-summary.tsx';
export type { ErrorSummaryProps } from './forms/error-summary.tsx';
export { Field } from './forms/field.tsx';
export type { FieldProps } from './forms/field.tsx';
export { Fieldset } from './forms/fieldset.tsx';
export type { FieldsetProps } from './forms/fieldset.tsx';
export { FileField } from './forms/file-field.tsx';
export type { FileFieldProps } from './forms/file-field.tsx';
export { fieldId } from './forms/form-context.ts';
export type { FieldError, FormEntry } from './forms/form-context.ts';
export { Form } from './forms/form.tsx';
export type { FormProps } from './forms/form.tsx';
export { MoneyField } from './forms/money-field.tsx';
export type { MoneyFieldProps } from './forms/money-field.tsx';
export { FilterForm, SearchForm } from './forms/search-form.tsx';
export type { FilterFormProps, SearchFormProps } from './forms/search-form.tsx';
export { SelectField } from './forms/select-field.tsx';
export type { Option, OptionGroup, SelectFieldProps } from './forms/select-field.tsx';
export { TextArea } from './forms/text-area.tsx';
export type { TextAreaProps } from './forms/text-area.tsx';
export {
  CodeField,
  DateField,
  EmailField,
  NumberField,
  PasswordField,
  PhoneField,
  TextField,
  TimeField,
} from './forms/text-field.tsx';
export type { DateFieldProps, TextFieldProps, TimeFieldProps } from './forms/text-field.tsx';

export { Table } from './table/table.tsx';
export type { Column, TablePaging, TableProps } from './table/table.tsx';

export { BarChart } from './charts/bar-chart.tsx';
export type { BarChartProps, BarRow } from './charts/bar-chart.tsx';
export { LineChart } from './charts/line-chart.tsx';
export type { LineChartProps, LinePoint } from './charts/line-chart.tsx';
export { CorridorMap } from './maps/corridor-map.tsx';
export type { CorridorMapProps, MapPlace } from './maps/corridor-map.tsx';
export { PointMap } from './maps/point-map.tsx';
export type { PointMapProps } from './maps/point-map.tsx';

export { Styleguide, styleguideParts } from './styleguide/styleguide.tsx';
