/** What the typesetting process is asked for. */
export interface PressOrder {
  number: number;
  /** Typst source of ours. */
  template: string;
  /** JSON text: the only way in for what people typed. */
  data: string;
  /** Pictures by name, as SVG that we drew: the template reads `/<name>.svg`. */
  images: Readonly<Record<string, string>>;
  title: string;
  note: string;
  mark: string;
  /** ISO 639 code. */
  lang: string;
  dir: 'ltr' | 'rtl';
  /** Seconds since 1970, written into the PDF: the same order gives the same bytes. */
  at: number;
}

/** Its answer: the PDF, or what is wrong with the template. Number 0 says that it is ready. */
export interface PressAnswer {
  number: number;
  pdf?: Uint8Array;
  fault?: string;
}
