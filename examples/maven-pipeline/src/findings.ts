/** One kind of thing that is not as it should be in the files, how often, and what was made of it. */
export type Finding = {
  readonly file: string
  readonly what: string
  readonly madeOfIt: string
  readonly rows: number
}

/** Counts what is dirty while rows are read, in the order in which each kind was first met. */
export const createFindings = () => {
  const found = new Map<string, Finding>()
  return {
    note: (file: string, what: string, madeOfIt: string): void => {
      const rows = (found.get(file + what)?.rows ?? 0) + 1
      found.set(file + what, { file, what, madeOfIt, rows })
    },
    all: (): ReadonlyArray<Finding> => [...found.values()],
  }
}

export type Findings = ReturnType<typeof createFindings>
