import { queryParameter } from './compose.ts'
import type { AppLanguage, TeamsContent } from './content.ts'

/** What an installation says of itself. */
export type AppAddresses = {
  appId: string
  domain: string
  website: string
  privacy: string
  terms: string
}

/** A released schema that knows prompt starters. */
export const manifestVersion = '1.27'

const command = ({ title, description }: { title: string; description: string }) => ({ title, description })
const starter = ({ title, description }: { title: string; description: string }) => ({
  title,
  description,
  type: 'prompt',
  prompt: title,
})

/** The manifest of the Teams app, in its default language. */
export function toManifest(addresses: AppAddresses, { app }: TeamsContent) {
  const { appId, domain, website, privacy, terms } = addresses
  const { fr } = app.languages
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.schema.json`,
    manifestVersion,
    version: app.version,
    id: appId,
    developer: { name: app.developer, websiteUrl: website, privacyUrl: privacy, termsOfUseUrl: terms },
    localizationInfo: {
      defaultLanguageTag: 'fr',
      additionalLanguages: [{ languageTag: 'en', file: 'en.json' }],
    },
    name: fr.name,
    description: { short: fr.description.short, full: fr.description.full },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: app.accentColor,
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: false,
        isNotificationOnly: false,
        commandLists: [
          // Teams shows prompt starters in a personal chat only.
          { scopes: ['personal'], commands: [...fr.commands.map(command), ...fr.prompts.map(starter)] },
          { scopes: ['team', 'groupChat'], commands: fr.commands.map(command) },
        ],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: 'chercher',
            type: 'query',
            title: fr.search.title,
            description: fr.search.description,
            initialRun: true,
            context: ['compose', 'commandBox'],
            parameters: [
              {
                name: queryParameter,
                title: fr.search.parameter,
                description: fr.search.parameterDescription,
                inputType: 'text',
              },
            ],
          },
        ],
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [domain],
  }
}

/** The strings of another language, by their place in the manifest. */
export function toLocalisation({ name, description, search, commands, prompts }: AppLanguage) {
  const listed = [...toCommandStrings(0, [...commands, ...prompts]), ...toCommandStrings(1, commands)]
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.Localization.schema.json`,
    'name.short': name.short,
    'name.full': name.full,
    'description.short': description.short,
    'description.full': description.full,
    ...Object.fromEntries(listed),
    'composeExtensions[0].commands[0].title': search.title,
    'composeExtensions[0].commands[0].description': search.description,
    'composeExtensions[0].commands[0].parameters[0].title': search.parameter,
    'composeExtensions[0].commands[0].parameters[0].description': search.parameterDescription,
  }
}

function toCommandStrings(list: number, commands: readonly { title: string; description: string }[]) {
  return commands.flatMap(({ title, description }, at) => {
    const place = `bots[0].commandLists[${list}].commands[${at}]`
    return [
      [`${place}.title`, title],
      [`${place}.description`, description],
    ]
  })
}
