// Microsoft's echo bot over restify: what the framework itself costs. The other measure of `npm run bench`.
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import restify from 'restify'

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}))
const bot = new ActivityHandler()
bot.onMessage(async (context, next) => {
  await context.sendActivity(`Echo: ${context.activity.text}`)
  await next()
})
const server = restify.createServer()
server.use(restify.plugins.bodyParser())
server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
  await adapter.process(request as never, response as never, (context) => bot.run(context))
})
server.listen(0, '127.0.0.1', () => console.log(`ready: http://127.0.0.1:${server.address().port}`))
