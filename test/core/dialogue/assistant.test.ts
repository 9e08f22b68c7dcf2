import { describe, expect, it } from 'vitest'
import { createAssistant } from '../../../src/core/dialogue/assistant.ts'
import { emptyState, type Turn } from '../../../src/core/dialogue/turn.ts'
import { loaded } from '../../loaded.ts'

const { assistant, knowledge, ownFigures, screen } = loaded
const { isBareQuestion } = loaded.context
const talk = (...turns: (string | Turn)[]) => {
  let state = emptyState
  return turns.map((turn) => {
    const step = assistant.reply(typeof turn === 'string' ? { text: turn } : turn, state)
    state = step.state
    return step.reply
  })
}

describe('an answer', () => {
  const [reply] = talk("c'est quoi une leucopénie ?")

  it('is about the question, with its citations and related questions', () => {
    expect(reply).toMatchObject({ kind: 'answer', topic: 'definition' })
    if (reply?.kind !== 'answer') return
    expect(reply.citations.length).toBeGreaterThan(0)
    expect(reply.citations.every(({ label }) => label.length > 0)).toBe(true)
    expect(reply.options.length).toBeGreaterThan(0)
  })

  it("does not interpret a person's own figure", () => {
    const [own] = talk('mes globules blancs sont à 2 900, quelle est la norme ?')
    expect(own?.kind).toBe('answer')
    expect(own?.text).toContain(knowledge.phrases.ownFigure)
  })
})

it('who wants to hear more hears the rest of the topic, one passage after the other', () => {
  const said = talk("c'est quoi une leucopénie ?", 'tu peux préciser ?', 'et sinon ?', 'dis-moi en plus')
  expect(said.map((reply) => reply.kind === 'answer' && reply.topic)).toEqual(Array(4).fill('definition'))
  expect(new Set(said.map((reply) => reply.kind === 'answer' && reply.passage)).size).toBe(4)
})

describe('the urgent reply', () => {
  it('wins over a pressed button, a command and small talk', () => {
    const last = talk(
      { text: "j'ai de la fièvre", choice: 'passage:definition/apercu' },
      'menu, et je fais une hémorragie',
      'merci, 39,5',
    )
    expect(last.map(({ kind }) => kind)).toEqual(['urgent', 'urgent', 'urgent'])
    expect(new Set(last.map(({ text }) => text)).size).toBe(1)
  })

  it('stands even when understanding fails', () => {
    const broken = createAssistant({
      knowledge,
      screen,
      afterUrgent: () => null,
      afterAnswer: () => null,
      isBareQuestion,
      carriesSubject: () => true,
      readErasure: () => ({ isPlain: true, asksBeside: false, rest: '' }),
      subjectOf: (question) => question,
      translate: () => null,
      ownFigures,
      understand: () => {
        throw new Error('broken')
      },
    })
    expect(broken.reply({ text: 'grosse fièvre' }, emptyState).reply.kind).toBe('urgent')
    expect(() => broken.reply({ text: 'bonjour' }, emptyState)).toThrow('broken')
  })

  it('offers to go on to the pending question, once, and the screen stays on', () => {
    const [urgent] = talk("je n'ai pas de fièvre, est-ce que la leucopénie est contagieuse ?")
    const value = urgent?.options[0]?.value ?? ''
    expect(value).toMatch(/^continue:faq-contagion\//)
    const [, answer, again] = talk(
      "je n'ai pas de fièvre, est-ce que la leucopénie est contagieuse ?",
      { text: '', choice: value },
      'et la fièvre ?',
    )
    expect(answer).toMatchObject({ kind: 'answer', topic: 'faq-contagion' })
    expect(again?.kind).toBe('urgent')
  })
})

describe('options', () => {
  it('are chosen by button, number, ordinal or label', () => {
    const [menu] = talk('menu')
    const [first, second] = menu?.options ?? []
    if (!first || !second) throw new Error('the menu is empty')
    for (const said of ['2', 'le deuxième', second.label, { text: second.label, choice: second.value }]) {
      const [, chosen] = talk('menu', said)
      expect(chosen?.options[0]?.topic).toBe(second.topic)
    }
  })

  it.each(['merci', '👍', 'sources', 'oui', 'bonjour'])('are still there after “%s”', (courtesy) => {
    const [first] = talk('je peux faire du sport ?')
    for (const said of ['2', 'la deuxième']) {
      const chosen = talk('je peux faire du sport ?', courtesy, said).at(-1)
      expect(chosen).toMatchObject({ kind: 'answer', passage: first?.options[1]?.passage })
    }
  })

  it.each([
    ['1', 0],
    ['la première', 0],
    ['option 2', 1],
    ['je veux la deuxième', 1],
    ['le dernier', 3],
  ])('of the welcome are chosen by their place: “%s”', (said, at) => {
    const { passage } = assistant.welcome().options[at] ?? {}
    expect(talk(said)[0]).toMatchObject({ kind: 'answer', passage })
    expect(talk('bonjour', said)[1]).toMatchObject({ kind: 'answer', passage })
  })

  it.each([
    'une question',
    'un',
    '1 question',
    'première question',
    'les deux',
    'comment ça va',
    'tu es médecin ?',
  ])('of the welcome are not taken for what a person begins with: “%s”', (said) => {
    expect(talk(said)[0]?.kind).not.toBe('answer')
  })

  it('end with what offers others, and with the button of the urgent reply', () => {
    const [, , chosen] = talk('je peux faire du sport ?', 'menu', '2')
    expect(chosen?.options[0]?.topic).toBe(talk('menu')[0]?.options[1]?.topic)
    const [, pressed, again] = talk('fièvre', '1', '1')
    expect(pressed?.text).toBe(knowledge.phrases.continueNothing)
    expect(again?.text).not.toBe(knowledge.phrases.continueNothing)
  })

  it('that the content no longer has are refused kindly', () => {
    const [stale] = talk({ text: '', choice: 'passage:definition/gone' })
    expect(stale?.text).toBe(knowledge.phrases.staleOption)
    const [garbage] = talk({ text: '', choice: '__proto__' })
    expect(garbage?.kind).toBe('smalltalk')
  })

  it('of a topic lead on within it, and always back to all topics', () => {
    const { menuLabel, menuPage, topicPage } = knowledge.phrases
    for (const { id, passages } of knowledge.topics) {
      const listed: (string | null)[] = []
      for (let choice = `topic:${id}:0`; choice; ) {
        const { options } = assistant.reply({ text: '', choice }, emptyState).reply
        expect(options.length).toBeLessThanOrEqual(6)
        expect(options.at(-1)).toMatchObject({ label: menuLabel, value: 'menu:0' })
        expect(options.map(({ label }) => label)).not.toContain(menuPage)
        listed.push(...options.map(({ passage }) => passage).filter((passage) => passage !== null))
        choice = options.find(({ label }) => label === topicPage)?.value ?? ''
      }
      expect(listed).toEqual(passages.map((passage) => passage.id))
    }
  })

  it('of the menu lead from its last page back to its first', () => {
    let { options } = assistant.reply({ text: 'menu' }, emptyState).reply
    const listed = options.map(({ topic }) => topic)
    for (let more = options.at(-1)?.value; more !== 'menu:0'; more = options.at(-1)?.value) {
      options = assistant.reply({ text: '', choice: more ?? '' }, emptyState).reply.options
      expect(options.length).toBeLessThanOrEqual(6)
      listed.push(...options.map(({ topic }) => topic))
    }
    expect(listed.filter((topic) => topic !== null)).toEqual(knowledge.topics.map(({ id }) => id))
  })

  it('of a topic are left by typing that too', () => {
    const [, causes, back] = talk('menu', { text: '', choice: 'topic:causes:0' }, "d'autres thèmes")
    expect(causes?.options[0]?.topic).toBe('causes')
    expect(back?.text).toBe(knowledge.phrases.menu)
  })

  it('lead to every topic and passage from the menu', () => {
    const seen = new Set<string>()
    const open = (choice: string) => {
      const { reply } = assistant.reply({ text: '', choice }, emptyState)
      for (const { value } of reply.options)
        if (!seen.has(value)) {
          seen.add(value)
          open(value)
        }
    }
    open('menu:0')
    const missing = [...knowledge.passages.keys()].filter((id) => !seen.has(`passage:${id}`))
    expect(missing).toEqual([])
  })
})

describe('a conversation', () => {
  it('leans on the last answer', () => {
    const replies = talk('combien de français ont une leucopénie ?', 'et en Italie ?')
    expect(replies.map((reply) => 'topic' in reply && reply.topic)).toEqual([
      'epidemiologie',
      'epidemiologie',
    ])
  })

  it('answers the first of two questions and offers the second', () => {
    const [reply] = talk('Est-ce que la leucopénie est contagieuse ? Et quels vaccins sont conseillés ?')
    expect(reply).toMatchObject({ kind: 'answer', topic: 'faq-contagion' })
    expect(reply?.options[0]?.topic).toBe('prevention')
  })

  it.each([['oui'], ['merci', 'oui'], ["d'accord"], ['la première']])(
    'answers the second one to %j',
    (...said) => {
      const asked = 'Faut-il laver les fruits ? Et peut-on voyager ?'
      expect(talk(asked, ...said).at(-1)).toMatchObject({ kind: 'answer', topic: 'faq-voyage' })
    },
  )

  it('takes « oui » for nothing more once another answer was given', () => {
    const asked = 'Faut-il laver les fruits ? Et peut-on voyager ?'
    for (const between of ["c'est contagieux ?", "j'ai 39 de fièvre", 'oui'])
      expect(talk(asked, between, 'oui').at(-1)).toMatchObject({ kind: 'smalltalk', intent: 'yes' })
  })

  it('hears the question behind a word of agreement or a greeting', () => {
    const question = 'Existe-t-il des groupes de malades avec qui parler ?'
    const [alone, after] = [talk(question)[0], talk(`D'accord. ${question}`)[0]]
    expect(alone).toMatchObject({ kind: 'answer', topic: 'ressources' })
    expect(after).toMatchObject({ kind: 'answer', topic: 'ressources' })
    const introduced = talk('Bonsoir, je suis Awa, je viens du Mali. La leucopénie, ça veut dire quoi ?')[0]
    expect(introduced).toMatchObject({ kind: 'answer', topic: 'definition' })
  })

  it('hears sadness and fear, and offers people who listen', () => {
    const [reply] = talk('je suis très angoissée depuis les résultats')
    expect(reply).toMatchObject({ kind: 'smalltalk', intent: 'feelings' })
    expect(reply?.text).toContain('3114')
    expect(reply?.options.map(({ passage }) => passage)).toContain('ressources/benevoles')
  })

  it.each([
    ['👍', 'thanks'],
    ['🙏🙏', 'thanks'],
    ['😂😂', 'laugh'],
    ['😢', 'feelings'],
    ['???', 'more'],
  ])('hears what a sign without words says: %s', (text, intent) => {
    expect(talk(text)[0]).toMatchObject({ kind: 'smalltalk', intent })
  })

  it('is forgotten on request', () => {
    const step = assistant.reply(
      { text: 'oublie-moi' },
      { passage: 'definition/apercu', offered: ['menu:0'], misses: 1 },
    )
    expect(step.reply.text).toBe(knowledge.phrases.forgotten)
    expect(step.state).toEqual(emptyState)
  })

  it('says that it does not know, and says it otherwise the second time', () => {
    const [first, second] = talk(
      'quel est le prix du filgrastim en pharmacie ?',
      'quelle est la capitale du Pérou ?',
    )
    expect(first?.kind).toBe('fallback')
    expect(first?.options.length).toBeGreaterThan(0)
    expect(second?.text).toBe(knowledge.phrases.fallbackAgain)
  })

  it.each([
    ['bonjour', 'greeting'],
    ['merci beaucoup', 'thanks'],
    ['au revoir', 'goodbye'],
    ['aide', 'help'],
    ['sources', 'sources'],
  ])('answers “%s” as small talk', (text, intent) => {
    expect(talk(text)[0]).toMatchObject({ kind: 'smalltalk', intent })
  })
})

describe('a question in another language', () => {
  it.each([
    ['can i go to the gym with low white cells?', 'faq-sport'],
    ['¿la leucopenia se contagia con un beso?', 'faq-contagion'],
    ['posso viajar para o estrangeiro com leucopenia?', 'faq-voyage'],
    ['quali vaccini devo fare con i globuli bianchi bassi', 'prevention'],
    ['darf ich mit leukopenie rohen fisch essen', 'vie-quotidienne'],
  ])('“%s” is answered in French about %s', (text, topic) => {
    const [reply] = talk(text)
    expect(reply).toMatchObject({ kind: 'answer' })
    const topics =
      reply?.kind === 'answer' ? [reply.topic, ...reply.options.map((option) => option.topic)] : []
    expect(topics).toContain(topic)
  })

  it('that has no answer is told so in that language first, then in French', () => {
    const [reply] = talk('how much does a new dishwasher cost where you live')
    expect(reply).toMatchObject({ kind: 'fallback', own: { code: 'en' } })
    expect(reply?.text.startsWith(`${knowledge.phrases.languages.en}\n\n${knowledge.phrases.fallback}`)).toBe(
      true,
    )
  })

  it('with a fever is an emergency', () => {
    expect(talk('i have a fever, can i go to the gym?')[0]?.kind).toBe('urgent')
  })

  it('is no other matter than French for who writes French', () => {
    const [reply] = talk('combien coûte un lave-vaisselle neuf')
    expect(reply).toMatchObject({ kind: 'fallback', own: null })
  })
})

it('keeps ids and counts only', () => {
  const { state } = assistant.reply(
    { text: "est-ce que le sport m'est permis avec ma leucopénie secrète" },
    emptyState,
  )
  expect(JSON.stringify(state)).not.toContain('secrète')
  expect(Object.keys(state).sort()).toEqual(['misses', 'offered', 'passage'])
})
