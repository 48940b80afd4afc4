import { ComboboxField, useUi } from '#kernel/html';

export type ServicePickerProps = {
  /** Form name of the typed text; the chosen id is sent as `<name>Id`. */
  name?: string;
  /** Name of the service chosen before, and its id. */
  value?: string;
  chosen?: string;
  label?: string;
  error?: string;
  optional?: boolean;
};

/**
 * A field to choose a service of today from the directory. The form reads `<name>Id`; without scripts it reads the
 * typed words and finds the service with `resolveService`.
 */
export function ServicePicker({ name = 'service', label, ...props }: ServicePickerProps) {
  const { t, lang } = useUi();
  return (
    <ComboboxField
      name={name}
      valueName={`${name}Id`}
      label={label ?? t('directory.picker.label')}
      hint={t('directory.picker.hint')}
      source={`/api/v1/services/choices?lang=${lang}`}
      {...props}
    />
  );
}
