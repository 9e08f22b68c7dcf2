import { describe, expect, it } from 'vitest'
import { createLexicon } from '../../../../src/core/safety/lexicon.ts'
import { isOneEdit } from '../../../../src/core/safety/near-words.ts'
import { matchAt, parsePattern } from '../../../../src/core/safety/pattern.ts'
import { readSafetyRules } from '../../../../src/core/safety/rules.ts'
import { createScreen } from '../../../../src/core/safety/screen.ts'
import { createSecondNet, learnSecondNet } from '../../../../src/core/safety/second-net.ts'
import { unmask } from '../../../../src/core/safety/signs.ts'
import { createTemperature } from '../../../../src/core/safety/temperature.ts'
import { featurisePlainly } from './featurise-plainly.ts'

const degrees = {
  units: ['ans', 'kg'],
  laboratory: ['crp'],
  elsewhere: ['four'],
  things: ['draps'],
  measured: ['bain'],
  behind: ['a lyon'],
  people: ['fille'],
  before: ['ai', 'a'],
  moments: ['hier'],
  after: ['ce', 'de'],
  body: ['thermo'],
}

describe('at the edges of the temperature grammar', () => {
  const temperature = createTemperature(degrees)
  const read = (text: string) => temperature(unmask(text))

  it.each([
    ['x 38,0 x', '38,0'],
    ['x trente-huit x', null],
    ['x trente-huit zero x', null],
    ['x trente-huit cinq x', 'trente-huit cinq'],
    ["j'ai trente-huit", 'trente-huit'],
    ["j'ai trente-huit ce", 'trente-huit'],
    ['ab 38', null],
    ['a 38', '38'],
    ['  38', '38'],
    ['...38', null],
    ['38', '38'],
    ['x ai. 38', '38'],
    ["j'ai : 38", '38'],
    ["j'ai --- 38", '38'],
    [`four ${'xz'.repeat(29)} 38,5`, '38,5'],
    [`four ${'xz'.repeat(20)} 38,5`, null],
    [`38,5 ${'xz'.repeat(22)} four`, '38,5'],
    [`38,5 ${'xz'.repeat(10)} four`, null],
    [`thermo ${'yz'.repeat(30)} x 38 x`, null],
    [`x 38 x ${'yz'.repeat(35)} thermo`, null],
    ["j'ai 38 de crp", null],
    ["j'ai 38 ce soir oui oui crp", '38'],
    ['38,5 -- ans', '38,5'],
    ['38,5°ans', '38,5'],
    ['x38,5', '38,5'],
    ['38c', '38'],
    ['38 °c', '38'],
    ['38°f', null],
    ['101 ° f', '101'],
    ['101°f', '101'],
    ['38 x°', null],
    ['x 38 ce°', null],
    ['crp; 38,5', '38,5'],
    ['four; 38,5', '38,5'],
    ['four;38,5', '38,5'],
    ['38,5;four', null],
    ['four . 38,5', '38,5'],
    ['38 5,', null],
    ['38 5.', null],
    ['38 5 x', '38 5'],
    ['38  5', null],
    ['38 , 5', '38 , 5'],
    ['38°  5', '38'],
    ['a38', '38'],
    ['-38,5', '38,5'],
    ['/38,5', null],
  ])('“%s” → %s', (text, words) => {
    expect(read(text)).toBe(words)
  })
})

describe('at the edges of one edit', () => {
  it.each([
    ['abdce', 'abcde', true],
    ['abdxe', 'abcde', false],
    ['abxce', 'abcde', false],
    ['abdcx', 'abcde', false],
    ['bacde', 'abcde', true],
    ['abcde', 'abcde', true],
    ['bcdea', 'bcde', true],
    ['bcd', 'bcde', true],
    ['cde', 'bcde', false],
    ['abcd', 'abcdef', false],
    ['abxyef', 'abcdef', false],
  ])('%s and %s: %s', (typed, form, near) => {
    expect(isOneEdit(typed, form)).toBe(near)
  })
})

describe('at the edges of the lexicon', () => {
  const words = ['mangue', 'mangues', 'fromages', 'tomber']
  const lexicon = createLexicon({
    entries: [['mangue'], ['langue'], ['tom*'], ['bras'], ['froma*'], ['air']],
    isWord: (word) => words.includes(word) || word === 'abcdefghijklmnopqrstuvwx',
    words,
  })

  it.each([
    ['kangue', []],
    ['bangue', []],
    ['mangu', [0]],
    ['mang', []],
    ['jmangue', [0]],
    ['dair', [5]],
    ['jair', [5]],
    ['lbras', [3]],
    ['jelangue', [1]],
    ['zzlangue', []],
    ['zair', [5]],
    ['zbras', []],
    ['tomb', [2]],
    ['to', []],
    ['tom', [2]],
    ['fromadges', [4]],
    ['fromagse', [4]],
    ['bra', []],
    ['brass', [3]],
    ['manguue', [0]],
    ['langues', [1]],
    ['lenguelenguelenguelenguelengue', []],
  ])('reads %s', (word, ids) => {
    expect([...lexicon.read(word)].sort()).toEqual(ids)
  })
})

describe('at the edges of a guess', () => {
  const long = 'abcdefghijklmnopqrstuvwy'
  const lexicon = createLexicon({
    entries: [['zar'], ['an'], ['air'], [long]],
    isWord: (word) => word === 'tar',
    words: ['tar'],
  })

  it.each([
    ['zar', [0], 'what it is'],
    ['bzar', [], 'a liaison is heard at the beginning only'],
    ['jan', [], 'what is left of a pronoun has three letters or more'],
    ['zoair', [], 'a liaison is one letter'],
    [long.replace('p', 'm'), [3], 'a word of 24 letters is guessed at'],
    [`${long}y`, [], 'a longer one is not'],
  ])('reads “%s” as %j: %s', (word, ids) => {
    expect([...lexicon.read(word)]).toEqual(ids)
  })

  it('says the same of a word the second time', () => {
    for (const word of ['air', 'tar', 'jair', 'zzz']) expect(lexicon.read(word)).toEqual(lexicon.read(word))
  })
})

describe('at the edges of a pattern', () => {
  const ids: string[] = []
  const register = (source: string) => (ids.includes(source) ? ids.indexOf(source) : ids.push(source) - 1)
  const match = (line: string, text: string, start = 0) =>
    matchAt(
      parsePattern('r', line, register),
      text.split(' ').map((word) => [register(word)]),
      start,
    )

  it('reads windows of two digits, spaces of any width, and gaps that must be tried twice', () => {
    expect(match('a & b /12', 'a x x x x x x x x x x b')).toEqual([0, 11])
    expect(match('a & b /10', 'a x x x x x x x x x x b')).toBeNull()
    expect(match('a & b', 'a x x x x x b')).toEqual([0, 6])
    expect(match('a & b', 'a x x x x x x b')).toBeNull()
    expect(match('  a   ..1   b  ', 'a x b')).toEqual([0, 2])
    expect(match('a ..3 b c', 'a b x b c')).toEqual([0, 4])
    expect(match('a & b & c /3', 'b a c', 1)).toEqual([0, 2])
    expect(parsePattern('r', 'a  &  b /4', register).elements.map(({ id }) => ids[id])).toEqual(['a', 'b'])
    expect(parsePattern('r', 'a /4 b', register).within).toBeNull()
  })
})

describe('at the edges of an excuse', () => {
  const rule = {
    id: 'r',
    family: 'f',
    match: ['mal'],
    unless: ['pas ..12 mal', 'mal ..12 bien'],
    unlessHere: [],
    contains: [],
    positive: [],
    nearMiss: [],
  }
  const screen = createScreen({
    rules: { classes: {}, rules: [rule], temperature: degrees },
    isWord: () => true,
    words: [],
  })
  const fill = (count: number) => Array.from({ length: count }, () => 'oui').join(' ')

  it.each([
    [`pas ${fill(8)} mal`, false],
    [`pas ${fill(9)} mal`, true],
    [`mal ${fill(8)} bien`, false],
    [`mal ${fill(9)} bien`, true],
    [`x pas ${fill(8)} mal`, false],
    ['mal', true],
    ['pas mal. mal', true],
    ['mal. mal bien', true],
    ['pas mal', false],
  ])('“%s” alarms: %s', (text, alarms) => {
    expect(screen(text) !== null).toBe(alarms)
  })

  it('and of a net that is not there, or says no words', () => {
    expect(screen('rien')).toBeNull()
    const net = createScreen({
      rules: { classes: {}, rules: [rule], temperature: degrees },
      isWord: () => true,
      words: [],
      secondNet: () => true,
    })
    expect(net('rien')).toEqual({ family: 'other', rule: 'second-net', words: '' })
  })
})

it('what another language says in French is asked last, goes through the rules, and may be nothing', () => {
  const rule = {
    ...{
      id: 'r',
      family: 'f',
      match: ['mal'],
      contains: ['痛'],
      unless: [],
      unlessHere: [],
      positive: [],
      nearMiss: [],
    },
  }
  const asked: string[] = []
  const screen = createScreen({
    rules: { classes: {}, rules: [rule], temperature: degrees },
    isWord: () => true,
    words: [],
    secondNet: (text) => text === 'net',
    inFrench: (text) => {
      asked.push(text)
      return { pain: 'mal', hot: "j'ai 39,5", fine: 'bien', net: 'mal' }[text] ?? null
    },
  })
  expect(screen('pain')).toEqual({ family: 'f', rule: 'r', words: 'mal' })
  expect(screen('hot')).toMatchObject({ family: 'fever', words: '39,5' })
  expect([screen('fine'), screen('bien')]).toEqual([null, null])
  expect(asked).toEqual(['pain', 'hot', 'fine', 'bien'])
  expect([screen('mal')?.rule, screen('net')?.rule, screen('头痛')]).toEqual([
    'r',
    'second-net',
    { family: 'f', rule: 'r', words: '痛' },
  ])
  expect(asked).toHaveLength(4)
})

describe('at the edges of the second net', () => {
  const seen: string[] = []
  const featurise = (text: string) => {
    seen.push(text)
    return featurisePlainly(text)
  }
  const urgent = Array.from({ length: 300 }, (_, i) => `sang partout vite ${i % 3}`)
  const ordinary = Array.from({ length: 300 }, (_, i) => `manger fromage merci ${i % 3}`)
  const net = createSecondNet(learnSecondNet({ featurise, urgent, ordinary, nearMisses: [] }), featurise)
  const asked = (text: string) => {
    seen.length = 0
    net(text)
    return [...seen]
  }

  it('reads each sentence of a bounded part once', () => {
    expect(asked('manger fromage merci')).toEqual(['manger fromage merci'])
    expect(asked('m'.repeat(9000))[0]).toHaveLength(4000)
    expect(asked('oui. non. oui. non.')).toEqual(['oui.', 'non.', 'oui.', 'non.'])
  })

  it('judges a sentence by itself when it has eight words, among the first forty', () => {
    const harmless = (count: number) => 'manger fromage merci. '.repeat(count)
    const eight = 'sang partout vite sang partout vite sang partout. '
    const seven = 'sang partout vite sang partout vite sang. '
    expect(net(harmless(20) + eight + harmless(10))).toBe(true)
    expect(net(harmless(20) + seven + harmless(10))).toBe(false)
    expect(net(harmless(39) + eight + harmless(10))).toBe(true)
    expect(net(harmless(40) + eight + harmless(10))).toBe(false)
  })
})

it('a table without classes, or without a family, is no table', () => {
  const classes =
    'classes: {}\ntemperature: { units: [a], laboratory: [a], elsewhere: [a], things: [a], measured: [a], behind: [a], people: [a], moments: [a], before: [a], after: [a], body: [a] }'
  const family =
    'family: f\nrules:\n  - id: r\n    contains: [x]\n    positive: [a, b, c]\n    nearMiss: [d, e]\n'
  const read = (files: [string, string][]) => readSafetyRules(new Map(files), [])
  expect(read([['intents/urgence/classes.yaml', classes]])).toBeNull()
  expect(read([['intents/urgence/f.yaml', family]])).toBeNull()
  expect(
    read([
      ['intents/urgence/classes.yaml', classes],
      ['intents/urgence/f.yaml', family],
    ])?.rules[0]?.match,
  ).toEqual([])
  const issues: { rule: string; path: string; remedy: string }[] = []
  readSafetyRules(new Map([['intents/urgence/f.yaml', 'a: [']]), issues as never)
  expect(issues[0]).toMatchObject({ rule: 'yaml', path: '', remedy: 'mend the YAML' })
})

it.each([
  ['1f3l', '1f3l'],
  ['xf3l', 'xfel'],
  ['f3l1', 'f3l1'],
  ['f 3 l', 'f 3 l'],
  ['1 m a l s', '1 mals'],
  ['1m a l s', '1m a l s'],
  ['m a l s1', 'm a l s1'],
  ['m - a - l - s', 'm - a - l - s'],
  ['m. a. l. s', 'mals'],
])('unmasks %s as %s', (text, plain) => {
  expect(unmask(text)).toBe(plain)
})
