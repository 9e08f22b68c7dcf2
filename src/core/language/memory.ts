/**
 * Stems and sounds are remembered while the assistant learns its own words, and no longer: a word that a person types
 * must not outlive their conversation.
 */
export const memory = { isOpen: true }
