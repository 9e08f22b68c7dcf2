import { describe, expect, it } from 'vitest'
import { emptyState } from '../../../src/core/dialogue/turn.ts'
import { loaded } from '../../loaded.ts'

const { assistant, knowledge, ownFigures } = loaded
const last = (...turns: string[]) => {
  let state = emptyState
  return turns
    .map((text) => {
      const step = assistant.reply({ text }, state)
      state = step.state
      return step.reply
    })
    .at(-1)
}

describe("a person's own count of cells", () => {
  it.each(
    [
      'leucocytes à 2900, je dois m’inquiéter ?',
      'le labo a mis 3,6 pour les globules blancs de mon gamin',
      'il a 1,1 de neutro',
      'mes leucocytes 1950, ça va ?',
      ['in words', 'mes globules blancs sont à deux mille trois cents c’est grave ?'],
      ['in words with decimals', 'zéro virgule neuf de neutrophiles, je peux sortir ?'],
      ['in thousands', 'j’ai 3k5 de globules blancs'],
      ['in billions', 'j’ai 2 giga de blancs c’est grave ?'],
      ['in G/L', 'mes GB sont à 2 G/L c’est normal ?'],
      ['per mm3', 'leuco 1 900/mm3'],
      ['as a power of ten', 'mes leucocytes 2,3 x 10⁹/L'],
      ['as a single digit', 'mes blancs sont à 2, c’est inquiétant ?'],
      ['as a level', 'mon taux est à 3,2 est-ce normal ?'],
      ['as a test', 'ma prise de sang montre 2,8'],
      ['as a share of the formula', '36,8 % de neutrophiles et 51,2 % de lymphocytes, c’est inversé ?'],
      ['under the limit', 'mes neutrophiles sont sous 500, je dois m’isoler ?'],
      ['behind the norm', 'la normale c’est 4000 et moi j’ai 3200 de leuco'],
      ['as the limit itself', 'Leucos : 4,0 tout rond. Dans la norme ou à la limite ?'],
      ['without a word for it', 'mon mari est à 1500, il laisse faire un pro ?'],
      ['without a person', '3800 c’est bas ou pas ?'],
      [
        'after a word that ends like « entre »',
        'rentré de l’hôpital avec 1 800 globules blancs, que faire ?',
      ],
      ['in English', 'my white blood cells are 2.3 is it bad'],
      ['in German', 'meine Leukozyten sind 2.3 ist das normal'],
      ['in Spanish', 'mis leucocitos están en 2,5 ¿es grave?'],
      ['in Russian', 'мои лейкоциты 2,3 это опасно?'],
      ['in Chinese', '我的白细胞2.3正常吗'],
    ].map((row) => (typeof row === 'string' ? ['plainly', row] : row)),
  )('is told %s in « %s »', (_, text = '') => expect(ownFigures.tells(text)).toBe(true))

  it.each([
    ['a year', 'du neuf en 2025 pour moins faire chuter les globules ?'],
    ['a distance', '140 km aller pour la chimio, et ses globules blancs s’effondrent'],
    [
      'an oven',
      'mon four est à 200, le poulet est bien cuit : cela suffit-il quand on manque de globules blancs ?',
    ],
    ['an age', 'j’ai 58 ans et peu de globules blancs'],
    ['a limit asked about', 'sous 500 neutrophiles, quelles précautions ?'],
    ['the norm asked about', '4000 c’est le seuil ?'],
    ['the norm read somewhere', 'j’ai lu que le seuil est 4000 leucocytes, c’est vrai ?'],
    ['a limit named by a doctor', 'mon médecin parle de moins de 500 neutrophiles, c’est quoi ?'],
    ['a limit in English', 'less than 500 neutrophils what does it mean'],
    ['a range', 'entre 4000 et 10000 leucocytes c’est normal ?'],
    ['a share', '1 sur 45, c’est beaucoup ?'],
    ['a percentage', '2,3 % des gens ont ça ?'],
    ['an incidence', '15 cas pour 100 000 habitants c’est peu ?'],
    ['a dose', 'je prends 50 mg d’azathioprine, ça baisse les globules ?'],
    ['a date', 'rendez-vous le 12/03/2024 pour mes globules blancs'],
    ['an hour', 'prise de sang à 8h30, faut-il être à jeun ?'],
    ['a number of questions', 'j’ai 2 questions sur les globules blancs'],
    ['a number of types', 'les globules blancs, il y en a 5 types ?'],
    ['a number of cures', 'mes globules blancs ont baissé après 6 cures'],
    ['a grade', 'grade 3 ça veut dire quoi pour les neutrophiles ?'],
    ['a telephone number', 'le 3114 c’est quoi ?'],
    ['a manner of speaking', 'mille mercis, et les globules blancs ?'],
    ['a vitamin', 'la b12 joue sur les globules blancs ?'],
    ['an adult’s', 'combien de globules blancs a un adulte : 4000 ?'],
    ['« très »', 'ma niece a la leishmaniose, le docteur parle de globules blancs tres bas'],
    ['« de » written 2', 'c koi un taux normal 2 globules blancs svp'],
  ])('is not %s', (_, text) => expect(ownFigures.tells(text)).toBe(false))

  it.each([
    ['quel est le taux normal ?', 'j’ai 3500 donc c’est bon ?'],
    ['quel est le taux normal ?', 'et à 3900 ?'],
    ['en dessous de combien de neutrophiles c’est dangereux ?', 'moi c’est 450 c’est grave ?'],
    ['je dois m’isoler ?', 'et si je suis à 300 ?'],
  ])('is no result to interpret: « %s », then « %s »', (...turns) =>
    expect(last(...turns)).toMatchObject({
      kind: 'answer',
      lead: expect.stringContaining(knowledge.phrases.ownFigure),
    }),
  )

  it.each([
    ['4000 c’est le seuil ?', 'definition/seuil'],
    ['pourquoi 4000 et pas 3000 ?', 'definition/seuil'],
    ['moins de 500 ça veut dire quoi ?', 'complications/seuil-500'],
    ['je voyage 1500 km, ok ?', 'vie-quotidienne/isolement'],
    ['on sera 300 personnes au mariage', 'vie-quotidienne/isolement'],
    ['et en 2030 ?', 'definition/seuil'],
    ['je mesure 1,75 et je pèse 62,5, quel sport je peux faire ?', 'definition/seuil'],
    ['le voyage coûte 1200, je peux prendre l’avion ?', 'definition/seuil'],
    ['mon IMC est de 21,5, je peux faire du sport ?', 'definition/seuil'],
    ['ok merci mon numéro de dossier est 45812', 'definition/seuil'],
    ['mon numéro de dossier : 4512', 'definition/seuil'],
    ['je rappelle au 3400', 'definition/seuil'],
    ['merci pour tout, je note 4,5', 'definition/seuil'],
  ])('is not « %s » after %s', (text, passage) => expect(ownFigures.tells(text, passage)).toBe(false))

  it.each([
    '3900, je peux prendre l’avion ?',
    'avec 2800 je dois porter un masque ?',
    'mon médecin a dit 2600',
    'le labo a trouvé 2600',
    'hier c’était 3100',
    'la mienne est à 2,9',
    'Le mien s’élève à 3 850. J’y suis donc ?',
    'donc 3200 c’est pas assez ?',
    'aujourd’hui 3,1 et le mois dernier 2,8',
  ])('is « %s » after the norm', (text) => expect(ownFigures.tells(text, 'definition/seuil')).toBe(true))

  it('is no compliment: « 3.9 c’est bien ? »', () =>
    expect(last('3.9 c’est bien ?')).toMatchObject({
      kind: 'answer',
      passage: 'definition/seuil',
      lead: knowledge.phrases.ownFigure,
    }))

  it('is answered by the norm when told alone after anything else too', () => {
    for (const text of ['mes blancs sont à deux mille trois cents', 'mes globules blancs sont à 1200'])
      expect(last('quels sont les symptômes ?', text)).toMatchObject({ passage: 'definition/seuil' })
  })

  it.each([
    'mes blancs sont à 1200',
    'mes globules blancs sont à 1200',
    'j’ai 1200 leucocytes',
    'leucocytes 1,8',
    'GB 2,9',
    'mes résultats : 3,2 G/L',
    'Mon taux est de 1500',
    'mes blancs sont à deux',
  ])('is answered by the norm when told alone: « %s »', (text) =>
    expect(last(text)).toMatchObject({
      kind: 'answer',
      passage: 'definition/seuil',
      lead: knowledge.phrases.ownFigure,
    }),
  )

  it.each([
    'mes blancs sont à 1200, quel film regarder ce soir ?',
    'mon taux est à 7,2 d’hémoglobine',
    'trop de globules blancs 18000, c’est quoi cette fois ?',
    'ma copine est à 2500 blancs, mon patron veut me licencier',
  ])('says nothing of what else is asked: « %s »', (text) =>
    expect(last(text)).toMatchObject({ kind: 'fallback' }),
  )

  it('is no result to interpret before a choice either', () =>
    expect(last('j’ai fait une prise de sang, 2,1 de globules blancs')).toMatchObject({
      kind: 'disambiguation',
      text: `${knowledge.phrases.ownFigure}\n\n${knowledge.phrases.disambiguation}`,
    }))
})
