import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Translate } from '../language/translate.ts'
import { decide } from '../matching/decide.ts'
import type { Screen } from '../safety/screen.ts'
import { createAlarm } from './alarm.ts'
import { type Beside, nextOf, toAnswer } from './answer.ts'
import { askedBesideFigure, askedByFigure } from './beside-figure.ts'
import { clearAnswer, clearer } from './clear-answer.ts'
import type { ReadErasure } from './erasure.ts'
import { type ContextParts, type LastAnswer, rankInContext } from './follow-up.ts'
import { type Choice, readChoice } from './options.ts'
import type { OwnFigures } from './own-figure.ts'
import { answered, lastWord, leadOf, numbersIn, reminded, settled } from './reminder.ts'
import {
  type Miss,
  toDisambiguation,
  toFallback,
  toMenu,
  toSmalltalk,
  toSources,
  toTopicMenu,
} from './replies.ts'
import { next, type Step } from './step.ts'
import { rankStory } from './story.ts'
import { type Assistant, type ConversationState, emptyState } from './turn.ts'
import { answeredOfTwo, splitQuestions } from './two-questions.ts'
import { type CarriesSubject, readTyped } from './typed-choice.ts'

export type AssistantParts = ContextParts & {
  knowledge: Knowledge
  screen: Screen
  /** Finds what leans on the urgent reply: asked for some turns after it. */
  afterUrgent: Screen
  /** The same where something was answered since: what may lean on the answer does. */
  afterAnswer: Screen
  carriesSubject: CarriesSubject
  readErasure: ReadErasure
  translate: Translate
  ownFigures: OwnFigures
}
const sureToErase = 0.9

/** The order of the steps: urgent screen, pressed or typed option, understanding, decision. Pure. */
export function createAssistant(parts: AssistantParts): Assistant {
  const { knowledge, understand, translate, ownFigures } = parts
  const { passages, phrases } = knowledge
  const alarm = createAlarm(parts, (text, state) => decide(rankInContext(text, lastAnswer(state), parts)))
  const starters = phrases.starters.map((id): Choice => ({ kind: 'passage', id }))

  return {
    welcome: () => toSmalltalk('welcome', phrases.welcome, starters, knowledge),
    reply(turn, state) {
      const { text, choice } = turn
      const alarmed = alarm(turn, state)
      if (alarmed) return alarmed
      // « moi c'est 450, c'est grave ? » shares a word with a label, and is a question of its own.
      const isOwnFigure = ownFigures.tells(text, state.passage)
      const typed = () => (isOwnFigure ? null : readTyped(text, state, parts, starters))
      const pressed = choice === undefined ? typed() : readChoice(choice)
      if (pressed) return choose(pressed, state)
      if (choice !== undefined && text.trim() === '')
        return next(toSmalltalk('stale', phrases.staleOption, [], knowledge), state)
      if (text.trim() === '') return next(toSmalltalk('empty', phrases.empty, [], knowledge), state)
      return understood(text, isOwnFigure, state)
    },
  }

  function understood(text: string, isOwnFigure: boolean, state: ConversationState): Step {
    const told = (passage: string, confidence: number, beside: Beside = {}) =>
      answer(passage, confidence, state, {
        ...beside,
        isOwnFigure,
        asksErasure: parts.readErasure(text).asksBeside,
      })
    const both = splitQuestions(text, understand, (part, passage) =>
      decide(rankInContext(part, passages.get(passage) ?? null, parts)),
    )
    if (both) return told(both[0], 1, { alsoAsked: both[1] })
    const one = answeredOfTwo(text, understand)
    if (one) return told(one.passage, 1, one)
    const read = isOwnFigure ? askedBesideFigure(text, ownFigures.without(text), understand) : text
    const spoken = clearer(
      decide(rankStory(read, rankInContext(read, lastAnswer(state), parts), understand)),
      read,
      understand,
    )
    const decision = isOwnFigure ? askedByFigure(spoken, text, { ownFigures, phrases, understand }) : spoken
    switch (decision.kind) {
      case 'answer':
        return told(decision.passage, decision.confidence)
      case 'smalltalk':
        if (decision.intent === 'forget') return forget(text, decision.confidence, state, told)
        return smalltalk(decision.intent, state)
      case 'disambiguation': {
        const reply = toDisambiguation(decision, isOwnFigure, knowledge)
        return next(reminded(reply, state, phrases), state)
      }
      case 'none':
        return missed(decision, text, state)
    }
  }

  function missed(
    { near, confidence }: Pick<Miss, 'near' | 'confidence'>,
    text: string,
    state: ConversationState,
  ) {
    const code = translate(text)?.code ?? null
    const miss = { near, confidence, code, misses: state.misses }
    return unknown(miss, { ...state, misses: state.misses + 1 })
  }

  function unknown(miss: Omit<Miss, 'numbers'>, state: ConversationState): Step {
    return next(toFallback({ ...miss, numbers: numbersIn(state, phrases) }, knowledge), state)
  }

  function answer(
    id: string,
    confidence: number,
    state: ConversationState,
    { isOwnFigure = false, ...beside }: Beside & { isOwnFigure?: boolean } = {},
  ): Step {
    const passage = passages.get(id)
    if (!passage) return next(toSmalltalk('stale', phrases.staleOption, [], knowledge), state)
    const lead = leadOf(state, { phrases, isOwnFigure })
    const reply = toAnswer(passage, knowledge, { ...beside, confidence, lead })
    return next(reply, { ...answered(state), passage: id }, beside.alsoAsked)
  }

  function choose(choice: Choice, state: ConversationState): Step {
    switch (choice.kind) {
      case 'passage':
        return answer(choice.id, 1, state)
      case 'continue': {
        const last = lastWord(state.urgent, phrases)
        if (choice.id && last === null) return answer(choice.id, 1, settled(state))
        return next(toSmalltalk('continue', last ?? phrases.continueNothing, [], knowledge), settled(state))
      }
      case 'menu':
        return next(reminded(toMenu(choice.page, knowledge), state, phrases), state)
      case 'topic': {
        const menu = toTopicMenu(choice.id, choice.page, knowledge)
        if (!menu) return next(toSmalltalk('stale', phrases.staleOption, [], knowledge), state)
        return next(reminded(menu, state, phrases), state)
      }
      case 'forget':
        return erased(state)
      case 'none':
        return unknown({ near: [], misses: 1, confidence: 0, code: null }, state)
    }
  }

  function smalltalk(intent: string, state: ConversationState): Step {
    if (intent === 'menu') return choose({ kind: 'menu', page: 0 }, state)
    if (intent === 'help') {
      const help = toSmalltalk('help', phrases.help, [...starters, { kind: 'menu', page: 0 }], knowledge)
      return next(reminded(help, state, phrases), state)
    }
    if (intent === 'sources') return next(reminded(toSources(knowledge), state, phrases), state)
    if (intent === 'yes' && state.offered[0] === 'forget:') return erased(state)
    if (intent === 'yes' && state.alsoAsked) return answer(state.alsoAsked, 1, state)
    const last = state.passage ? passages.get(state.passage) : undefined
    if (intent === 'more' && last) return answer(nextOf(last, knowledge), 1, state)
    const beside = (phrases.smalltalkOptions[intent] ?? []).map((id): Choice => ({ kind: 'passage', id }))
    const reply = toSmalltalk(intent, phrases.smalltalk[intent] ?? phrases.help, beside, knowledge)
    return next(reminded(reply, state, phrases), { ...state, misses: 0 })
  }

  /** What is erased is lost: only where it is asked for plainly, and a clear question beside it is answered first. */
  function forget(
    text: string,
    confidence: number,
    state: ConversationState,
    told: (passage: string, confidence: number) => Step,
  ): Step {
    const { isPlain, rest } = parts.readErasure(text)
    const beside = clearAnswer(rest, understand)
    if (beside) return told(beside.passage, beside.confidence)
    if (confidence < sureToErase) return missed({ near: [], confidence }, text, state)
    if (isPlain) return erased(state)
    const how = toSmalltalk('forget-how', phrases.forgetHow, [{ kind: 'forget' }], knowledge)
    return next(reminded(how, state, phrases), state)
  }

  function erased(state: ConversationState): Step {
    const reply = toSmalltalk('forget', phrases.forgotten, [], knowledge)
    return { reply: reminded(reply, state, phrases), state: emptyState }
  }

  function lastAnswer(state: ConversationState): LastAnswer | null {
    return (state.passage && passages.get(state.passage)) || null
  }
}
