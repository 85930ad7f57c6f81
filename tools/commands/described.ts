import ts from 'typescript'
import { type Answers, answersOf, type Vocabulary } from './answers.ts'
import { bare, definitionOf, literalsOf, type Program } from './program.ts'
import type { Known } from './subject.ts'

// The descriptions of the aggregates as they are written down.

/** An aggregate as the compiler reads it. */
export type Written = {
  readonly name: string
  /** The first sentence of its docstring. */
  readonly says: string
  readonly groups: ReadonlyArray<Group>
  /** Every stage there is, as far as the compiler knows them. */
  readonly stages: ReadonlyArray<string>
  readonly vocabulary: Vocabulary
  /** What can come of a command in the stages in which it may be given. */
  readonly answers: (rule: WrittenRule, when: ReadonlyArray<string>) => Answers
  /** What is said to a command whose turn it is not. */
  readonly outOfTurn: Answers
  /** What every command can be refused for, whatever it is. */
  readonly always: Answers
}

/** Rules that stand together, in the order of the code. */
export type Group = {
  /** The name of their table; of the aggregate, where they stand in it. */
  readonly name: string
  /** What the comment above the table says. */
  readonly says: string
  readonly rules: ReadonlyArray<WrittenRule>
}

export type WrittenRule = {
  readonly command: string
  readonly when: Label
  readonly by: Label
  readonly decides: ts.Expression
}

/** What a list is put together from: lists that have a name, and texts. */
export type Label = ReadonlyArray<
  { readonly list: string; readonly says: string } | { readonly text: string }
>

export const writtenIn = (program: Program): ReadonlyArray<Written> =>
  namesIn(program.entry).map((name) => writtenOf(program, name))

/** The names in the table `aggregates`. */
const namesIn = (entry: ts.SourceFile): ReadonlyArray<ts.Identifier> =>
  entry.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter(({ name }) => name.getText() === 'aggregates')
    .flatMap(({ initializer }) => (initializer === undefined ? [] : propertiesOf(initializer)))
    .flatMap((property) => (ts.isShorthandPropertyAssignment(property) ? [property.name] : []))

const writtenOf = (program: Program, identifier: ts.Identifier): Written => {
  const { checker } = program
  const name = identifier.text
  const call = definitionOf(checker, identifier)
  const description = call !== null && ts.isCallExpression(call) ? call.arguments[0] : undefined
  if (call === null || !ts.isCallExpression(call) || description === undefined)
    throw new Error(`${name} is not described by one call.`)
  const [commands, internal, events, state, rejections] =
    checker.getTypeAtLocation(call).aliasTypeArguments ?? []
  if (!commands || !internal || !events || !state || !rejections)
    throw new Error(`The compiler does not know the parts of ${name}.`)
  const vocabulary: Vocabulary = {
    events: new Set(namesOf(checker, events)),
    refusals: new Set(fieldOf(checker, rejections, '_tag', call)),
  }
  const stages = stagesOf(checker, part(description, 'stageOf', name))
  const isStaged = sameTexts(fieldOf(checker, state, 'stage', call), stages)
  const knownOf = (command: string, when: ReadonlyArray<string>): Known => ({
    checker,
    command,
    commands: new Set([...namesOf(checker, commands), ...namesOf(checker, internal)]),
    when,
    staged: isStaged ? state : null,
  })
  const fits = partOf(description, 'fits')
  const unknown: Known = { ...knownOf('', stages), commands: new Set() }
  return {
    name,
    says: firstSentence(docOf(checker, identifier)),
    groups: groupsOf(checker, name, part(description, 'rules', name)),
    stages,
    vocabulary,
    answers: ({ command, decides }, when) =>
      answersOf(program, knownOf(command, when), vocabulary, [
        ...(fits === undefined ? [] : [fits]),
        decides,
      ]),
    outOfTurn: answersOf(program, unknown, vocabulary, [part(description, 'outOfTurn', name)]),
    always: answersOf(program, unknown, vocabulary, [call.expression]),
  }
}

const groupsOf = (checker: ts.TypeChecker, name: string, rules: ts.Expression): ReadonlyArray<Group> => {
  const own = propertiesOf(rules).filter(ts.isPropertyAssignment)
  const tables = propertiesOf(rules).filter(ts.isSpreadAssignment)
  return [
    ...(own.length === 0
      ? []
      : [{ name, says: '', rules: own.map((property) => ruleOf(checker, property)) }]),
    ...tables.map(({ expression }) => {
      const table = definitionOf(checker, expression)
      if (table === null || !ts.isExpression(table))
        throw new Error(`${expression.getText()} is no table of rules.`)
      const properties = propertiesOf(table).filter(ts.isPropertyAssignment)
      return {
        name: expression.getText(),
        says: commentAbove(table),
        rules: properties.map((property) => ruleOf(checker, property)),
      }
    }),
  ]
}

const ruleOf = (checker: ts.TypeChecker, { name, initializer }: ts.PropertyAssignment): WrittenRule => {
  const command = name.getText()
  if (!ts.isCallExpression(initializer)) throw new Error(`${command} has no rule that can be read.`)
  const parameters = checker.getResolvedSignature(initializer)?.parameters ?? []
  const given = (parameter: string): ts.Expression => {
    const argument = initializer.arguments[parameters.findIndex((each) => each.name === parameter)]
    if (argument === undefined) throw new Error(`The rule of ${command} has no ${parameter}.`)
    return argument
  }
  return {
    command,
    when: labelOf(checker, given('when')),
    by: labelOf(checker, given('by')),
    decides: given('decide'),
  }
}

const labelOf = (checker: ts.TypeChecker, expression: ts.Expression): Label => {
  const node = bare(expression)
  if (ts.isIdentifier(node)) return [{ list: node.text, says: docOf(checker, node) }]
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((element) => labelOf(checker, element))
  if (ts.isSpreadElement(node)) return labelOf(checker, node.expression)
  if (ts.isStringLiteralLike(node)) return [{ text: node.text }]
  throw new Error(`This list cannot be read: ${node.getText()}`)
}

const stagesOf = (checker: ts.TypeChecker, stageOf: ts.Expression): ReadonlyArray<string> => {
  const [signature] = checker.getTypeAtLocation(stageOf).getCallSignatures()
  return signature === undefined ? [] : (literalsOf(signature.getReturnType()) ?? [])
}

/** The names in a type that is a table. */
const namesOf = (checker: ts.TypeChecker, table: ts.Type): ReadonlyArray<string> =>
  checker.getPropertiesOfType(table).map(({ name }) => name)

/** The texts of a field over all members of a union; none where a member lacks it. */
const fieldOf = (
  checker: ts.TypeChecker,
  union: ts.Type,
  field: string,
  at: ts.Node,
): ReadonlyArray<string> => {
  const members = union.isUnion() ? union.types : [union]
  const texts = members.map((member) => {
    const property = member.getProperty(field)
    return property === undefined ? null : literalsOf(checker.getTypeOfSymbolAtLocation(property, at))
  })
  return texts.some((text) => text === null) ? [] : [...new Set(texts.flatMap((text) => text ?? []))]
}

const sameTexts = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.length > 0 && [...a].sort().join() === [...b].sort().join()

const propertiesOf = (expression: ts.Expression): ReadonlyArray<ts.ObjectLiteralElementLike> => {
  const object = bare(expression)
  return ts.isObjectLiteralExpression(object) ? object.properties : []
}

const partOf = (description: ts.Expression, name: string): ts.Expression | undefined => {
  for (const property of propertiesOf(description)) {
    if (property.name?.getText() !== name) continue
    if (ts.isPropertyAssignment(property)) return property.initializer
    if (ts.isShorthandPropertyAssignment(property)) return property.name
  }
  return undefined
}

const part = (description: ts.Expression, name: string, of: string): ts.Expression => {
  const found = partOf(description, name)
  if (found === undefined) throw new Error(`The description of ${of} does not say ${name}.`)
  return found
}

const docOf = (checker: ts.TypeChecker, name: ts.Identifier): string => {
  const symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name)
  if (symbol === undefined) return ''
  const meant = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol)
  return oneLine(ts.displayPartsToString(meant.getDocumentationComment(checker)))
}

const commentAbove = (table: ts.Node): string => {
  let statement: ts.Node = table
  while (!ts.isStatement(statement)) statement = statement.parent
  const text = statement.getSourceFile().text
  const comments = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? []
  return oneLine(comments.map(({ pos, end }) => text.slice(pos, end).replace(/^\/\/ ?/, '')).join(' '))
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const firstSentence = (text: string): string => /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text
