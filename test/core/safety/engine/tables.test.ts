import { describe, expect, it } from 'vitest'
import { createLexicon } from '../../../../src/core/safety/lexicon.ts'
import { isOneEdit } from '../../../../src/core/safety/near-words.ts'
import { readSafetyRules } from '../../../../src/core/safety/rules.ts'
import { createScreen } from '../../../../src/core/safety/screen.ts'
import { unmask } from '../../../../src/core/safety/signs.ts'
import { createTemperature } from '../../../../src/core/safety/temperature.ts'

describe('a first letter is mistyped for its neighbour on the keyboard', () => {
  it.each([
    ['vouche', 'bouche', true],
    ['xonvulse', 'convulse', true],
    ['souleur', 'douleur', true],
    ['tonfle', 'gonfle', true],
    ['jemorragie', 'hemorragie', true],
    ['lalaise', 'malaise', true],
    ['buque', 'nuque', true],
    ['moitrine', 'poitrine', true],
    ['tespire', 'respire', true],
    ['qaigne', 'saigne', true],
    ['rete', 'tete', true],
    ['irgence', 'urgence', true],
    ['vomi', 'bomi', true],
    ['monvulse', 'convulse', false],
    ['couleur', 'douleur', true],
    ['ronfle', 'gonfle', false],
    ['kalaise', 'malaise', false],
    ['luque', 'nuque', false],
    ['voitrine', 'poitrine', false],
    ['baigne', 'saigne', false],
    ['bete', 'tete', false],
    ['nomi', 'vomi', false],
  ])('%s for %s: %s', (typed, form, near) => {
    expect(isOneEdit(typed, form)).toBe(near)
  })

  it.each([
    ['zbcde', 'abcde'],
    ['vbcde', 'bbcde'],
    ['xbcde', 'cbcde'],
    ['sbcde', 'dbcde'],
    ['zbcde', 'ebcde'],
    ['gbcde', 'fbcde'],
    ['fbcde', 'gbcde'],
    ['gbcde', 'hbcde'],
    ['ubcde', 'ibcde'],
    ['lbcde', 'mbcde'],
    ['bxcde', 'nxcde'],
    ['ibcde', 'obcde'],
    ['obcde', 'pbcde'],
    ['ebcde', 'rbcde'],
    ['qbcde', 'sbcde'],
    ['rbcde', 'tbcde'],
    ['ibcde', 'ubcde'],
    ['cbxde', 'vbxde'],
  ])('%s is close to %s', (typed, form) => {
    expect(isOneEdit(typed, form)).toBe(true)
  })

  it.each([
    ['wbcde', 'pbcde'],
    ['abcd', 'abxy'],
    ['abcdef', 'abxdyf'],
    ['bacde', 'abxde'],
    ['abcde', 'abcdexx'],
    ['xabcde', 'bcde'],
    ['bcde', 'abcde'],
    ['abcdx', 'ebcdy'],
  ])('%s is not close to %s', (typed, form) => {
    expect(isOneEdit(typed, form)).toBe(false)
  })
})

describe('letters of other alphabets and digits stand for ours inside a word', () => {
  it.each([
    ['mаl', 'mal'],
    ['mеl', 'mel'],
    ['mіl', 'mil'],
    ['mоl', 'mol'],
    ['mрl', 'mpl'],
    ['mсl', 'mcl'],
    ['mуl', 'myl'],
    ['mхl', 'mxl'],
    ['mѕl', 'msl'],
    ['mјl', 'mjl'],
    ['mνl', 'mvl'],
    ['mοl', 'mol'],
    ['mιl', 'mil'],
    ['mεl', 'mel'],
    ['mαl', 'mal'],
    ['mρl', 'mpl'],
    ['mжl', 'mжl'],
    ['f0l', 'fol'],
    ['f1l', 'fil'],
    ['f3l', 'fel'],
    ['f4l', 'fal'],
    ['f5l', 'fsl'],
    ['f7l', 'ftl'],
    ['f€l', 'fel'],
    ['f@l', 'fal'],
    ['f$l', 'fsl'],
    ['f!l', 'fil'],
    ['a39', 'a39'],
    ['38b', '38b'],
    ['x1', 'x1'],
    ['m a l', 'm a l'],
    ['m a l s', 'mals'],
    ['m-a-l-s', 'mals'],
    ['m_a*l.s', 'mals'],
    ['m.  a.l.s', 'm.  a.l.s'],
    ['xm a l s', 'xm a l s'],
    ['m a l sx', 'm a l sx'],
    ['m . a . l . s', 'm . a . l . s'],
    ['aaa', 'a'],
    ['aa', 'aa'],
    ['llleee', 'le'],
  ])('%s is %s', (text, plain) => {
    expect(unmask(text)).toBe(plain)
  })
})

describe('the lexicon in detail', () => {
  const words = ['abcdef', 'abcdefs', 'tranche']
  const lexicon = createLexicon({
    entries: [['abcdef'], ['tran*'], ['bocal', 'bocaux'], ['bocal']],
    isWord: (word) => words.includes(word) || word === 'bocals',
    words,
  })

  it.each([
    ['abcdef', [0]],
    ['abcdfe', [0]],
    ['abcdeff', [0]],
    ['abcde', [0]],
    ['abxdef', [0]],
    ['abxxef', []],
    ['abcd', []],
    ['mabcdef', [0]],
    ['jeabcdef', [0]],
    ['jmeabcdef', [0]],
    ['xabcdef', [0]],
    ['xyabcdef', []],
    ['tranchz', [1]],
    ['trznche', [1]],
    ['trxnchx', []],
    ['bocal', [2, 3]],
    ['bocql', [2, 3]],
    ['bocall', [2, 3]],
    ['bocals', []],
    ['abcdefs', []],
    ['abcdefg'.repeat(4), []],
  ])('reads %s', (word, ids) => {
    expect([...lexicon.read(word)].sort()).toEqual(ids)
  })
})

describe('numbers in words and degrees', () => {
  const temperature = createTemperature({
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
  })
  const read = (text: string) => temperature(unmask(text))

  it.each(['un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf'])(
    'trente-huit %s is one',
    (digit) => {
      expect(read(`trente-huit ${digit}`)).toBe(`trente-huit ${digit}`)
    },
  )

  it.each([
    ['trente-sept quatre', null],
    ['trente-sept cinq', 'trente-sept cinq'],
    ['trente-sept et demi', 'trente-sept et demi'],
    ['trente-sept six', 'trente-sept six'],
    ['trente-sept', null],
    ['trente-huit virgule deux', 'trente-huit virgule deux'],
    ['trente-huit degrés', 'trente-huit'],
    ['quarante-deux cinq', 'quarante-deux cinq'],
    ['trente-cinq degrés', 'trente-cinq'],
    ['trente-cinq cinq', 'trente-cinq cinq'],
    ['99.4 f', null],
    ['99.6 f', '99.6'],
    ['99.9', '99.9'],
    ['108.9', '108.9'],
    ['109.5', null],
    ['107 f', '107'],
    ['112 f', null],
    ['86 f', '86'],
    ['85 f', null],
    ['37,49', null],
    ['37,5', '37,5'],
    ['43,98', '43,98'],
    ['44,0', null],
    ["j'ai 34,0", '34,0'],
    ["j'ai 33,9", null],
    ["j'ai 35,9", '35,9'],
    ["j'ai 36,0", null],
    ['30 °', '30'],
    ['29,9°', null],
    ['35,9 °c', '35,9'],
    ["j'ai 43", null],
    ["j'ai 42", '42'],
    ["j'ai 38", '38'],
    ["j'ai 37", null],
    ['x 38', null],
    ["j'ai 38 x", null],
    ["j'ai 38 ce", '38'],
    ["j'ai 38.", '38'],
    ["j'ai 38%", null],
    ["j'ai 38€", null],
    ["j'ai 38/2", null],
    ['38,5 ans', null],
    ['38,5 kg', null],
    ['38° ans', '38'],
    ['38,5 a 39,5 kg', null],
    ['38,5 et 39,5', '38,5'],
    ['38,5-39,5kg', null],
    ['38,5 ou 39kg', null],
    ['38,5 a 39,25 kg', null],
    ['38,5 x et 39 kg', '38,5'],
    ['thermo 38,5 x sur 4', '38,5'],
    ['thermo 38,5sur 4', null],
    ['x 38 puis virgule', null],
    ['x 38virgule y', '38'],
    ['x 37,5', '37,5'],
    ["j'en ai 39", null],
    ['x 38 hier', null],
    ['x.  38 hier', '38'],
    ['36 °', null],
    ['fille a 38,5 en four', null],
    ['fille a 38,5en four', null],
    ['fille a 38,5 x four', '38,5'],
    ['38,5 ou 39 hier', '38,5'],
    ["j'ai 38 et 39 ans", null],
    ['thermo ans 38 ans', null],
    ['thermo x 38 x', '38'],
    ['38 x thermo', '38'],
    ['four 38,5', null],
    ['four. 38,5', '38,5'],
    ['38,5 four', null],
    ['38,5. four', '38,5'],
    ['crp 38,5', null],
    ['crp et 38,5', '38,5'],
    ['crp, 38,5', '38,5'],
    ['38,5 crp', '38,5'],
    ["j'ai 38 crp", null],
    ['38 deg 5', '38 deg 5'],
    ['38 virgule 5', '38 virgule 5'],
    ['il clignote 38 virgule quelque chose', '38'],
    ['la dictée a mis trente-huit virgule point', 'trente-huit'],
    ['37 virgule quelque chose', null],
    ['38 virgulettes', null],
    ['38 5', '38 5'],
    ['38 55', null],
    ['38 5 6', null],
    ['1.38,5', null],
    ['38 et demie', '38 et demie'],
    ["38c'est", null],
    ['38 c', '38'],
    ['38 celsius', '38'],
    ['38 degre', '38'],
    ['38 degres', '38'],
    ["j'ai 38 c'est trop", null],
  ])('“%s” → %s', (text, words) => {
    expect(read(text)).toBe(words)
  })
})

describe('what a fault says', () => {
  it('names the file, the path, the rule and the remedy', () => {
    const issues: never[] = []
    readSafetyRules(new Map([['intents/urgence/a.yaml', 'family: f\nrules: []']]), issues)
    expect(issues).toEqual([
      {
        file: 'intents/urgence/a.yaml',
        path: 'rules',
        rule: 'too_small',
        message: expect.any(String),
        remedy: 'write it as the schema says',
      },
      {
        file: 'intents/urgence/classes.yaml',
        path: '',
        rule: 'missing',
        message: 'no classes',
        remedy: 'add the file',
      },
      { file: 'intents/urgence/', path: '', rule: 'missing', message: 'no rule', remedy: 'add the families' },
    ])
  })

  it('names a class that is not defined, among those that are', () => {
    const classes =
      'classes: { a: [x] }\ntemperature: { units: [a], laboratory: [a], elsewhere: [a], things: [a], measured: [a], behind: [a], people: [a], moments: [a], before: [a], after: [a], body: [a] }'
    const family =
      'family: f\nrules:\n  - id: r\n    match: ["@a ..2 @b", " Été "]\n    unless: ["@c"]\n    contains: ["é"]\n    positive: [a, b, c]\n    nearMiss: [d, e, f]\n  - id: s\n    match: [x]\n    positive: [a, b, c]\n    nearMiss: [d, e]\n'
    const issues: never[] = []
    const rules = readSafetyRules(
      new Map([
        ['intents/urgence/classes.yaml', classes],
        ['intents/urgence/f.yaml', family],
      ]),
      issues,
    )
    expect(issues).toEqual([
      {
        file: 'intents/urgence/',
        path: 'r',
        rule: 'class',
        message: '@b',
        remedy: 'define it in classes.yaml',
      },
      {
        file: 'intents/urgence/',
        path: 'r',
        rule: 'class',
        message: '@c',
        remedy: 'define it in classes.yaml',
      },
    ])
    expect(rules?.rules.map(({ id, match }) => [id, match])).toEqual([
      ['r', ['@a ..2 @b', 'ete']],
      ['s', ['x']],
    ])
    const bad = (text: string) => {
      const faults: { path: string }[] = []
      readSafetyRules(
        new Map([
          ['intents/urgence/classes.yaml', classes],
          ['intents/urgence/f.yaml', text],
        ]),
        faults as never,
      )
      return faults.map(({ path }) => path)
    }
    expect(bad(family.replace('id: r', 'id: "r R"'))).toContain('rules.0.id')
    expect(bad(family.replace('id: r', 'id: "R r"'))).toContain('rules.0.id')
    expect(bad(family.replace('nearMiss: [d, e]', 'nearMiss: [d]'))).toContain('rules.1.nearMiss')
    expect(bad(family.replace('contains: ["é"]', 'contains: [""]'))).toContain('rules.0.contains.0')
  })
})

describe('how far an excuse reaches', () => {
  const rule = {
    id: 'r',
    family: 'f',
    match: ['mal ..1 ventre'],
    unless: ['pas ..6 mal', 'ventre ..6 bien'],
    unlessHere: [],
    contains: ['ÉTÉ'],
    positive: [],
    nearMiss: [],
  }
  const screen = createScreen({
    rules: {
      classes: {},
      rules: [rule],
      temperature: {
        units: ['ans'],
        laboratory: ['crp'],
        elsewhere: ['four'],
        things: ['draps'],
        measured: ['bain'],
        behind: ['a lyon'],
        people: ['fille'],
        before: ['ai'],
        moments: ['hier'],
        after: ['ce'],
        body: ['thermo'],
      },
    },
    isWord: () => true,
    words: [],
  })
  it.each([
    ['mal ventre', true],
    ['mal au ventre', true],
    ['mal dans le ventre', false],
    ['pas mal ventre', false],
    ['pas oui non mal ventre', false],
    ['pas. mal ventre', true],
    ['pas oui non oui non oui mal ventre', false],
    ['pas oui non oui non oui non oui non mal ventre', true],
    ['mal ventre bien', false],
    ['mal ventre oui non bien', false],
    ['mal ventre. bien', true],
    ['en été', true],
    ['en ete', false],
    ['j ai 39', true],
    ['x', false],
  ])('“%s” alarms: %s', (text, alarms) => {
    expect(screen(text) !== null).toBe(alarms)
  })

  it('tells family and words of each kind of sign', () => {
    expect(screen('oui mal au ventre ce soir')).toEqual({ family: 'f', rule: 'r', words: 'mal au ventre' })
    expect(screen("j'ai 39")).toEqual({ family: 'fever', rule: 'temperature', words: '39' })
    expect(screen('en été')).toEqual({ family: 'f', rule: 'r', words: 'été' })
  })
})
