/** One figure to be put into a class: as published, and as a number for the picture. */
export interface Classed {
  readonly value: string;
  readonly number: number;
}

/** A class of figures, from its lowest to its highest member as published. */
export interface FigureClass {
  readonly low: string;
  readonly high: string;
  readonly count: number;
}

export interface Classes {
  /** From low to high. */
  readonly list: readonly FigureClass[];
  /** The class of a figure, counted from 1. */
  readonly of: (number: number) => number;
}

/**
 * Puts figures into at most so many classes of about equal numbers (quantiles). Equal figures stand in one class, so there may be fewer.
 * The bounds are figures that exist: no round number is invented between them.
 */
export function quantileClasses(figures: readonly Classed[], most: number): Classes {
  const sorted = figures.toSorted((a, b) => a.number - b.number);
  const cuts = new Set<number>();
  for (let part = 1; part < most; part += 1) {
    const cut = sorted[Math.floor((part * sorted.length) / most)]?.number;
    if (cut !== undefined && cut > (sorted[0]?.number ?? cut)) cuts.add(cut);
  }
  const steps = [...cuts];
  const of = (number: number) => 1 + steps.filter((step) => step <= number).length;
  const list: FigureClass[] = [];
  for (const { value, number } of sorted) {
    const at = of(number) - 1;
    const before = list[at];
    list[at] = before ? { low: before.low, high: value, count: before.count + 1 } : { low: value, high: value, count: 1 };
  }
  return { list, of };
}
