import { words } from '../language/tokens.ts'

const list = (text: string) => new Set(text.split(' '))
const asking = list(
  'pourquoi comment combien quand qui quoi quel quelle quels quelles lequel laquelle lesquels lesquelles ou pq pk pkoi pourkoi koi ki kan kand qd grave normal vrai sur longtemps souvent dangereux risque obligatoire',
)
const plain = list(
  'et ok d accord bon mais donc alors ah oui non si sinon meme est ce c s sa ca cela ceci ci la le les l un une des de du au aux a y en il elle on ils elles je j tu vous nous se me te ne n pas plus moins tres trop bien mal dans sous sur avec sans pour par apres avant entre fait faire va vont peut peuvent faut doit dois etre avoir est sont sera serait temps cas fois jours jour mois semaine semaines gens monde chose truc dure decide arrive sert marche veut dire exactement exemple vraiment toujours tous toutes tout toute possible mieux pire autre autres celui celle ceux celles eh hein juste que qu tard deja encore ensuite',
)
const longest = 8

/** « ah bon pourquoi ? », « dans combien de cas ? »: a question without a subject of its own. */
export function isBareQuestion(text: string): boolean {
  const said = words(text)
  if (said.length > longest || !said.some((word) => asking.has(word))) return false
  return said.every((word) => asking.has(word) || plain.has(word))
}
