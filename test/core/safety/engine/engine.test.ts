import { describe, expect, it } from 'vitest'
import { createLexicon } from '../../../../src/core/safety/lexicon.ts'
import { isOneEdit } from '../../../../src/core/safety/near-words.ts'
import { matchAt, parsePattern } from '../../../../src/core/safety/pattern.ts'
import { readSafetyRules } from '../../../../src/core/safety/rules.ts'
import { createScreen } from '../../../../src/core/safety/screen.ts'
import { createSecondNet, learnSecondNet } from '../../../../src/core/safety/second-net.ts'
import { signTokens, unmask } from '../../../../src/core/safety/signs.ts'
import { featurisePlainly } from './featurise-plainly.ts'

const temperature = {
  units: ['ans'],
  laboratory: ['crp'],
  elsewhere: ['four '],
  things: ['draps'],
  measured: ['bain'],
  behind: ['a lyon'],
  people: ['fille'],
  before: ['ai'],
  moments: ['hier'],
  after: ['ce'],
  body: ['thermo'],
}

describe('one edit', () => {
  it.each([
    ['fievr', 'fievre', true],
    ['fievvre', 'fievre', true],
    ['feivre', 'fievre', true],
    ['fiebre', 'fievre', true],
    ['gievre', 'fievre', true],
    ['nievre', 'fievre', false],
    ['ievre', 'fievre', false],
    ['fier', 'fievre', false],
    ['fievrees', 'fievre', false],
    ['fiabre', 'fievre', false],
    ['chievre', 'fievre', false],
    ['feirve', 'fievre', false],
  ])('%s and %s: %s', (typed, form, near) => {
    expect(isOneEdit(typed, form)).toBe(near)
  })
})

describe('the lexicon', () => {
  const french = new Set(['chevre', 'fievre', 'suffoque', 'souffle', 'respirer'])
  const entries = [['fievre'], ['suffo*'], ['=fiv'], ['respirer'], ['sang']]
  const lexicon = createLexicon({ entries, isWord: (word) => french.has(word), words: french })

  it.each([
    ['fievre', [0]],
    ['fievr', [0]],
    ['phievre', [0]],
    ['chevre', []],
    ['suffoque', [1]],
    ['suffoke', [1]],
    ['fiv', [2]],
    ['fivv', []],
    ['sangg', [4]],
    ['saanng', [4]],
    ['sung', []],
    ['jrespirer', [3]],
    ['jrespire', [3]],
    ['xxxxxxxxxxxxxxxxxxxxxxxxxxxxx', []],
    ['a', []],
  ])('reads %s', (word, ids) => {
    expect(lexicon.read(word)).toEqual(ids)
    expect(lexicon.read(word)).toEqual(ids)
  })
})

describe('a pattern', () => {
  const ids: string[] = []
  const register = (source: string) => (ids.includes(source) ? ids.indexOf(source) : ids.push(source) - 1)
  const readings = (text: string) => text.split(' ').map((word) => [register(word)])
  const match = (line: string, text: string, start = 0) =>
    matchAt(parsePattern('r', line, register), readings(text), start)

  it.each([
    ['mal tete', 'mal tete', [0, 1]],
    ['mal tete', 'mal la tete', null],
    ['mal ..1 tete', 'mal la tete', [0, 2]],
    ['mal ..1 tete', 'mal a la tete', null],
    ['mal ..2 tete ..1 fort', 'mal a la tete tres fort', [0, 5]],
    ['mal & tete /2', 'mal x tete', [0, 2]],
    ['mal & tete /2', 'mal x y tete', null],
    ['mal & mal /3', 'mal x y', null],
  ])('%s in “%s”', (line, text, span) => {
    expect(match(line, text)).toEqual(span)
  })

  it('in any order looks back too', () => {
    expect(match('mal & tete /2', 'tete x mal', 2)).toEqual([0, 2])
    expect(match('mal & tete /2', 'tete x y mal', 3)).toBeNull()
  })
})

describe('unmasking', () => {
  it.each([
    ['F I E V R E', 'fievre'],
    ['f.i.e.v.r.e', 'fievre'],
    ['a b c', 'a b c'],
    ['fi3vre', 'fievre'],
    ['f1evre€', 'fievre€'],
    ['fièèèvre', 'fievre'],
    ['fiеvre', 'fievre'],
    ['жар', 'жар'],
    ['fi\u200bevre', 'fievre'],
    ['j’ai', "j'ai"],
    ['39', '39'],
    ['troop', 'troop'],
    ['le s.a.m.u. a dit', 'le samu. a dit'],
    ['le s. a. m. u. il a dit', 'le samu. il a dit'],
    ['s-a-m-u a dit', 'samu a dit'],
    ['f i e.v r e', 'fievre'],
  ])('%s is %s', (text, plain) => {
    expect(unmask(text)).toBe(plain)
  })

  it('keeps words, numbers and sentence ends', () => {
    expect(signTokens("j'ai mal. a 38,5 ? oui!")).toEqual([
      'j',
      'ai',
      'mal',
      '.',
      'a',
      '38',
      '5',
      '.',
      'oui',
      '.',
    ])
    expect(signTokens('')).toEqual([])
  })

  it('keeps what counts a number, and no other sign', () => {
    expect(signTokens('41 % et 39€ ; 5%, un %, a € b')).toEqual([
      '41',
      '%',
      'et',
      '39',
      '€',
      '.',
      '5',
      '%',
      'un',
      'a',
      'b',
    ])
  })
})

describe('the screen', () => {
  const rule = (id: string, match: string[], unless: string[] = [], contains: string[] = []) => ({
    id,
    family: `family-${id}`,
    match,
    unless,
    unlessHere: [],
    contains,
    positive: [],
    nearMiss: [],
  })
  const words = ['saigne', 'steak', 'malaise', 'social', 'tete']
  const screen = createScreen({
    rules: {
      classes: { corps: ['tete', 'ventre'] },
      temperature,
      rules: [
        rule('bleed', ['saigne*'], ['steak ..2 saigne*']),
        rule('faint', ['malaise'], ['malaise social']),
        rule('pain', ['mal ..2 @corps']),
        rule('far', ['^ aie $'], [], ['发烧']),
      ],
    },
    isWord: (word) => words.includes(word),
    words,
    shortenings: new Map([
      ['tt', ['tete']],
      ['jss', ['je', 'saigne']],
    ]),
    secondNet: (text) => text.includes('bizarre'),
  })

  it.each([
    ['je saigne', 'bleed'],
    ['steak bien saignant', null],
    ['steak qui saigne', null],
    ['stewk qui saigne', 'bleed'],
    ['malaise socisl', 'faint'],
    ['un steak. je saigne', 'bleed'],
    ['steak ce soir et demain et apres je saigne', 'bleed'],
    ['malaise', 'faint'],
    ['malaise social', null],
    ['malaise social puis malaise', 'faint'],
    ['mal a la tete', 'pain'],
    ['mal au tt', 'pain'],
    ['jss', 'bleed'],
    ['aie', 'far'],
    ['aie oui', null],
    ['我发烧了', 'far'],
    ["j'ai 39", 'temperature'],
    ['tout est bizarre', 'second-net'],
    ['rien', null],
    ['', null],
  ])('“%s” → %s', (text, id) => {
    expect(screen(text)?.rule ?? null).toBe(id)
  })

  it('says the words that showed the sign', () => {
    expect(screen('ce matin je saigne fort')).toEqual({
      family: 'family-bleed',
      rule: 'bleed',
      words: 'saigne',
    })
  })
})

describe('the second net', () => {
  const featurise = featurisePlainly
  const urgent = Array.from({ length: 300 }, (_, i) => `sang partout vite ${i % 3}`)
  const ordinary = Array.from({ length: 300 }, (_, i) => `manger fromage merci ${i % 3}`)
  const net = createSecondNet(
    learnSecondNet({
      featurise,
      urgent,
      ordinary,
      nearMisses: ['sang analyse merci', 'sang analyse merci 1'],
    }),
    featurise,
  )

  it.each([
    ['sang partout', true],
    ['fromage', false],
    ['sang analyse merci', false],
    ['', false],
  ])('“%s” → %s', (text, alarm) => {
    expect(net(text)).toBe(alarm)
  })

  it('reads a story sentence by sentence', () => {
    expect(
      net(
        `${'manger fromage merci. '.repeat(20)}sang partout vite sang partout vite sang partout. ${'manger fromage merci. '.repeat(10)}`,
      ),
    ).toBe(true)
    expect(net('manger fromage merci. '.repeat(30))).toBe(false)
  })
})

it('an excuse counts for all rules of its family, or for its own alone', () => {
  const inFamily = (family: string, id: string, match: string[], excuses: object = {}) => ({
    ...{ id, family, match, unless: [], unlessHere: [], contains: [], positive: [], nearMiss: [] },
    ...excuses,
  })
  const screen = createScreen({
    rules: {
      classes: {},
      temperature,
      rules: [
        inFamily('blood', 'plain', ['saigne']),
        inFamily('blood', 'lay', ['coule'], { unless: ['steak ..3 saigne'], unlessHere: ['nez ..1 coule'] }),
        inFamily('blood', 'signs', ['nez ..1 coule']),
        inFamily('meat', 'other', ['steak ..3 saigne ..1 fort']),
      ],
    },
    isWord: () => true,
    words: [],
  })
  expect(screen('le steak qui saigne')).toBeNull()
  expect(screen('le steak qui saigne fort')?.rule).toBe('other')
  expect(screen('ça coule')?.rule).toBe('lay')
  expect(screen('le nez coule')?.rule).toBe('signs')
})

describe('a fault in the rule table', () => {
  const classes =
    'classes: {}\ntemperature: { units: [a], laboratory: [a], elsewhere: [a], things: [a], measured: [a], behind: [a], people: [a], moments: [a], before: [a], after: [a], body: [a] }'
  const family =
    'family: f\nrules:\n  - id: r\n    match: ["@gone"]\n    positive: [a, b, c]\n    nearMiss: [d, e]\n'
  const faults = (files: [string, string][]) => {
    const issues: { rule: string; path: string; file: string }[] = []
    const rules = readSafetyRules(new Map(files), issues as never)
    return { rules, issues }
  }

  it('is said with its place', () => {
    expect(faults([]).issues.map(({ rule }) => rule)).toEqual(['missing', 'missing'])
    const unknown = faults([
      ['intents/urgence/classes.yaml', classes],
      ['intents/urgence/f.yaml', family],
    ])
    expect(unknown.issues).toMatchObject([{ rule: 'class', path: 'r' }])
    expect(faults([['intents/urgence/classes.yaml', 'a: [']]).issues[0]).toMatchObject({
      rule: 'yaml',
      file: 'intents/urgence/classes.yaml',
    })
    expect(
      faults([
        ['intents/urgence/classes.yaml', classes],
        ['intents/urgence/f.yaml', family.replace('[a, b, c]', '[a]')],
      ]).issues[0],
    ).toMatchObject({ path: 'rules.0.positive' })
  })

  it.each([
    ['nez ..3 saigne ..2', 'a gap at the end'],
    ['nez ..3 saigne ..12', 'a gap at the end'],
    ['nez !', 'one word'],
    ['nez a!!*', 'one word'],
    ['avant-bras', 'one word'],
    ['nez & s* /4', 'one word'],
    ['nez||sang', 'one word'],
  ])('is a pattern that can never match: “%s”', (text, message) => {
    const { issues } = faults([
      ['intents/urgence/classes.yaml', classes],
      ['intents/urgence/f.yaml', family.replace('@gone', text)],
    ])
    expect(issues[0]).toMatchObject({
      path: 'rules.0.match.0',
      message: expect.stringContaining(message),
    })
  })

  it.each(['^ nez ..2 s|=sur|san* $', 'nez & sang|a12* /4', 'nez  & sang', '发烧 12'])(
    'is none of “%s”',
    (text) => {
      const { issues } = faults([
        ['intents/urgence/classes.yaml', classes],
        ['intents/urgence/f.yaml', family.replace('@gone', text)],
      ])
      expect(issues).toEqual([])
    },
  )

  it('elsewhere is nobody’s', () => {
    const read = faults([
      ['intents/urgence/classes.yaml', classes],
      ['intents/urgence/f.yaml', family.replace('@gone', 'aie')],
      ['intents/autre.yaml', 'a: ['],
      ['intents/urgence/messages.txt', '## a'],
    ])
    expect(read.issues).toEqual([])
    expect(read.rules?.rules[0]).toMatchObject({
      id: 'r',
      family: 'f',
      match: ['aie'],
      unless: [],
      unlessHere: [],
      contains: [],
    })
  })
})
