import type { Server } from 'restify'
import { ConfigError } from '../../config.ts'

const causes: Record<string, string> = {
  EADDRINUSE: 'something listens there already. Stop it, or set another PORT',
  EACCES: 'this user may not listen there. Set a PORT from 1024 on',
  EADDRNOTAVAIL: 'this machine has no such address. Set HOST to one of its own',
  ENOTFOUND: 'no such host. Set HOST to an address of this machine',
}

/** Listens. Rejects with a ConfigError where the settings are why it cannot. */
export function listen(server: Server, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const cause = causes[error.code ?? '']
      reject(cause ? new ConfigError(`PORT=${port}, HOST=${host}: ${cause}.`, { cause: error }) : error)
    })
    server.listen(port, host, resolve)
  })
}
