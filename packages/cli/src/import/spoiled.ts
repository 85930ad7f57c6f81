/**
 * What a spreadsheet made of a code before the file was saved. Such a text is a code by its letters, and would be a customer
 * of its own; the true code is lost, and only whoever has the source can give it back.
 * @returns what happened, or null
 */
export const harmDone = (code: string): string | null => {
  const [, why] = harms.find(([pattern]) => pattern.test(code)) ?? []
  return why === undefined ? null : `${JSON.stringify(code)} ${why}`
}

const harms: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /^[+-]?\d[.,]\d+E[+-]?\d+$|^[+-]?\d+E\+\d+$/i,
    'is a long number that a spreadsheet rounded: take the code from its source, and format the column as text',
  ],
  [
    /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA)$/i,
    'is an error of a spreadsheet in place of a code: mend the formula, or take the code from its source',
  ],
  [/^#{2,}$/, 'is what a spreadsheet shows in a column that is too narrow: widen it and save again'],
]
