import { words } from './tokens.ts'

/** One word of a language beside French, and what may follow it: a trie, so that « white cells » wins over « white ». */
type Node = {
  next: Map<string, Node>
  /** Beginnings, each for all words that begin so. */
  begun: Map<string, Node>
  french: string | null
}

/** A language beside French: its words without a subject, and what its others mean in French. */
export type Tongue = { code: string; isPlain: (word: string) => boolean; root: Node }

/** A text read in a tongue: how many of its words the tongue knows, and what they say in French. */
export type Reading = { known: number; french: string[] }

/** The two parts of a file of intents/langues/. */
export const headings = ['## mots', '## lexique'] as const
/** The letters that the beginning of a word has at least. */
export const shortestBeginning = 3

/**
 * Reads intents/langues/<code>.txt: the words without a subject under the first heading, `French = form = form` a line under
 * the second; a form that ends in `*` is the beginning of words.
 */
export function readTongue(code: string, source: string): Tongue {
  const lines = source.split('\n')
  const half = lines.indexOf(headings[1])
  const written = (from: number, to?: number) =>
    lines.slice(from, to).filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const root = emptyNode()
  for (const line of written(half + 1)) {
    const [french = '', ...forms] = line.split('=').map((side) => side.trim())
    for (const form of forms) grow(root, form, french)
  }
  const grammar = new Set(written(0, half).flatMap(tongueWords))
  return { code, isPlain: (word) => grammar.has(word), root }
}

/** The words of a text in any script: Chinese characters stand alone, since no space parts them. */
export function tongueWords(text: string): string[] {
  return words(text).flatMap((word) => (han.test(word) ? [...word] : [word]))
}
const han = /\p{Script=Han}/u

/** What nobody knows stays so: something is talked of that is not the subject. */
const strange = 'x'

/**
 * Reads words in a tongue, the longest forms first. Words that it does not know stay as they are where `keeps` says so, and
 * become words that no language has elsewhere.
 */
export function readIn(
  { isPlain, root }: Tongue,
  said: readonly string[],
  keeps: (word: string) => boolean,
): Reading {
  const french: string[] = []
  let known = 0
  let at = 0
  while (at < said.length) {
    const found = longest(root, said, at)
    const word = said[at] as string
    if (found) {
      french.push(found.french)
      known += found.end - at
      at = found.end
      continue
    }
    if (isPlain(word)) known++
    else french.push(keeps(word) ? word : `${strange}${french.length}`)
    at++
  }
  return { known, french }
}

function longest(root: Node, said: readonly string[], from: number): { french: string; end: number } | null {
  let found: { french: string; end: number } | null = null
  let nodes: Node[] = [root]
  for (let at = from; at < said.length && nodes.length > 0; at++) {
    nodes = nodes.flatMap((node) => following(node, said[at] as string))
    const french = nodes.find((node) => node.french !== null)?.french
    if (french) found = { french, end: at + 1 }
  }
  return found
}

/** What a word may lead to: itself before its beginnings, the longest of these first. */
function following({ next, begun }: Node, word: string): Node[] {
  const found = [next.get(word)]
  if (begun.size > 0)
    for (let end = word.length; end >= shortestBeginning; end--) found.push(begun.get(word.slice(0, end)))
  return found.filter((node) => node !== undefined)
}

function grow(root: Node, form: string, french: string): void {
  const parts = tongueWords(form)
  const isBeginning = form.endsWith('*')
  let node = root
  for (const [at, part] of parts.entries()) {
    const branches = isBeginning && at === parts.length - 1 ? node.begun : node.next
    const child = branches.get(part) ?? emptyNode()
    branches.set(part, child)
    node = child
  }
  if (node !== root) node.french ??= french
}

const emptyNode = (): Node => ({ next: new Map(), begun: new Map(), french: null })
