import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSources } from '../../../src/adapters/files/read-sources.ts'
import { createAlarm } from '../../../src/core/dialogue/alarm.ts'
import { emptyState, type Reply } from '../../../src/core/dialogue/turn.ts'
import { readSafetyRules } from '../../../src/core/safety/rules.ts'
import { loaded } from '../../loaded.ts'

const { after } = readSafetyRules(readSources(), []) ?? { after: [] }
const { afterUrgent, assistant, knowledge } = loaded
const examples = (of: 'positive' | 'nearMiss') =>
  after.flatMap((rule) => rule[of].map((text) => ({ id: rule.id, text })))

function replies(...texts: string[]): Reply[] {
  let state = emptyState
  return texts.map((text) => {
    const step = assistant.reply({ text }, state)
    state = step.state
    return step.reply
  })
}

describe('what leans on the urgent reply', () => {
  it.each(examples('positive'))('is found by $id in “$text”', ({ id, text }) => {
    expect(afterUrgent(text)?.rule).toBe(id)
  })

  it.each(examples('nearMiss'))('is not in “$text”', ({ text }) => {
    expect(afterUrgent(text)).toBe(null)
  })

  it.each(examples('positive'))('“$text” after it gets it again, as often as it is said', ({ text }) => {
    const [first, second, third] = replies("j'ai 39 de fièvre", text, text)
    expect([first?.kind, second?.kind, third?.kind]).toEqual(['urgent', 'urgent', 'urgent'])
    expect(new Set([first?.text, second?.text, third?.text]).size).toBe(1)
  })

  it('is found behind thanks too', () => {
    const kinds = replies("j'ai 39 de fièvre", 'merci', 'je peux attendre demain matin ?').map(
      ({ kind }) => kind,
    )
    expect(kinds).toEqual(['urgent', 'smalltalk', 'urgent'])
  })

  it.each(['merci, je les appelle', 'le SAMU arrive', "c'est contagieux ?", 'je peux manger des sushis ?'])(
    '“%s” is no such thing',
    (text) => {
      expect(afterUrgent(text)).toBe(null)
    },
  )
})

it.each(['can i wait until tomorrow?', 'posso aspettare domani?', 'ich warte bis morgen'])(
  '“%s” leans on it in another language',
  (text) => {
    expect(replies('I have a fever of 39', text)[1]?.kind).toBe('urgent')
  },
)

it.each(["Ce n'est pas mon cas, continuer", '1', 'continuer'])('“%s” presses its button', (text) => {
  const [, answer] = replies("j'ai 39 de fièvre, c'est contagieux ?", text)
  expect(answer).toMatchObject({ kind: 'answer', topic: 'faq-contagion' })
})

it('keeps the question that the button leads to when it is given again', () => {
  const [first, again] = replies("j'ai 39 de fièvre, c'est contagieux ?", 'je peux attendre demain ?')
  expect(again?.options).toEqual(first?.options)
})

/** What 380 people were thought to type next, by authors who had not seen the rules, which were mended for them afterwards. */
it('three authors’ 190 hesitations nearly all get it again, and hardly any of 190 other messages', () => {
  const rows = readFileSync(new URL('./after-urgent.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line): { text: string; kind: 'again' | 'other' } => JSON.parse(line))
  const urgent = (kind: string) =>
    rows.filter((row) => row.kind === kind && replies("j'ai 39 de fièvre", row.text)[1]?.kind === 'urgent')
      .length
  expect(rows).toHaveLength(380)
  expect(urgent('again')).toBeGreaterThanOrEqual(174)
  expect(urgent('other')).toBeLessThanOrEqual(3)
})

it('is found beside the text too, as in a card', () => {
  const { state } = assistant.reply({ text: "j'ai 39 de fièvre" }, emptyState)
  const also = ['je peux attendre demain ?']
  expect(assistant.reply({ text: 'bonjour', also }, state).reply.kind).toBe('urgent')
})

describe('after an answer', () => {
  it.each([
    ["c'est quoi la lymphopénie ?", "c'est grave ?"],
    ['quels sont les symptômes ?', "et c'est dangereux ?"],
    ["c'est contagieux ?", 'ça va empirer ?'],
    ["c'est contagieux ?", 'merci', 'est-ce que je peux travailler ?'],
    ['quels sont les traitements ?', 'et si ça baisse encore ?'],
    ["c'est quoi la leucopénie ?", 'la greffe est obligatoire ?'],
  ])('what may be said of it is no emergency: %s, %s', (...texts) => {
    expect(replies("j'ai 39 de fièvre", ...texts).at(-1)?.kind).not.toBe('urgent')
    expect(replies("j'ai 39 de fièvre", texts.at(-1) ?? '')[1]?.kind).toBe('urgent')
  })

  it.each([
    'je peux attendre demain ?',
    "je suis obligée d'appeler ?",
    'on a deux heures de route',
    "j'ose pas appeler",
    "elle refuse d'y aller",
    'je vais me recoucher',
    'je me sens bizarre',
  ])('“%s” still gets it again, and what leans on that again too', (text) => {
    const kinds = replies("j'ai 39 de fièvre", "c'est contagieux ?", text, "c'est si grave que ça ?").map(
      ({ kind }) => kind,
    )
    expect(kinds).toEqual(['urgent', 'answer', 'urgent', 'urgent'])
  })

  it('what leans on it makes it heard of no longer', () => {
    const asked = ["c'est contagieux ?", 'je peux attendre ?', ...Array(4).fill("c'est contagieux ?")]
    expect(replies("j'ai 39 de fièvre", ...asked, 'je peux attendre ?').at(-1)?.kind).toBe('fallback')
    expect(replies("j'ai 39 de fièvre", ...Array(9).fill('je peux attendre ?')).at(-1)?.kind).toBe('urgent')
  })

  it('ordinary conversations hardly ever get it again', () => {
    const folder = new URL('../../eval/', import.meta.url)
    const talks = readdirSync(folder)
      .filter((name) => name.startsWith('dialogues'))
      .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').trim().split('\n'))
      .map((line): { turns: { text: string; kind: string }[] } => JSON.parse(line))
      .filter(({ turns }, at) => at % 3 === 0 && turns.every(({ kind }) => kind !== 'urgent'))
    const again = talks.filter(({ turns }) =>
      replies("j'ai 39 de fièvre", ...turns.map(({ text }) => text))
        .slice(1)
        .some(({ kind }) => kind === 'urgent'),
    )
    expect(again.length / talks.length).toBeLessThan(0.08)
  })
})

describe('without an urgent reply before it', () => {
  it.each(['je peux attendre demain matin ?', "c'est peut-être juste la grippe", 'vous êtes sûr ?'])(
    '“%s” is an ordinary message',
    (text) => {
      const [, reply] = replies("c'est quoi la leucopénie ?", text)
      expect(reply?.kind).not.toBe('urgent')
    },
  )

  it('ends with its button, pressed at once or later', () => {
    for (const between of [[], ["c'est ma fille"]]) {
      let { state } = assistant.reply({ text: "j'ai 39 de fièvre" }, emptyState)
      const choice = state.offered[0] ?? ''
      for (const text of between) state = assistant.reply({ text }, state).state
      const pressed = assistant.reply({ text: '', choice }, state)
      const after = assistant.reply({ text: 'je peux attendre demain ?' }, pressed.state).reply
      expect(after.kind).toBe('answer')
      expect(after.text).not.toContain(knowledge.phrases.stillUrgent)
    }
  })
})

describe('an offered question', () => {
  it('leans on nothing, whatever is offered', () => {
    const found = [...knowledge.passages.values()].filter(({ question }) => afterUrgent(question))
    expect(found.map(({ id }) => id)).toEqual([])
  })

  it('is chosen by typing its label, even where its words may lean on the urgent reply', () => {
    const [urgent, feelings, answer] = replies(
      "j'ai 39 de fièvre",
      "j'ai peur",
      "puis-je parler à quelqu'un qui a vécu la même chose ?",
    )
    expect([urgent?.kind, feelings?.kind, answer?.kind]).toEqual(['urgent', 'smalltalk', 'answer'])
  })

  it('that leans is chosen by its label alone, not by a word more', () => {
    const [passage] = knowledge.passages.values()
    if (!passage) throw new Error('there is a passage')
    const passages = new Map([[passage.id, { ...passage, question: 'Puis-je attendre demain ?' }]])
    const alarm = createAlarm({ ...loaded, knowledge: { ...knowledge, passages } }, () => ({
      kind: 'none',
      confidence: 0,
      near: [],
    }))
    const urgent = { family: 'fever', pending: null, left: 5 }
    const state = { ...emptyState, offered: [`passage:${passage.id}`], urgent }
    expect(alarm({ text: 'puis-je attendre demain' }, state)).toBe(null)
    expect(alarm({ text: 'puis-je attendre demain matin ?' }, state)?.reply.kind).toBe('urgent')
    expect(alarm({ text: 'puis-je attendre demain ?' }, { ...state, offered: [] })?.reply.kind).toBe('urgent')
    const also = ['je peux attendre ?']
    expect(alarm({ text: 'puis-je attendre demain ?', also }, state)?.reply.kind).toBe('urgent')
  })
})

describe('some turns after the urgent reply', () => {
  it.each([
    ["c'est ma fille", 'je peux attendre ?'],
    ['je fais quoi ?', 'je peux attendre ?'],
    ['aide', 'je peux attendre ?'],
    ['je peux aller au sport ?', 'je peux attendre ?'],
    ['mon médecin ne répond pas', 'je peux attendre demain ?'],
    ['et si je prends un doliprane ?', 'je peux attendre demain ?'],
    ["c'est contagieux ?", 'je peux attendre demain ?'],
    ['pourquoi ?', "c'est grave ?"],
    ["c'est ma fille", 'elle a 6 ans', 'aide', 'bonjour', 'je peux attendre ?'],
  ])('what leans on it gets it again: %s, %s', (...texts) => {
    expect(replies("j'ai 39 de fièvre", ...texts).at(-1)?.kind).toBe('urgent')
  })

  it('an answer still begins with the numbers, and after three turns no more', () => {
    const { stillUrgent } = knowledge.phrases
    const asked = ["c'est contagieux ?", 'et demain ?', 'je reste chez moi alors ?', "c'est contagieux ?"]
    const led = replies("j'ai 39 de fièvre", ...asked).map(({ text }) => text.startsWith(stillUrgent))
    expect(led).toEqual([false, true, true, true, false])
  })

  it('what may sound as if nothing pressed stands behind the numbers, until it is five turns ago', () => {
    const led = replies("j'ai 39 de fièvre", 'non', ...Array(5).fill("c'est contagieux ?"), 'non').map(
      ({ text }) => text.startsWith(knowledge.phrases.stillUrgent),
    )
    expect(led).toEqual([false, true, true, true, true, false, false, false])
  })

  it('no courtesy uses up its turns', () => {
    const courtesies = ['merci', 'au revoir', 'bonjour', 'merci', 'ok', 'menu']
    const last = replies("j'ai 39 de fièvre", ...courtesies, 'je peux attendre demain ?').at(-1)
    expect(last?.kind).toBe('urgent')
  })

  it('it leads nowhere any more', () => {
    const before = Array(5).fill("c'est contagieux ?")
    expect(replies("j'ai 39 de fièvre", ...before, 'je peux attendre demain ?').at(-1)?.kind).toBe('answer')
  })
})

it.each(['attendez', 'bof', 'non', 'oui', 'je fais quoi ?', 'aide', 'au revoir', 'oublie-moi'])(
  '“%s” right after the urgent reply is answered behind the numbers',
  (text) => {
    const [, reply] = replies("j'ai 39 de fièvre", text)
    expect(reply?.kind).toBe('smalltalk')
    expect(reply?.text.startsWith(knowledge.phrases.stillUrgent)).toBe(true)
    const [usual] = replies(text)
    expect(usual?.text).not.toContain(knowledge.phrases.stillUrgent)
  },
)

describe('small talk that sounds as if nothing pressed', () => {
  const { smalltalk, stillUrgent, stillUrgentFor } = knowledge.phrases
  const said = [
    ["j'ai 39 de fièvre", stillUrgent],
    ['je veux mourir', stillUrgentFor.suicide ?? ''],
  ] as const

  it.each(['bonjour', 'super', 'je travaille dans une école'])('“%s” is taken soberly', (text) => {
    for (const [sign, numbers] of said) {
      const [, reply] = replies(sign, text)
      if (reply?.kind !== 'smalltalk') throw new Error(`${text} is no small talk`)
      expect(reply.text.startsWith(`${numbers}\n\n`)).toBe(true)
      expect(reply.text).not.toContain(smalltalk[reply.intent])
    }
  })

  it.each(['menu', 'sources', 'vous gardez mes messages ?'])('“%s” stands behind the numbers', (text) => {
    const [usual] = replies(text)
    for (const [sign, numbers] of said)
      expect(replies(sign, text)[1]?.text).toBe(`${numbers}\n\n${usual?.text}`)
  })

  it.each(['menu:1', 'topic:symptomes:0'])('the button %s shows its list behind the numbers', (choice) => {
    const { state } = assistant.reply({ text: "j'ai 39 de fièvre" }, emptyState)
    const { reply } = assistant.reply({ text: '', choice }, state)
    expect(reply.text).toBe(
      `${stillUrgent}\n\n${assistant.reply({ text: '', choice }, emptyState).reply.text}`,
    )
  })
})

it('an answer right after the urgent reply begins with the numbers, and not where its button was pressed', () => {
  const { stillUrgent } = knowledge.phrases
  const [, answer] = replies("j'ai 39 de fièvre", "c'est contagieux ?")
  const [usual] = replies("c'est contagieux ?")
  expect([answer?.kind, usual?.kind]).toEqual(['answer', 'answer'])
  expect(answer?.text).toBe(`${stillUrgent}\n\n${usual?.text}`)
  const { state } = assistant.reply({ text: "j'ai 39 de fièvre, c'est contagieux ?" }, emptyState)
  const pressed = assistant.reply({ text: '', choice: state.offered[0] ?? '' }, state)
  expect(pressed.reply.kind).toBe('answer')
  expect(pressed.reply.text).not.toContain(stillUrgent)
})

it('« je ne sais pas » right after the urgent reply begins with the numbers', () => {
  const [, unknown] = replies("j'ai 39 de fièvre", 'quel est le prix du gaz ?')
  const [usual] = replies('quel est le prix du gaz ?')
  expect(unknown?.kind).toBe('fallback')
  expect(unknown?.text).toBe(`${knowledge.phrases.stillUrgent}\n\n${usual?.text}`)
  expect(usual?.text).not.toContain(knowledge.phrases.stillUrgent)
})

describe('after a suicidal message', () => {
  const { smalltalk, stillUrgent, stillUrgentFor } = knowledge.phrases
  const numbers = stillUrgentFor.suicide ?? ''

  it.each(['non', 'attendez', 'oublie-moi', "c'est contagieux ?", 'quel est le prix du gaz ?'])(
    '“%s” is answered behind the numbers for it',
    (text) => {
      const [, reply] = replies('je veux mourir', text)
      expect(reply?.text.startsWith(numbers)).toBe(true)
      expect(reply?.text).toMatch(/3114.*15/s)
      expect(reply?.text).not.toContain(stillUrgent)
    },
  )

  it('they are named after another urgent reply too', () => {
    const after = replies('je veux mourir', 'je peux attendre demain ?', "j'ai 39 de fièvre", 'non')
    expect(after.map(({ kind }) => kind)).toEqual(['urgent', 'urgent', 'urgent', 'smalltalk'])
    expect(after.at(-1)?.text.startsWith(numbers)).toBe(true)
    const before = replies("j'ai 39 de fièvre", 'je veux mourir', 'non').at(-1)
    expect(before?.text.startsWith(numbers)).toBe(true)
  })

  it.each([
    ['je veux mourir', "j'ai 39 de fièvre"],
    ["j'ai 39 de fièvre", 'je veux mourir'],
    ['je veux mourir', "j'ai 39 de fièvre", 'je peux attendre demain ?'],
    ["j'ai 39 de fièvre", "j'ai du mal à respirer", 'je veux mourir'],
  ])('the 15 stays unconditional for another sign: %s, %s', (...said) => {
    for (const text of ['et le sport ?', 'non', 'quel est le prix du gaz ?']) {
      const reply = replies(...said, text).at(-1)
      expect(reply?.text.startsWith(`${numbers}\n\n${stillUrgent}\n\n`)).toBe(true)
    }
  })

  it.each([
    ['je veux mourir'],
    ["je veux mourir, c'est contagieux ?"],
    ["je veux mourir, c'est contagieux ?", 'je peux attendre demain ?'],
    ['je veux mourir', "j'ai 39 de fièvre, c'est contagieux ?"],
    ["j'ai 39 de fièvre, c'est contagieux ?", 'je veux mourir'],
  ])('its button leads to no answer and names them once more: %s', (...said) => {
    const urgent = replies(...said)
    const [option] = urgent.at(-1)?.options ?? []
    expect(option?.value).toBe('continue:')
    for (const text of ['pas mon cas', option?.label ?? '', '1']) {
      const [pressed, later] = replies(...said, text, 'bonjour').slice(-2)
      expect(pressed).toMatchObject({ kind: 'smalltalk', intent: 'continue' })
      expect(pressed?.text.startsWith(numbers)).toBe(true)
      expect(pressed?.text).not.toContain(knowledge.phrases.continueNothing)
      expect(later?.text).toBe(smalltalk.greeting)
    }
  })

  it('an older button that leads to an answer names them too', () => {
    const { state } = assistant.reply({ text: 'je veux mourir' }, emptyState)
    const { reply } = assistant.reply({ text: '', choice: 'continue:pronostic/apercu' }, state)
    expect(reply.text.startsWith(numbers)).toBe(true)
  })

  it.each(['je veux mourir', "j'ai 39 de fièvre"])(
    'small talk takes nothing lightly behind them: “%s”',
    (said) => {
      for (const text of ['non', 'attendez', 'mdr', 'oui']) {
        const [[, reply], [usual]] = [replies(said, text), replies(text)]
        if (reply?.kind !== 'smalltalk') throw new Error(`${text} is no small talk`)
        expect(usual?.text).toBe(smalltalk[reply.intent])
        expect(reply.text).not.toContain(usual?.text)
      }
    },
  )
})
