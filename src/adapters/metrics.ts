import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Observer } from './observer.ts'

export type Metrics = Observer & {
  /** The Prometheus text of `/metrics`. */
  text(): Promise<string>
  type: string
  refused(kind: 'address' | 'conversation'): void
  /** Seconds from an activity's arrival to the end of its turn. */
  took(channel: string, seconds: number): void
  redis(isReady: boolean): void
}

/** Counters of what happened: kinds, topics, families and channels of known names, never a word of anybody. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `assistant_${name}`, help, labelNames, registers })
  const turns = counter('turns_total', 'Replies by kind, topic and channel', ['kind', 'topic', 'channel'])
  const urgent = counter('urgent_total', 'Urgent replies by family of signs', ['family', 'channel'])
  const feedback = counter('feedback_total', 'Judgements of answers', ['verdict', 'channel'])
  const refused = counter('refused_total', 'Requests over a limit', ['limit'])
  const seconds = new Histogram({
    name: 'assistant_turn_seconds',
    help: 'Time of a turn, sending included',
    labelNames: ['channel'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  })
  const redis = new Gauge({ name: 'assistant_redis_up', help: '1 while Redis answers', registers })
  return {
    turn({ kind, topic, family, channel }) {
      turns.inc({ kind, topic: topic ?? 'none', channel })
      if (family) urgent.inc({ family, channel })
    },
    feedback({ isUseful, channel }) {
      feedback.inc({ verdict: isUseful ? 'useful' : 'useless', channel })
    },
    refused: (limit) => refused.inc({ limit }),
    took: (channel, value) => seconds.observe({ channel }, value),
    redis: (isReady) => redis.set(isReady ? 1 : 0),
    text: () => registry.metrics(),
    type: registry.contentType,
  }
}
