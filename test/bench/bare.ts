// The least that restify can do: JSON in, JSON out. One of the two measures of `npm run bench`.
import restify from 'restify'

const server = restify.createServer()
server.use(restify.plugins.bodyParser())
server.post('/api/messages', async (_request: unknown, response: restify.Response) => {
  response.send(200, { activities: [{ type: 'message', text: 'echo' }] })
})
server.listen(0, '127.0.0.1', () => console.log(`ready: http://127.0.0.1:${server.address().port}`))
