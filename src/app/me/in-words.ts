/** A part of the readable copy before it is laid out: records of labels and values; a value that is not there is left out. */
export interface InWords {
  title: string;
  records: readonly (readonly (readonly [label: string, value: string | number | null | undefined])[])[];
}

/** A titled part of the readable file: records, each a few labelled facts. */
export interface ReadablePart {
  /** Name of the same part in the JSON copy. */
  of: string;
  title: string;
  records: Fact[][];
}

interface Fact {
  label: string;
  value: string;
}

/** Lays a part out; facts without a value are left out. */
export function readablePart(of: string, { title, records }: InWords): ReadablePart {
  return {
    of,
    title,
    records: records.map((pairs) =>
      pairs.flatMap(([label, value]) =>
        value === null || value === undefined || value === '' || value === '–' ? [] : [{ label, value: String(value) }],
      ),
    ),
  };
}
