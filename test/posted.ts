/** A message for /api/messages whose reply comes back in the response. */
export const posted = (text: string, conversation: string) => ({
  type: 'message',
  text,
  id: '1',
  channelId: 'emulator',
  serviceUrl: 'http://127.0.0.1:9',
  deliveryMode: 'expectReplies',
  conversation: { id: conversation },
  from: { id: 'u1' },
  recipient: { id: 'b1' },
})
