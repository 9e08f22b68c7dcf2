import { el } from './dom.ts'

/** French puts a space before these signs and between thousands, and never a line's end. */
export const french = (text: string) =>
  text.replace(/ (?=[?!;:»%])|(?<=«) /g, '\u00a0').replace(/(?<=\d) (?=\d{3}(?!\d))/g, '\u202f')

const marks = /\*\*(.+?)\*\*|\[(\d+)\]/g

/** Paragraphs, lists, bold and `[n]` marks of a reply as DOM nodes; `link` makes the target of a mark. */
export function toNodes(text: string, link: (number: number) => Node): Node[] {
  return french(text)
    .split(/\n{2,}/)
    .map((block) => {
      const lines = block.split('\n')
      if (lines.every((line) => line.startsWith('- ')))
        return el('ul', {}, ...lines.map((line) => el('li', {}, ...inline(line.slice(2), link))))
      return el('p', {}, ...inline(block, link))
    })
}

function inline(text: string, link: (number: number) => Node): (Node | string)[] {
  const nodes: (Node | string)[] = []
  let from = 0
  for (const mark of text.matchAll(marks)) {
    nodes.push(text.slice(from, mark.index))
    nodes.push(mark[1] !== undefined ? el('strong', {}, ...inline(mark[1], link)) : link(Number(mark[2])))
    from = mark.index + mark[0].length
  }
  nodes.push(text.slice(from))
  return nodes
}
