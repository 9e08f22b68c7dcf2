import { expect, it } from 'vitest'
import { loaded } from '../../loaded.ts'

// Each was silenced once by an excuse that said too little of what it excuses.
it.each([
  ['stroke', 'AVC mon père'],
  ['stroke', 'AVC hier et globules bas'],
  ['stroke', 'risque avc'],
  ['overdose', "il a pris ses comprimés tous d'un coup"],
  ['overdose', 'il a bu le flacon de gouttes pour le nez'],
  ['suicide', "j'ai peur de me faire du mal"],
  ['fever', 'ma fille dans la voiture est brûlante'],
  ['fever', '37 hier et ce matin il fait de la température'],
  ['fever', 'je brûle et je transpire sous la couette'],
  ['shivers', 'je claque des dents depuis la piscine'],
  ['shivers', "j'ai eu des frissons pendant le spectacle"],
  ['confusion', 'il ne me reconnais plus'],
  ['confusion', "il est désorienté dans l'hôpital"],
  ['breathing', "je suis chanteuse et je n'ai plus de souffle"],
  ['breathing', "dans la voiture il s'étouffe"],
  ['breathing', "je mange des tomates et j'étouffe"],
  ['breathing', 'pendant le film il était haletant'],
  ['bleeding', "en coupant la viande j'ai saigné"],
  ['stroke', 'il dort tout le temps et parle la bouche pâteuse'],
  ['breathing', 'lèvres bleues et mains de glace'],
  ['faint', 'une syncope il y a peu de temps'],
  ['faint', "contre le mur il s'est effondré"],
  ['seizure', 'elle a fait une crise au magasin'],
  ['chest', 'chaleur oppressante dans la poitrine'],
  ['allergy', 'un bouton et la langue gonfle'],
  ['head-neck', "méningite, il n'était pas vacciné"],
] as const)('no excuse hides a sign of %s: « %s »', (family, text) => {
  expect(loaded.screen(text)?.family).toBe(family)
})
