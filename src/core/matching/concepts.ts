import { stem, words } from '../language/tokens.ts'

/** Finds the synonym groups in a run of stems: a trie, so that « globules blancs » wins over « globules ». */
export type Concepts = (stems: readonly string[]) => string[]

type Node = { next: Map<string, Node>; concept: string | null }

/** Builds the finder from groups whose first term names the concept. Terms are compared by their stems. */
export function createConcepts(groups: readonly string[][]): Concepts {
  const root: Node = { next: new Map(), concept: null }
  for (const group of groups) {
    const name = `=${words(group[0] ?? '')
      .map(stem)
      .join('_')}`
    for (const term of group) {
      let node = root
      for (const part of words(term).map(stem)) {
        const next = node.next.get(part) ?? { next: new Map(), concept: null }
        node.next.set(part, next)
        node = next
      }
      node.concept ??= name
    }
  }
  return (stems) => {
    const found: string[] = []
    let at = 0
    while (at < stems.length) {
      let node: Node | undefined = root
      let end = at
      let concept: string | null = null
      for (let i = at; node && i < stems.length; i++) {
        node = node.next.get(stems[i] ?? '')
        if (node?.concept) {
          concept = node.concept
          end = i + 1
        }
      }
      if (concept) found.push(concept)
      else found.push(stems[at] ?? '')
      at = concept ? end : at + 1
    }
    return found
  }
}
