import { el } from './dom.ts'
import { labels } from './labels.ts'

/** What stays when the assistant cannot be reached: the emergency numbers, and the plain page of answers. */
export function drawHelp(text: string, home: string): HTMLElement {
  const link = (href: string, label: string) => el('a', { href }, label)
  return el(
    'div',
    { class: 'help', role: 'alert' },
    el('p', {}, text),
    el(
      'p',
      { class: 'calls' },
      link('tel:15', labels.call15),
      link('tel:112', labels.call112),
      link('sms:114', labels.sms114),
    ),
    el('p', {}, link(`${home}/faq`, labels.faqShort)),
  )
}
