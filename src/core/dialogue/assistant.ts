import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Translate } from '../language/translate.ts'
import { type Decision, decide, topicOf } from '../matching/decide.ts'
import { type Screen, screenAll } from '../safety/screen.ts'
import { nextOf, toAnswer } from './answer.ts'
import { type ContextParts, type LastAnswer, rankInContext } from './follow-up.ts'
import { type Choice, readChoice, toOptions } from './options.ts'
import { tellsOwnFigure, withoutFigure } from './own-figure.ts'
import { endOf, questionOf } from './question-of.ts'
import { followsUrgent, leadOf, pendingIn, reminded } from './reminder.ts'
import {
  toDisambiguation,
  toFallback,
  toMenu,
  toSmalltalk,
  toSources,
  toTopicMenu,
  toUrgent,
} from './replies.ts'
import { rankStory } from './story.ts'
import { type Assistant, type ConversationState, emptyState, type Reply } from './turn.ts'
import { splitQuestions } from './two-questions.ts'
import { type CarriesSubject, readTypedChoice } from './typed-choice.ts'

export type AssistantParts = ContextParts & {
  knowledge: Knowledge
  screen: Screen
  /** Finds what leans on the urgent reply: asked only right after it. */
  afterUrgent: Screen
  carriesSubject: CarriesSubject
  translate: Translate
}
const clearBeside = 0.6
/** From here on a part of a story that says nothing as a whole is clear by itself. */
const clearAlone = 0.92
type Step = { reply: Reply; state: ConversationState }

/** The order of the steps: urgent screen, pressed or typed option, understanding, decision. Pure. */
export function createAssistant(parts: AssistantParts): Assistant {
  const { knowledge, screen, understand, translate } = parts
  const { passages, phrases, urgent } = knowledge
  const findSign = screenAll(screen)
  const findLeaning = screenAll(parts.afterUrgent)
  const starters = phrases.starters.map((id): Choice => ({ kind: 'passage', id }))

  return {
    welcome: () => toSmalltalk('welcome', phrases.welcome, starters, knowledge),
    reply({ text, choice, also }, state) {
      const sign = findSign(text, also)
      if (sign) return next(toUrgent(sign.family, pendingOf(text, state), urgent, knowledge), state)
      const leaning = choice === undefined && followsUrgent(state) ? findLeaning(text, also) : null
      if (leaning) return next(toUrgent(leaning.family, pendingIn(state), urgent, knowledge), state)
      const pressed = choice === undefined ? typed(text, state) : readChoice(choice)
      if (pressed) return choose(pressed, state)
      if (choice !== undefined && text.trim() === '')
        return next(toSmalltalk('stale', phrases.staleOption, [], knowledge), state)
      if (text.trim() === '') return next(toSmalltalk('empty', phrases.empty, [], knowledge), state)
      return understood(text, state)
    },
  }

  function understood(text: string, state: ConversationState): Step {
    const both = splitQuestions(text, understand)
    if (both) return answer(both[0], 1, text, state, both[1])
    const read = tellsOwnFigure(text) ? askedBeside(text) : text
    const decision = clearer(
      decide(rankStory(read, rankInContext(read, lastAnswer(state), parts), understand)),
      read,
    )
    switch (decision.kind) {
      case 'answer':
        return answer(decision.passage, decision.confidence, text, state, null)
      case 'smalltalk':
        return smalltalk(decision.intent, state)
      case 'disambiguation':
        return next(
          reminded(toDisambiguation(decision.passages, decision.confidence, knowledge), state, phrases),
          state,
        )
      case 'none':
        return next(
          toFallback(
            {
              ...decision,
              misses: state.misses,
              code: translate(text)?.code ?? null,
              isAfterUrgent: followsUrgent(state),
            },
            knowledge,
          ),
          { ...state, misses: state.misses + 1 },
        )
    }
  }

  /** Where the whole story says nothing, its question alone may, or its end. */
  function clearer(whole: Decision, text: string): Decision {
    if (whole.kind !== 'none') return whole
    for (const part of [questionOf(text), endOf(text)]) {
      const alone = part === null ? null : clearAnswer(part)
      if (alone) return alone
    }
    return whole
  }

  function clearAnswer(part: string): Decision | null {
    const decision = decide(understand(part))
    return decision.kind === 'answer' && decision.confidence >= clearAlone ? decision : null
  }

  /** A figure draws every message to the norm: another subject beside it decides, where that is clear without it. */
  function askedBeside(text: string): string {
    const bare = withoutFigure(text)
    const [whole, beside] = [decide(understand(text)), decide(understand(bare))]
    if (beside.kind !== 'answer' || beside.confidence < clearBeside) return text
    return whole.kind === 'answer' && topicOf(whole.passage) === topicOf(beside.passage) ? text : bare
  }

  function answer(
    id: string,
    confidence: number,
    text: string,
    state: ConversationState,
    alsoAsked: string | null,
  ): Step {
    const passage = passages.get(id)
    if (!passage) return next(toSmalltalk('stale', phrases.staleOption, [], knowledge), state)
    const lead = leadOf(text, state, phrases)
    return next(toAnswer(passage, knowledge, { confidence, lead, alsoAsked }), { ...state, passage: id })
  }

  function choose(choice: Choice, state: ConversationState): Step {
    switch (choice.kind) {
      case 'passage':
        return answer(choice.id, 1, '', state, null)
      case 'continue':
        if (choice.id) return answer(choice.id, 1, '', state, null)
        return next(toSmalltalk('continue', phrases.continueNothing, [], knowledge), state)
      case 'menu':
        return next(toMenu(choice.page, knowledge), state)
      case 'topic': {
        const menu = toTopicMenu(choice.id, choice.page, knowledge)
        return next(menu ?? toSmalltalk('stale', phrases.staleOption, [], knowledge), state)
      }
      case 'none':
        return next(toFallback({ near: [], misses: 1, confidence: 0, code: null }, knowledge), state)
    }
  }

  function smalltalk(intent: string, state: ConversationState): Step {
    if (intent === 'menu') return next(toMenu(0, knowledge), state)
    if (intent === 'help')
      return next(
        toSmalltalk('help', phrases.help, [...starters, { kind: 'menu', page: 0 }], knowledge),
        state,
      )
    if (intent === 'sources') return next(toSources(knowledge), state)
    if (intent === 'forget')
      return { reply: toSmalltalk('forget', phrases.forgotten, [], knowledge), state: emptyState }
    const last = state.passage ? passages.get(state.passage) : undefined
    if (intent === 'more' && last) return answer(nextOf(last, knowledge), 1, '', state, null)
    const beside = (phrases.smalltalkOptions[intent] ?? []).map((id): Choice => ({ kind: 'passage', id }))
    const reply = toSmalltalk(intent, phrases.smalltalk[intent] ?? phrases.help, beside, knowledge)
    const step = next(reminded(reply, state, phrases), { ...state, misses: 0 })
    // « merci » is no other subject: what comes after it may still lean on the urgent reply.
    const isStillUrgent = followsUrgent(state) && reply.options.length === 0
    return isStillUrgent ? { ...step, state: { ...step.state, offered: state.offered } } : step
  }

  function typed(text: string, state: ConversationState): Choice | null {
    const offered = toOptions(
      state.offered.map(readChoice).filter((choice) => choice !== null),
      knowledge,
    )
    const option = readTypedChoice(text, offered, parts.carriesSubject)
    return option && readChoice(option.value)
  }

  /** What an emergency message also asks: kept as an id in the button, never as text. */
  function pendingOf(text: string, state: ConversationState): string | null {
    try {
      const decision = decide(rankInContext(text, lastAnswer(state), parts))
      return decision.kind === 'answer' ? decision.passage : null
    } catch {
      // The urgent reply depends on nothing else: a fault here shows, and is logged, at the next ordinary message.
      return null
    }
  }

  function lastAnswer(state: ConversationState): LastAnswer | null {
    return (state.passage && passages.get(state.passage)) || null
  }
}

/** The reply with the state it leaves: what was offered, and no run of misses after anything but a fallback. */
function next(reply: Reply, state: ConversationState): Step {
  const misses = reply.kind === 'fallback' ? state.misses : 0
  return { reply, state: { ...state, misses, offered: reply.options.map(({ value }) => value) } }
}
