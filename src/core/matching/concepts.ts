import { stem, words } from '../language/tokens.ts'

/** Finds the synonym groups in a run of stems. */
export type Concepts = (stems: readonly string[]) => string[]

/** The groups' terms by their stems, a trie, so that « globules blancs » wins over « globules »: plain data. */
export type ConceptTrie = { next: Map<string, ConceptTrie>; concept: string | null }

/** Sorts groups of terms into a trie. The first term of a group names its concept. */
export function growConcepts(groups: readonly string[][]): ConceptTrie {
  const root: ConceptTrie = { next: new Map(), concept: null }
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
  return root
}

/** Builds the finder. */
export function createConcepts(root: ConceptTrie): Concepts {
  return (stems) => {
    const found: string[] = []
    let at = 0
    while (at < stems.length) {
      let node: ConceptTrie | undefined = root
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
