import { describe, expect, it } from 'vitest'
import { joinSplits } from '../../../../src/core/safety/split-words.ts'
import { loaded } from '../../../loaded.ts'

const words = new Set(['de', 'la', 'mal', 'aise', 'pour', 'sons'])
const entries: Record<string, number> = { frissons: 1, fievre: 2, malaise: 3, etoufferpour: 4, evanouie: 5 }
const heard: Record<string, number> = { frissont: 1, fryson: 1 }
const join = (...tokens: string[]) =>
  joinSplits(
    tokens,
    tokens.map((token) => (token === 'etouffer' ? [4] : [])),
    {
      isWord: (word) => words.has(word),
      read: (word) => (word in entries ? [entries[word] as number] : []),
      hear: (word) => (word in heard ? [heard[word] as number] : []),
    },
  )

describe('a word in pieces', () => {
  it('is read as one on each of its pieces, when a piece is no word', () => {
    expect(join('des', 'fris', 'sons')).toEqual([[], [1], [1]])
  })
  it('may have three pieces', () => {
    expect(join('fi', 'ev', 're')).toEqual([[2], [2], [2]])
  })
  it('is not put together from words', () => {
    expect(join('mal', 'aise')).toEqual([[], []])
  })
  it('shows nothing that its first piece shows alone', () => {
    expect(join('etouffer', 'pour')).toEqual([[4], []])
  })
  it('shows nothing that fewer pieces show', () => {
    entries.fievreo = 7
    entries.fievreotrei = 7
    expect(join('fie', 'vreo', 'trei')).toEqual([[7], [7], []])
  })
  it('may be spelt as it sounds, from eight letters on', () => {
    expect(join('fris', 'sont')).toEqual([[1], [1]])
    expect(join('fry', 'son')).toEqual([[], []])
  })
  it('has no single letters, numbers or sentence ends in it', () => {
    expect(join('f', 'ievre')).toEqual([[], []])
    expect(join('fi', '8', 'evre')).toEqual([[], [], []])
    expect(join('evan', '.', 'ouie')).toEqual([[], [], []])
  })
  it('has no digit in any of its pieces', () => {
    Object.assign(entries, { fi8re: 8, ab8cdef: 9, '8abcdef': 10 })
    expect(join('fi', '8', 're')).toEqual([[], [], []])
    expect(join('ab8', 'cdef')).toEqual([[], []])
    expect(join('8ab', 'cdef')).toEqual([[], []])
  })
  it('has no fourth piece', () => {
    entries.abcdefgh = 11
    expect(join('ab', 'cd', 'ef', 'gh')).toEqual([[], [], [], []])
  })
  it('has six letters or more', () => {
    entries.fevre = 6
    expect(join('fe', 'vre')).toEqual([[], []])
  })
})

it.each([
  ['fever', 'de la fié vre depuis hier'],
  ['faint', "elle s'est éva nouie"],
  ['seizure', 'le petit a fait une con vulsion'],
  ['bleeding', 'une hémor ragie'],
  ['keyword', 'appelez les pom piers'],
  ['shivers', 'jai des friss ont tres fort'],
  ['seizure', "qu'on vulsion depuis trois minutes"],
  ['stroke', 'une émi plégi dit le docteur'],
])('a sign of %s in pieces is seen: « %s »', (family, text) => {
  expect(loaded.screen(text)?.family).toBe(family)
})

it.each(["légumes à l'étouffée pour ce soir", 'les pom pom girls', 'une con sultation pour mes globules'])(
  'an ordinary word in pieces alarms nobody: « %s »',
  (text) => {
    expect(loaded.screen(text)).toBeNull()
  },
)
