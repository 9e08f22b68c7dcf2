import type { Activity, TurnContext } from 'botbuilder'
import type { Observer } from '../observer.ts'
import { channelName, correlationId, currentScope, inScope } from '../scope.ts'

export type Bot = { run(context: TurnContext): Promise<void> }
export type TurnWatch = {
  observers: readonly Observer[]
  took: (channel: string, seconds: number) => void
  /** Only ids of the content are passed on: a client may send any words as an id. */
  isPassage: (id: string) => boolean
}

/** The same bot: each turn knows its channel, is timed, and tells judgements of answers to the observers. */
export function watchTurns(bot: Bot, { observers, took, isPassage }: TurnWatch): Bot {
  const run = async (context: TurnContext) => {
    const { activity } = context
    const channel = channelName(activity.channelId)
    const scope = currentScope()
    if (scope) scope.channel = channel
    const verdict = readFeedback(activity)
    if (verdict) {
      const passage = isPassage(verdict.passage) ? verdict.passage : null
      for (const observer of observers) observer.feedback({ isUseful: verdict.isUseful, passage, channel })
    }
    const started = performance.now()
    try {
      await bot.run(context)
    } finally {
      took(channel, (performance.now() - started) / 1000)
    }
  }
  return {
    run: (context) => (currentScope() ? run(context) : inScope(correlationId(undefined), () => run(context))),
  }
}

/** A judgement of an answer, or null: our widget's event `feedback` with `{ passage, useful }`. Teams' comes by its invoke. */
function readFeedback({ type, name, value }: Partial<Activity>) {
  if (type !== 'event' || name !== 'feedback' || typeof value !== 'object' || value === null) return null
  const { useful, passage } = value as Record<string, unknown>
  if (typeof useful !== 'boolean') return null
  return { isUseful: useful, passage: typeof passage === 'string' ? passage : '' }
}
