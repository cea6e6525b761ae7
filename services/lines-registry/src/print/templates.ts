/**
 * Typst sources. Values arrive as JSON in `sys.inputs.data` and are set as text, so that nothing which a
 * company writes about itself is ever read as markup.
 */
const shared = String.raw`
#let data = json(bytes(sys.inputs.data))
#let reading = if data.direction == "rtl" { rtl } else { ltr }
#let blank = box(width: 1fr, baseline: -2pt, line(length: 100%, stroke: (thickness: 0.5pt, dash: "dotted")))
#let gap = box(width: 3.2cm, baseline: -2pt, line(length: 100%, stroke: (thickness: 0.5pt, dash: "dotted")))
#let breakable(s) = s.replace(regex("[./@]"), m => m.text + sym.zws)
#let run(v) = if v.as == "text" { text(v.text) } else if v.as == "digits" {
  box(text(dir: ltr, v.text))
} else { box(text(dir: ltr, lang: "en", breakable(v.text))) }
#let shown(v) = if v.text == "" { blank } else { run(v) }
#let listed = n => data.numerals.at(n) + "."
#let phrase(parts) = for part in parts {
  if type(part) == str { text(part) } else if part.text == "" { gap } else { strong(run(part)) }
}
#set document(title: data.title, date: none)
#set text(font: if data.language == "vi" { ("Libertinus Serif",) } else { ("Vazirmatn", "Libertinus Serif") }, size: 9.5pt, lang: data.language, dir: reading, hyphenate: false)
#set par(leading: 0.85em, justify: true)
`;

/** A commitment form; the head and foot of the page stay free for the letterhead. */
export const formTemplate = String.raw`${shared}
#if data.rules != none {
  set page(paper: "a4", margin: 2.2cm)
  align(center, text(size: 14pt, weight: "bold", data.rules.title))
  v(6mm)
  block(width: 100%, inset: 8pt, stroke: 0.6pt, text(data.rules.note))
  v(4mm)
  set enum(numbering: listed, spacing: 1.1em)
  enum(..data.rules.items.map(item => text(item)))
  pagebreak(weak: true)
}
#set page(
  paper: "a4",
  margin: (top: data.letterhead.topMm * 1mm, bottom: data.letterhead.bottomMm * 1mm, x: 2cm),
)
#align(center, text(size: 13pt, weight: "bold", data.title))
#v(1mm)
#text(data.opening)
#for section in data.sections {
  block(above: 3.2mm, below: 1.6mm, text(weight: "bold", section.heading))
  table(
    columns: if section.columns == 2 { (auto, 1fr, auto, 1fr) } else { (auto, 1fr) },
    stroke: 0.4pt + luma(120),
    inset: (x: 5pt, y: 4.4pt),
    align: start + horizon,
    ..section.rows.enumerate().map(((at, row)) => {
      let alone = section.columns == 2 and calc.even(at) and at + 1 == section.rows.len()
      (
        table.cell(fill: luma(243), text(size: 8.5pt, row.label)),
        table.cell(colspan: if alone { 3 } else { 1 }, shown(row.value)),
      )
    }).flatten(),
  )
}
#block(above: 3.6mm, below: 2mm, text(weight: "bold", data.clausesHeading))
#set enum(numbering: listed, spacing: 0.95em)
#enum(..data.clauses.map(clause => phrase(clause)))
#v(2mm)
#block(breakable: false, grid(
  columns: data.signatures.map(place => 1fr),
  column-gutter: 8mm,
  row-gutter: 1.5mm,
  ..data.signatures.map(place => text(
    size: 8.5pt,
    if place.note == none { place.label } else { place.label + " (" + place.note + ")" },
  )),
  ..data.signatures.map(place => rect(width: 100%, height: 22mm, stroke: 0.4pt + luma(120))),
))
`;

/** A sample of a promissory note. Fields to fill in are yellow. */
export const noteTemplate = String.raw`${shared}
#set page(
  paper: "a4",
  margin: 2.2cm,
  background: rotate(-35deg, text(size: 110pt, weight: "bold", fill: luma(232), data.watermark)),
)
#align(center, text(size: 15pt, weight: "bold", data.title))
#v(6mm)
#table(
  columns: (auto, 1fr),
  stroke: 0.5pt + luma(110),
  inset: 8pt,
  align: start + horizon,
  ..data.rows.map(row => (
    table.cell(fill: luma(243), text(row.label)),
    table.cell(fill: if row.fill { rgb("#fff3a8") } else { none }, shown(row.value)),
  )).flatten(),
)
#rect(width: 100%, height: 30mm, stroke: 0.5pt + luma(110), fill: rgb("#fff3a8"), inset: 6pt, text(data.signatureLabel))
#v(6mm)
#text(size: 11pt, weight: "bold", data.instructionsHeading)
#set enum(numbering: listed, spacing: 1.1em)
#enum(..data.instructions.map(saying => phrase(saying)))
`;

/** The first sheet of a dossier. */
export const coverTemplate = String.raw`${shared}
#let latin(s) = box(text(dir: ltr, lang: "en", breakable(s)))
#set page(paper: "a4", margin: 1.8cm, numbering: none)
#set text(size: 9pt)
#align(center, text(size: 14pt, weight: "bold", data.title))
#v(4mm)
#table(
  columns: (auto, 1fr),
  stroke: 0.4pt + luma(120),
  inset: 5pt,
  align: start + horizon,
  ..data.facts.map(fact => (
    table.cell(fill: luma(243), text(fact.label)),
    if fact.latin { latin(fact.value) } else { text(fact.value) },
  )).flatten(),
)
#block(above: 5mm, below: 2mm, text(size: 11pt, weight: "bold", data.words.papers))
#for paper in data.papers {
  block(breakable: false, width: 100%, below: 2.4mm, table(
    columns: (auto, 1fr, auto, auto),
    stroke: 0.4pt + luma(120),
    inset: 4.5pt,
    align: start + horizon,
    table.cell(colspan: 3, fill: luma(243), strong(text(paper.name))),
    table.cell(fill: luma(243), strong(text(paper.verdict))),
    ..if paper.file == "" { () } else { (
      text(data.words.file), latin(paper.file),
      text(data.words.size), text(paper.size),
      text(data.words.digest),
      table.cell(colspan: 3, text(size: 7.5pt, dir: ltr, lang: "en", paper.digest)),
    ) },
    ..if paper.note == "" { () } else { (
      text(data.words.note), table.cell(colspan: 3, text(paper.note)),
    ) },
  ))
}
#block(above: 5mm, below: 2mm, text(size: 11pt, weight: "bold", data.words.steps))
#table(
  columns: (auto, auto, auto, 1fr),
  stroke: 0.4pt + luma(120),
  inset: 4.5pt,
  align: start + horizon,
  table.header(..(data.words.step, data.words.actor, data.words.on, data.words.note).map(word => table.cell(fill: luma(243), strong(text(word))))),
  ..data.steps.map(step => (
    latin(step.step), latin(step.actor), text(step.on), text(step.note),
  )).flatten(),
)
`;
