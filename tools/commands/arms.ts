import ts from 'typescript'
import { bare } from './program.ts'
import { type Known, type Subject, subjectOf } from './subject.ts'
import { isOneOf } from './truth.ts'

// `match(…).with(…)` of ts-pattern, read for one command: the arms of its neighbours are not its own.

type Arm = {
  readonly patterns: ReadonlyArray<ts.Expression>
  readonly handlers: ReadonlyArray<ts.Expression>
  /** It takes what its patterns let through only if a function says so. */
  readonly guarded: boolean
}
type Match = { readonly matched: ts.Expression; readonly arms: ReadonlyArray<Arm> }

/** What is still asked of what is matched, once the command is known; null if this command never gets here. */
type Asked = ReadonlyArray<string> | null

/** What a whole chain evaluates for the command that is read, in its order; null if it is no such chain. */
export const reachedIn = (known: Known, call: ts.CallExpression): ReadonlyArray<ts.Expression> | null => {
  const chain = matchOf(call)
  if (chain === null) return null
  const before: Array<ReadonlyArray<string>> = []
  const reached: ts.Expression[] = [chain.matched]
  for (const { patterns, handlers, guarded } of chain.arms) {
    const ways = patterns.map((pattern) => askedBy(known, pattern, chain.matched))
    const open = ways.filter(
      (asked) => asked !== null && !before.some((earlier) => earlier.every((each) => asked.includes(each))),
    )
    if (open.length > 0) reached.push(...handlers)
    if (!guarded) before.push(...ways.flatMap((asked) => (asked === null ? [] : [asked])))
  }
  return reached
}

const matchOf = (call: ts.CallExpression): Match | null => {
  const { expression, arguments: given } = call
  if (ts.isIdentifier(expression)) {
    const [matched] = given
    return expression.text === 'match' && matched !== undefined ? { matched, arms: [] } : null
  }
  if (!ts.isPropertyAccessExpression(expression) || !ts.isCallExpression(expression.expression)) return null
  const before = matchOf(expression.expression)
  return before === null ? null : { ...before, arms: [...before.arms, ...armOf(expression.name.text, given)] }
}

const armOf = (method: string, given: ReadonlyArray<ts.Expression>): ReadonlyArray<Arm> => {
  const handler = given.at(-1)
  if (handler === undefined) return []
  const rest = given.slice(0, -1)
  if (method === 'otherwise') return [{ patterns: [anything], handlers: [handler], guarded: false }]
  if (method !== 'with') return [{ patterns: [anything], handlers: given, guarded: true }]
  const guards = rest.filter((each) => ts.isArrowFunction(each))
  const patterns = rest.filter((each) => !ts.isArrowFunction(each))
  return [{ patterns, handlers: [...guards, handler], guarded: guards.length > 0 }]
}

const anything = ts.factory.createIdentifier('_')

const askedBy = (known: Known, pattern: ts.Expression, matched: ts.Expression): Asked => {
  const whole = bare(matched)
  if (!ts.isArrayLiteralExpression(whole) || !ts.isArrayLiteralExpression(pattern))
    return asked(known, pattern, subjectOf(known, whole), '')
  return together(
    pattern.elements.map((part, i) => {
      const about = whole.elements[i]
      return asked(known, part, about === undefined ? 'other' : subjectOf(known, about), `${i}: `)
    }),
  )
}

const asked = (known: Known, pattern: ts.Expression, subject: Subject, at: string): Asked => {
  if (pattern === anything) return []
  const text = pattern.getText()
  if (text === 'P._' || text === 'P.any') return []
  const other = [`${at}${text}`]
  if (ts.isObjectLiteralExpression(pattern) && subject === 'command') {
    return together(
      pattern.properties.map((property) =>
        ts.isPropertyAssignment(property) && property.name.getText() === 'type'
          ? asked(known, property.initializer, 'name', `${at}type: `)
          : [`${at}${property.getText()}`],
      ),
    )
  }
  if (ts.isCallExpression(pattern) && pattern.expression.getText() === 'P.union') {
    const ways = pattern.arguments.map((option) => asked(known, option, subject, at))
    if (ways.some((way) => way?.length === 0)) return []
    return ways.every((way) => way === null) ? null : other
  }
  if (subject !== 'name' && subject !== 'stage') return other
  const texts = ts.isStringLiteralLike(pattern) ? [pattern.text] : namesOfTable(known, pattern)
  const truth = texts === null ? null : isOneOf(known, subject, texts)
  return truth === null ? other : truth ? [] : null
}

/** `P.when(typeIn(table))`: the names of a table of commands. */
const namesOfTable = ({ checker }: Known, pattern: ts.Expression): ReadonlyArray<string> | null => {
  const guard = ts.isCallExpression(pattern) ? pattern.arguments[0] : undefined
  if (guard === undefined || !ts.isCallExpression(guard) || guard.expression.getText() !== 'typeIn')
    return null
  const [table] = guard.arguments
  return table === undefined
    ? null
    : checker.getPropertiesOfType(checker.getTypeAtLocation(table)).map(({ name }) => name)
}

const together = (parts: ReadonlyArray<Asked>): Asked =>
  parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? [])
