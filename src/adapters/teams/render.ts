import type { Activity, Attachment } from 'botbuilder'
import type { Reply } from '../../core/dialogue/turn.ts'
import { toActivity, toMessageEntity } from '../bot-framework/activity.ts'
import type { Render } from '../bot-framework/bot.ts'
import { linkCitations, linksCitations } from '../bot-framework/linked-citations.ts'
import { attach, toOptionsCard, toSourcesCard, toUrgentCard } from './cards.ts'
import type { CardLabels } from './content.ts'

/** How a reply looks on each channel: Teams has its own form, every other channel the common one. */
export function createRender(labels: () => CardLabels): Render {
  return (reply, { channelId, conversation }) => {
    if (channelId === 'msteams') return toTeamsActivity(reply, labels(), !conversation?.isGroup)
    const activity = toActivity(reply)
    return linksCitations.has(channelId)
      ? linkCitations(activity, 'citations' in reply ? reply.citations : [])
      : activity
  }
}

/** Replies that a person may rate: what was understood, not what is the same for everyone. */
const rated = new Set<Reply['kind']>(['answer', 'disambiguation', 'fallback'])

/**
 * A reply for Teams: the common text with its `[n]`, native citations of exactly those numbers, and a card of buttons. Only
 * in a personal chat it may be rated: an emergency told in the rating's comment would be answered before the whole group.
 */
export function toTeamsActivity(reply: Reply, labels: CardLabels, isPersonal = true): Partial<Activity> {
  const { suggestedActions: _, ...common } = toActivity(reply)
  const citations = 'citations' in reply ? reply.citations : []
  const cited = citations.filter(({ number }) => reply.text.includes(`[${number}]`))
  const attachments = toAttachments(reply, labels)
  return {
    ...common,
    // One root entity, or Teams refuses the message. No AI label: the answers are written by people.
    entities: [toMessageEntity(cited)],
    channelData: isPersonal && rated.has(reply.kind) ? { feedbackLoop: { type: 'default' } } : {},
    ...(attachments.length > 0 && { attachments }),
  }
}

function toAttachments(reply: Reply, labels: CardLabels): Attachment[] {
  if (reply.kind === 'urgent') return [attach(toUrgentCard(reply, labels))]
  const cards: Attachment[] = []
  if (reply.kind === 'smalltalk' && reply.citations.length > 0)
    cards.push(attach(toSourcesCard(reply.citations, labels)))
  const title = reply.kind === 'answer' ? labels.related : labels.choose
  if (reply.options.length > 0) cards.push(attach(toOptionsCard(reply.options, title, labels)))
  return cards
}
