/** Marks a text as Typst source: our own, never anything that a person typed. */
export const typst = String.raw;

/**
 * What every document shares. A template may use `data` (its JSON), and
 * - `facts(((label, value), …))`: labels with their values;
 * - `figures(head, rows, numbers: (1, 2))`: a table; the columns named in `numbers` are right-aligned and left to right;
 * - `own(value)`: text of a person inside a sentence, isolated so that its direction turns nothing else;
 * - `latin(value)`: codes, numbers and addresses, always left to right;
 * - `verification(data.verification, alt: …, say: …)`: QR picture, code and address of an issued document;
 * - `small(value)`: a remark under a table or figure, as for its source.
 */
export const paperStyle = typst`
#let ink = rgb("#1c2430")
#let faint = rgb("#4a5563")
#let rule = 0.6pt + rgb("#8a94a3")

#let own(value) = [#"\u{2068}"#value#"\u{2069}"]
#let latin(value) = box(text(dir: ltr, value))
#let small(value) = text(size: 8.5pt, fill: faint, value)

#let facts(rows) = grid(
  columns: (auto, 1fr),
  column-gutter: 1.4em,
  row-gutter: 0.9em,
  ..rows.map(((label, value)) => (text(fill: faint, label), strong(value))).flatten(),
)

#let figures(head, rows, numbers: ()) = {
  set text(size: 9.5pt)
  table(
    columns: range(head.len()).map(column => if column in numbers { auto } else { 1fr }),
    align: (column, _) => if column in numbers { right } else { start },
    stroke: (_, row) => if row == 0 { (bottom: 1pt + ink) } else { (bottom: rule) },
    inset: (x: 5pt, y: 6pt),
    table.header(..head.map(strong)),
    ..rows.map(row => row.enumerate().map(((column, value)) => if column in numbers { latin(value) } else { value })).flatten(),
  )
}

#let verification(given, alt: "", say: "") = block(breakable: false, above: 2em, stroke: (top: rule), inset: (top: 10pt), width: 100%, grid(
  columns: (26mm, 1fr), column-gutter: 6mm, align: horizon,
  image("/verification.svg", width: 26mm, alt: alt),
  [#say \ #strong(latin(given.code)) \ #text(dir: ltr, size: 8.5pt, link(given.address))],
))

#let paper(title: "", lang: "en", dir: ltr, note: "", mark: "", body) = {
  set document(title: title)
  set text(
    font: ("Noto Sans", "Vazirmatn", "Noto Sans Ethiopic"),
    fallback: false, size: 10.5pt, fill: ink, lang: lang, dir: dir, hyphenate: false,
  )
  set page(
    paper: "a4",
    margin: (x: 22mm, top: 20mm, bottom: 26mm),
    header: if mark != "" { align(center, text(size: 8.5pt, weight: "bold", fill: rgb("#7a4b00"), mark)) },
    footer: context {
      set text(size: 8.5pt, fill: faint)
      line(length: 100%, stroke: rule)
      grid(
        columns: (1fr, auto), column-gutter: 1em,
        note, latin(counter(page).display("1 / 1", both: true)),
      )
    },
  )
  set par(leading: 0.75em, spacing: 1.1em)
  show heading: set block(above: 1.5em, below: 0.8em)
  show heading.where(level: 1): set text(size: 15pt)
  show heading.where(level: 2): set text(size: 12pt)
  body
}
`;
