import { expect, it } from 'vitest'
import { loaded } from '../../loaded.ts'

// What newcomers write when their French leaves them: no rule of French would see it.
it.each([
  ['fever', 'عندي حرارة من البارح'],
  ['fever', 'у меня температура'],
  ['fever', 'Terzhienn am eus'],
  ['breathing', 'Мне трудно дышать'],
  ['breathing', '我喘不过气来'],
  ['breathing', 'Não consigo respirar bem'],
  ['breathing', 'Trudno mi oddychać'],
  ['chest', 'عندي وجع قوي في صدري'],
  ['chest', 'Me duele el pecho'],
  ['chest', 'Göğsümde çok şiddetli ağrı var'],
  ['head-neck', 'Mam okropny ból głowy'],
  ['abdomen', 'Сильная боль в животе'],
  ['faint', 'Bayıldım, düştüm'],
  ['faint', 'Ich bin heute früh umgekippt'],
  ['shivers', 'У мене сильний озноб'],
  ['shivers', 'Titremem durmuyor'],
  ['confusion', '爸爸叫不醒'],
  ['confusion', 'Mein Mann redet wirres Zeug'],
  ['seizure', 'у него судороги'],
  ['bleeding', 'he is vomiting blood'],
  ['stroke', 'Mio padre ha la bocca storta'],
  ['allergy', 'my throat is closing'],
  ['suicide', '我想死'],
  ['overdose', 'she swallowed the whole bottle of pills'],
  ['keyword', 'помогите, скорую'],
  ['keyword', 'wir brauchen einen Krankenwagen'],
  ['keyword', 'devo andare al pronto soccorso'],
  ['keyword', 'na pogotowie z mamą'],
  ['keyword', 's3afni 3afak'],
  ['keyword', 'اتصلوا بالطوارئ'],
] as const)('a sign of %s is seen in another language: %s', (family, text) => {
  expect(loaded.screen(text)?.family).toBe(family)
})

it.each([
  'Quiero saber qué comer',
  'Сколько лейкоцитов в норме?',
  '白细胞低怎么办',
  'How many white cells is normal?',
])('an ordinary question in another language alarms nobody: %s', (text) => {
  expect(loaded.screen(text)).toBeNull()
})
