import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExcuses, readLazily } from '../../../../src/core/safety/excuses.ts'
import { matchAt, type Pattern } from '../../../../src/core/safety/pattern.ts'
import { sentenceEnd } from '../../../../src/core/safety/signs.ts'

const words = ['a', 'b', 'c', 'd']
const read = (token: string) => (words.includes(token) ? [words.indexOf(token)] : [])
const ordered = (...ids: number[]): Pattern => ({
  rule: '',
  elements: ids.map((id) => ({ id, gap: 0 })),
  within: null,
})
const isExcused = (excuses: Pattern[], text: string, span: [number, number]) => {
  const tokens = text.split(' ')
  return createExcuses(excuses)(readLazily(tokens, read), tokens, span)
}

describe('an excuse', () => {
  it.each([
    ['around the sign', 'x a b c x', [2, 2], true],
    ['that begins with the sign', 'x b c x a', [1, 1], false],
    ['elsewhere in the sentence', 'a b c x x d', [5, 5], false],
    ['that ends behind the end of the sentence', `a b ${sentenceEnd} c`, [1, 1], false],
  ] as const)('%s', (_name, text, [from, to], isOne) => {
    expect(isExcused([ordered(0, 1, 2)], text, [from, to])).toBe(isOne)
  })

  it('ends in the sentence of the sign, even where more of the text was read for another', () => {
    const tokens = ['a', 'x', sentenceEnd, 'b', 'x']
    const written = readLazily(tokens, read)
    const excuses = createExcuses([
      {
        rule: '',
        elements: [
          { id: 0, gap: 0 },
          { id: 1, gap: 2 },
        ],
        within: null,
      },
    ])
    expect(excuses(written, tokens, [3, 3])).toBe(false)
    expect(excuses(written, tokens, [1, 1])).toBe(false)
  })

  it('is looked for only in the words around the sign', () => {
    const asked: string[] = []
    const tokens = [...Array(30).fill('x'), 'a', 'b', ...Array(30).fill('y')]
    const watched = (token: string) => {
      asked.push(token)
      return read(token)
    }
    expect(createExcuses([ordered(0, 1)])(readLazily(tokens, watched), tokens, [31, 31])).toBe(true)
    expect(asked).toHaveLength(19)
  })

  it('found by its opening is what trying each at each place finds', () => {
    const id = fc.nat(3)
    const pattern = fc
      .record({
        elements: fc.array(fc.record({ id, gap: fc.nat(2) }), { minLength: 1, maxLength: 3 }),
        within: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
      })
      .map((shape): Pattern => ({ rule: '', ...shape }))
    const text = fc.array(fc.constantFrom(...words, 'x', sentenceEnd), { minLength: 1, maxLength: 14 })
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 5 }), text, fc.nat(13), (excuses, tokens, place) => {
        const at = place % tokens.length
        expect(createExcuses(excuses)(readLazily(tokens, read), tokens, [at, at])).toBe(
          byTrying(excuses, tokens, at),
        )
      }),
      { numRuns: 2_000 },
    )
  })
})

function byTrying(excuses: Pattern[], tokens: string[], at: number): boolean {
  const sentence = (step: number) => {
    let end = at
    while (Math.abs(end + step - at) <= 9 && tokens[end + step] && tokens[end + step] !== sentenceEnd)
      end += step
    return end
  }
  const [first, last] = [sentence(-1), sentence(1)]
  const readings = tokens.map((token, place) => (place < first || place > last ? [] : read(token)))
  return excuses.some((excuse) =>
    tokens.some((_, start) => {
      if (start < first || start > at || !readings[start]?.includes(excuse.elements[0]?.id ?? -1))
        return false
      const span = matchAt(excuse, readings, start)
      return span !== null && span[0] <= at && span[1] >= at && span[1] <= last
    }),
  )
}
