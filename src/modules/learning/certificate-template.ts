import { typst } from '#kernel/documents';

/** A certificate of one page: what it is, who earned it in both scripts, the facts, and how to verify it. */
export const certificateTemplate = typst`
#v(14mm)
#align(center)[
  #heading(level: 1, data.statement.title)
  #v(6mm)
  #text(size: 12pt, own(data.says))
  #v(2mm)
  #text(size: 22pt, weight: "bold", own(data.name))
  #if data.otherName != "" [
    #v(1mm)
    #text(size: 18pt, weight: "bold", own(data.otherName))
  ]
]
#v(12mm)
#facts(data.statement.facts.map(fact => (fact.label, own(fact.value))))
#v(10mm)
#own(data.issuer)
#verification(data.verification, alt: data.picture, say: data.verify)
`;
