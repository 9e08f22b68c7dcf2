import type { Events } from './client.ts'

/** The events of a client, told to nobody once it is closed: another one may stand in its place by then. */
export function whileOpen(events: Events, isOpen: () => boolean): Events {
  const gate =
    <A extends unknown[]>(tell: (...said: A) => void) =>
    (...said: A) => {
      if (isOpen()) tell(...said)
    }
  return {
    activity: gate(events.activity),
    network: gate(events.network),
    session: gate(events.session),
    queue: gate(events.queue),
    sent: gate(events.sent),
    refused: gate(events.refused),
  }
}
