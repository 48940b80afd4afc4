import type { ComponentChildren } from 'preact';
import { describedBy, HintAndError, LabelText, type FieldProps } from './field.tsx';

export type FieldsetProps = Pick<FieldProps, 'label' | 'labelAlso' | 'hint' | 'error' | 'optional'> & {
  children: ComponentChildren;
  id?: string;
  /** The legend is the page's heading. */
  heading?: boolean;
};

/** Fields that answer one question together; the legend asks it. */
export function Fieldset({ id = 'fieldset', label, labelAlso, hint, error, optional, heading, children }: FieldsetProps) {
  const text = <LabelText label={label} labelAlso={labelAlso} optional={optional} />;
  return (
    <fieldset
      class={error ? 'fieldset field field-invalid' : 'fieldset field'}
      aria-describedby={describedBy(id, hint, error)}
    >
      <legend class={heading ? 'legend legend-heading' : 'legend'}>{heading ? <h1>{text}</h1> : text}</legend>
      <HintAndError id={id} hint={hint} error={error} />
      {children}
    </fieldset>
  );
}
