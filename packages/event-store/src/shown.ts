const charactersMax = 200

/**
 * Whatever it is, as a short excerpt for a message: a text in quotes, with nothing that a terminal obeys, of anything else
 * only what can be said without asking it.
 */
export const shown = (value: unknown): string => {
  if (typeof value === 'string') return harmless(JSON.stringify(value.slice(0, charactersMax)))
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value === undefined || value === null) return 'nothing'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/** A text without its quotes, as it stands within a sentence. */
export const shownBare = (text: unknown): string =>
  typeof text === 'string' ? shown(text).slice(1, -1) : shown(text)

const harmless = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (found) =>
    Array.from(
      { length: found.length },
      (_, i) => `\\u${found.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
