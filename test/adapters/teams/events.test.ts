import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loaded } from '../../loaded.ts'
import { teamsFaults } from './connector.ts'
import { cardOf, startTeams } from './teams.ts'

const { phrases, urgent } = loaded.knowledge
let teams: Awaited<ReturnType<typeof startTeams>>
beforeAll(async () => {
  teams = await startTeams()
}, 90_000)
afterAll(() => teams.stop())

describe('a message in Teams', () => {
  it('is answered through the connector with every field of its citations', async () => {
    const [reply] = await teams.send(teams.say('quels vaccins faire ?'))
    expect(teamsFaults(reply ?? {})).toEqual([])
    const [root] = reply?.entities ?? []
    expect(root?.citation.length).toBeGreaterThan(0)
    expect(root?.citation[0].appearance.name).toMatch(/^\[\d+\]/)
    expect(reply?.channelData.feedbackLoop).toEqual({ type: 'default' })
    expect(reply?.suggestedActions).toBeUndefined()
  })

  it('offers cards whose buttons come back as the passage they name', async () => {
    const [reply] = await teams.send(teams.say('quels vaccins faire ?'))
    const action = cardOf(reply).actions[0]
    const choice = action?.data?.choice ?? ''
    const passage = loaded.knowledge.passages.get(choice.replace('passage:', ''))
    expect(action?.title).toBe(passage?.question)
    const asObject = await teams.send(teams.say(action?.title ?? '', { value: { choice } }))
    const asText = await teams.send(teams.say(action?.title ?? '', { value: JSON.stringify({ choice }) }))
    const alone = await teams.send({ type: 'message', value: { choice } })
    for (const [answer] of [asObject, asText, alone]) expect(answer?.text).toContain(passage?.question)
  })

  it.each(['Bonjour', 'HELLO', 'Hi', 'aide', 'Help', 'lorem ipsum dolor', 'Sources', 'menu'])(
    '« %s » gets one reply within the limits of Teams, which is no welcome',
    async (text) => {
      const replies = await teams.send(teams.say(text))
      expect(replies).toHaveLength(1)
      expect(replies.flatMap(teamsFaults)).toEqual([])
      expect(replies[0]?.text).not.toBe(phrases.welcome)
    },
  )

  it('with an emergency gets the numbers in the text, buttons that call, and no rating', async () => {
    const [reply] = await teams.send(teams.say("j'ai 39,4 de fièvre"))
    expect(reply?.text).toBe(urgent.text)
    expect(teamsFaults(reply ?? {})).toEqual([])
    const actions = cardOf(reply).actions
    expect(actions.map(({ url }) => url).filter(Boolean)).toEqual(['tel:15', 'tel:112', 'tel:3114'])
    expect(actions.at(-1)?.title).toBe(urgent.continueLabel)
    expect(reply?.channelData.feedbackLoop).toBeUndefined()
  })

  it('in a channel is read without the mention and answered in its thread, where nobody rates before the others', async () => {
    const id = '19:abc@thread.tacv2;messageid=17000'
    const mention = { type: 'mention', mentioned: teams.bot, text: '<at>Assistant Leucopénie</at>' }
    teams.connector.take()
    const response = await teams.post(
      teams.say('la leucopénie <at>Assistant Leucopénie</at> est-elle contagieuse ?\r\n', {
        id: '42',
        conversation: { conversationType: 'channel', isGroup: true, id },
        entities: [mention],
      }),
    )
    expect(response.status).toBe(200)
    const [sent] = teams.connector.take()
    expect(sent?.path).toBe(`/teams/v3/conversations/${id}/activities/42`)
    expect(sent?.activity.conversation?.id).toBe(id)
    expect(sent?.activity.text).toContain('contagieu')
    expect(sent?.activity.channelData.feedbackLoop).toBeUndefined()
  })

  it('edited is screened and answered again; deleted, restored or reacted to, it is left alone', async () => {
    const edited = { type: 'messageUpdate', channelData: { eventType: 'editMessage' } }
    const [reply] = await teams.send({ ...edited, text: 'je fais un malaise' })
    expect(reply?.text).toBe(urgent.text)
    const quiet = [
      { type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } },
      { type: 'messageUpdate', text: 'malaise', channelData: { eventType: 'undeleteMessage' } },
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }], replyToId: '1' },
      { type: 'messageReaction', reactionsRemoved: [{ type: 'like' }], replyToId: '1' },
      { type: 'typing' },
      { type: 'conversationUpdate', channelData: { eventType: 'teamRenamed' } },
    ]
    for (const activity of quiet) expect(await teams.send(activity)).toEqual([])
  })

  it('of a file alone gets the sentence that says files are not read', async () => {
    const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'bilan.pdf' }
    for (const text of [undefined, '', '\r\n'])
      expect((await teams.send({ type: 'message', text, attachments: [file] }))[0]?.text).toBe(phrases.empty)
  })

  it('of two people in one chat keeps two dialogues', async () => {
    const conversation = { conversationType: 'groupChat', isGroup: true, id: '19:group@thread.v2' }
    const [menu] = await teams.send(teams.say('menu', { conversation }))
    const other = { id: '29:paul', name: 'Paul' }
    const first = cardOf(menu).actions[0]?.title ?? ''
    const [hers] = await teams.send(teams.say('1', { conversation }))
    const [his] = await teams.send(teams.say('1', { conversation, from: other }))
    expect(hers?.text).toContain(first)
    expect(his?.text).not.toContain(first)
  })
})

describe('an installation', () => {
  const joins = (id: string) => ({
    type: 'conversationUpdate',
    membersAdded: [{ id: '28:bot' }],
    conversation: { conversationType: 'personal', id },
  })
  const installs = (id: string, action: string) => ({
    type: 'installationUpdate',
    action,
    conversation: { conversationType: 'personal', id },
  })

  it.each([
    ['both events, members first', [joins('i1'), installs('i1', 'add')]],
    ['both events, installation first', [installs('i2', 'add'), joins('i2')]],
    ['one event alone', [installs('i3', 'add')]],
  ])('is welcomed once: %s', async (_name, events) => {
    const replies = []
    for (const event of events) replies.push(...(await teams.send(event)))
    expect(replies.map(({ text }) => text)).toEqual([phrases.welcome])
    expect(replies.flatMap(teamsFaults)).toEqual([])
  })

  it('is welcomed once when both events come at the same moment, and again after a new installation', async () => {
    teams.connector.take()
    await Promise.all([teams.post(joins('i4')), teams.post(installs('i4', 'add'))])
    expect(teams.connector.take()).toHaveLength(1)
    expect(await teams.send(installs('i4', 'remove'))).toEqual([])
    expect(await teams.send(installs('i4', 'add'))).toHaveLength(1)
    expect(await teams.send(installs('i4', 'add-upgrade'))).toEqual([])
  })

  it('of the team is not followed by a welcome for each who joins it', async () => {
    const member = { type: 'conversationUpdate', membersAdded: [{ id: '29:paul' }] }
    expect(await teams.send({ ...member, channelData: { eventType: 'teamMemberAdded' } })).toEqual([])
  })
})

describe('an invoke', () => {
  it.each([
    'adaptiveCard/action',
    'task/fetch',
    'composeExtension/fetchTask',
    'message/fetchTask',
    'signin/verifyState',
    'nonsense',
  ])('%s that is not ours gets 501', async (name) => {
    const value = { action: { type: 'Action.Execute', verb: 'x' } }
    expect((await teams.post({ type: 'invoke', name, value })).status).toBe(501)
  })

  const search = async (question: string, options = {}) => {
    const response = await teams.post({
      type: 'invoke',
      name: 'composeExtension/query',
      value: { commandId: 'chercher', parameters: [{ name: 'question', value: question }], ...options },
    })
    expect(response.status).toBe(200)
    type Result = {
      attachments?: { content: { body: { text: string }[] }; preview: { content: { title: string } } }[]
    }
    const { composeExtension } = (await response.json()) as {
      composeExtension: Result & { type: string; text?: string }
    }
    return {
      ...composeExtension,
      titles: composeExtension.attachments?.map(({ preview }) => preview.content.title),
    }
  }

  it('searches passages from the first letters on', async () => {
    const found = await search('vaccin')
    const { question, text } = loaded.knowledge.passages.get('prevention/vaccins') ?? {
      question: '',
      text: '',
    }
    expect(found.titles?.[0]).toBe(question)
    expect(found.attachments?.[0]?.content.body.map((block) => block.text)).toContain(text)
    expect((await search('')).titles).toHaveLength(phrases.starters.length)
    const nameless = await search('', { parameters: [{ value: 'vaccin' }] })
    expect(nameless.titles).toEqual(found.titles)
    const more = await search('vaccin', { queryOptions: { skip: 1, count: 1 } })
    expect(more.titles).toEqual(found.titles?.slice(1, 2))
  })

  it("does not interpret a person's own figure", async () => {
    const found = await search('mon taux de leucocytes 3200')
    expect(found.attachments?.[0]?.content.body[0]?.text).toContain(phrases.ownFigure)
  })

  it('puts the urgent card first, and says when nothing is found', async () => {
    const found = await search('fièvre 39,5')
    expect(found.titles?.[0]).toContain('15')
    expect(found.attachments?.[0]?.content).toHaveProperty('actions.0.url', 'tel:15')
    const said = found.attachments?.[0]?.content.body.map((block) => block.text).join('\n') ?? ''
    for (const number of ['15', '112', '114', '3114']) expect(said).toMatch(new RegExp(`\\b${number}\\b`))
    expect(await search('x', { queryOptions: { skip: 900, count: 5 } })).toMatchObject({ type: 'message' })
  })

  it.each(['air', "renouveler l'air de la maison"])(
    'finds no sign in « %s » and its own field',
    async (words) => {
      expect((await search(words)).titles?.[0]).not.toContain('15')
    },
  )

  it('is screened whole, of whatever shape it is', async () => {
    const far = `${'vaccin '.repeat(200)} fièvre 39,5`
    expect((await search(far)).titles?.[0]).toContain('15')
    const malformed = await search('', {
      parameters: [{ name: 'autre', value: 'fièvre 39,5' }],
      queryOptions: { count: 99 },
    })
    expect(malformed.titles).toHaveLength(1)
    expect(malformed.titles?.[0]).toContain('15')
  })

  it('refuses a search or a rating of another shape with 400', async () => {
    const bad = { parameters: 'x' }
    expect((await teams.post({ type: 'invoke', name: 'composeExtension/query', value: bad })).status).toBe(
      400,
    )
    expect((await teams.post({ type: 'invoke', name: 'message/submitAction', value: {} })).status).toBe(400)
  })
})

describe('a rating', () => {
  const rate = (feedback: unknown, replyToId = '1') => ({
    type: 'invoke',
    name: 'message/submitAction',
    replyToId,
    value: { actionName: 'feedback', actionValue: { reaction: 'dislike', feedback } },
  })

  it.each([
    ['JSON text, as Teams sends it', '{"feedbackText":"pas clair"}'],
    ['an object', { feedbackText: 'pas clair' }],
    ['plain words', 'pas clair'],
    ['nothing', undefined],
  ])('with %s gets 200 {} and no message', async (_name, feedback) => {
    teams.connector.take()
    const response = await teams.post(rate(feedback))
    expect([response.status, await response.json()]).toEqual([200, {}])
    expect(teams.connector.take()).toEqual([])
  })

  it('that holds a cry for help is answered with the urgent reply', async () => {
    const [reply] = await teams.send(rate('{"feedbackText":"je fais un malaise"}'))
    expect(reply?.text).toBe(urgent.text)
    expect((await teams.send(rate('{"feedbackText":"39,5"}')))[0]?.text).toBe(urgent.text)
  })

  it.each([
    ['an unknown reaction', { reaction: 'love', feedback: 'je fais un malaise' }],
    ['no reaction', { feedback: { feedbackText: 'je fais un malaise' } }],
    ['words elsewhere', { reaction: 'like', comment: 'je fais un malaise' }],
  ])('with %s that holds a cry for help is answered with the urgent reply', async (_name, actionValue) => {
    teams.connector.take()
    await teams.post({
      type: 'invoke',
      name: 'message/submitAction',
      value: { actionName: 'feedback', actionValue },
    })
    expect(teams.connector.take().map(({ activity }) => activity.text)).toEqual([urgent.text])
  })
})

describe('without credentials', () => {
  it('replies go to no address but this machine', async () => {
    const message = teams.say('bonjour', { serviceUrl: 'http://192.0.2.1/teams/' })
    expect((await teams.post(message)).status).toBe(403)
    expect((await teams.post({ ...message, serviceUrl: 'http://localhost.exemple.fr/' })).status).toBe(403)
    expect((await teams.post({ ...message, serviceUrl: 'file:///etc' })).status).toBe(400)
    const held = await teams.post({ ...message, deliveryMode: 'expectReplies' })
    expect(((await held.json()) as { activities: object[] }).activities).toHaveLength(1)
  })
})
