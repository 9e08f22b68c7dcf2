import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Option } from './turn.ts'

/** What a button stands for. Its value is `kind:id`, so that it works on any replica and after any restart. */
export type Choice =
  | { kind: 'passage'; id: string }
  | { kind: 'topic'; id: string; page: number }
  | { kind: 'menu'; page: number }
  | { kind: 'continue'; id: string | null }
  | { kind: 'forget' }
  | { kind: 'none' }

/** A Teams card shows so many. */
export const mostOptions = 6

/** The button for a choice, or null when the content no longer has what it names. */
function toOption(choice: Choice, { passages, topics, phrases, urgent }: Knowledge): Option | null {
  switch (choice.kind) {
    case 'passage': {
      const passage = passages.get(choice.id)
      return passage
        ? {
            label: passage.question,
            value: `passage:${passage.id}`,
            topic: passage.topic,
            passage: passage.id,
          }
        : null
    }
    case 'topic': {
      const topic = topics.find(({ id }) => id === choice.id)
      const label = choice.page > 0 ? phrases.topicPage : topic?.title
      return topic && label
        ? { label, value: `topic:${topic.id}:${choice.page}`, topic: topic.id, passage: null }
        : null
    }
    case 'menu':
      return {
        label: choice.page > 0 ? phrases.menuPage : phrases.menuLabel,
        value: `menu:${choice.page}`,
        topic: null,
        passage: null,
      }
    case 'continue':
      return { label: urgent.continueLabel, value: `continue:${choice.id ?? ''}`, topic: null, passage: null }
    case 'forget':
      return { label: phrases.forgetLabel, value: 'forget:', topic: null, passage: null }
    case 'none':
      return { label: phrases.noneOfThese, value: 'none:', topic: null, passage: null }
  }
}

/** Reads a button's value back. Null for anything that no button of ours carries. */
export function readChoice(value: string): Choice | null {
  const [kind, id = '', page = '0'] = value.slice(0, 200).split(':')
  if (kind === 'passage' && id) return { kind, id }
  if (kind === 'topic' && id) return { kind, id, page: toPage(page) }
  if (kind === 'menu') return { kind, page: toPage(id) }
  if (kind === 'continue') return { kind, id: id || null }
  return kind === 'none' || kind === 'forget' ? { kind } : null
}

const toPage = (text: string) => (/^\d{1,2}$/.test(text) ? Number(text) : 0)

/** The buttons for several choices, without those that lead nowhere. */
export function toOptions(choices: readonly Choice[], knowledge: Knowledge): Option[] {
  return choices.map((choice) => toOption(choice, knowledge)).filter((option) => option !== null)
}
