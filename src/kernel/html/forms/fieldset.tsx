import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { GroupContext } from './form-context.ts';
import { describedBy, HintAndError, LabelText, type FieldProps } from './field.tsx';

export type FieldsetProps = Pick<FieldProps, 'label' | 'labelAlso' | 'hint' | 'error' | 'optional'> & {
  children: ComponentChildren;
  id?: string;
  /** The legend is the page's heading. */
  heading?: boolean;
  /** `question`: the legend is read as a label; `group`: as a small heading over several fields. */
  kind?: 'group' | 'question';
};

/** Fields that answer one question together; the legend asks it. */
export function Fieldset({ id, label, labelAlso, hint, error, optional, heading, kind = 'group', children }: FieldsetProps) {
  const ownId = useId();
  const usedId = id ?? ownId;
  const text = <LabelText label={label} labelAlso={labelAlso} optional={optional} />;
  return (
    <fieldset class={error ? 'fieldset field field-invalid' : 'fieldset field'} aria-describedby={describedBy(usedId, hint, error)}>
      <legend class={heading ? 'legend legend-heading' : `legend legend-${kind}`}>{heading ? <h1>{text}</h1> : text}</legend>
      <HintAndError id={usedId} hint={hint} error={error} />
      {kind === 'group' ? <GroupContext.Provider value={label}>{children}</GroupContext.Provider> : children}
    </fieldset>
  );
}
