import {
  type Activity,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder'

/** Runs the bot for our own Direct Line: replies go to `deliver` instead of over the network. */
export class DirectLineAdapter extends BotAdapter {
  readonly #deliver: (conversation: string, activity: Partial<Activity>) => Promise<string>

  constructor(deliver: (conversation: string, activity: Partial<Activity>) => Promise<string>) {
    super()
    this.#deliver = deliver
  }

  /** Runs one turn of the bot for an activity that came in. Rejects as the bot does when `onTurnError` is not set. */
  async process(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    await this.runMiddleware(new TurnContext(this, activity), logic)
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = []
    // One after another: they are read in the order in which they are said.
    for (const activity of activities)
      responses.push({ id: await this.#deliver(context.activity.conversation.id, activity) })
    return responses
  }

  override async updateActivity(): Promise<undefined> {
    throw new Error('Direct Line cannot update an activity')
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('Direct Line cannot delete an activity')
  }

  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    await this.process(TurnContext.applyConversationReference({ type: 'event' }, reference, true), logic)
  }
}
