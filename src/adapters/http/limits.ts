import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'

export type LimitOptions = {
  /** Requests a minute from one address, messages a minute in one conversation. */
  perAddress: number
  perConversation: number
  /** Shared by the replicas; memory serves while it is away. */
  redis: Redis | null
}
export type Limits = {
  /** Counts one request. Returns 0 when it may go on, else the seconds to wait. */
  address(address: string): Promise<number>
  /** For what opens a conversation: many people may share one address, and none can tell of an emergency without. */
  opening(address: string): Promise<number>
  conversation(id: string): Promise<number>
}

const openingsForEach = 10

/** Counts requests in windows of one minute. */
export function createLimits({ perAddress, perConversation, redis }: LimitOptions): Limits {
  const limiter = (keyPrefix: string, points: number) => {
    const memory = new RateLimiterMemory({ keyPrefix, points, duration: 60 })
    if (!redis) return memory
    return new RateLimiterRedis({
      storeClient: redis,
      keyPrefix,
      points,
      duration: 60,
      insuranceLimiter: memory,
      rejectIfRedisNotReady: true,
    })
  }
  const count = async (counter: RateLimiterMemory | RateLimiterRedis, key: string): Promise<number> => {
    try {
      await counter.consume(key)
      return 0
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    }
  }
  const addresses = limiter('limit:address', perAddress)
  const openings = limiter('limit:opening', perAddress * openingsForEach)
  const conversations = limiter('limit:conversation', perConversation)
  return {
    address: (address) => count(addresses, address),
    opening: (address) => count(openings, address),
    conversation: (id) => count(conversations, id.slice(0, 256)),
  }
}
