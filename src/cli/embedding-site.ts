import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Asset, toAsset } from '../adapters/http/assets.ts'

export type EmbeddingSite = {
  address: string
  /** Names the assistant's server. It must allow this site's address. */
  embed(server: string): void
  stop(): Promise<void>
}

const frame = (body: string) => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Clinique</title><link rel="icon" href="data:,">
<style>body{margin:1em}#webchat{height:42em;max-width:26em}</style></head>
<body><h1>Clinique</h1>${body}</body></html>`

const widgetPage = (server: string) =>
  frame(`<script src="${server}/widget.js" defer></script><assistant-leucopenie open></assistant-leucopenie>`)

// The token is asked for while the script still loads: as fast as Web Chat can be started.
const webChatPage = (server: string) =>
  frame(`<div id="webchat"></div>
<script>
const got = fetch('${server}/v3/directline/tokens/generate', { method: 'POST' }).then((response) => response.json())
</script>
<script src="/web-chat.js"></script>
<script>
got.then(({ token }) => WebChat.renderWebChat({
  directLine: WebChat.createDirectLine({ token, domain: '${server}/v3/directline' }),
  locale: 'fr-FR',
  styleOptions: { suggestedActionLayout: 'stacked' },
}, document.getElementById('webchat')))
</script>`)

/** A site of somebody else with two pages, all compressed: `/widget` embeds our widget, `/web-chat` Web Chat. */
export async function startEmbeddingSite(webChat: string): Promise<EmbeddingSite> {
  const pages = new Map<string, Asset>([['/web-chat.js', toAsset(webChat, 'text/javascript; charset=utf-8')]])
  const http = createServer((request, response) => {
    const asset = pages.get(request.url ?? '')
    response.statusCode = asset ? 200 : 404
    response.setHeader('content-type', asset?.type ?? 'text/plain')
    if (asset) response.setHeader('content-encoding', 'gzip')
    response.end(asset?.gzip)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    embed(server) {
      pages.set('/widget', toAsset(widgetPage(server), 'text/html; charset=utf-8'))
      pages.set('/web-chat', toAsset(webChatPage(server), 'text/html; charset=utf-8'))
    },
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
}
