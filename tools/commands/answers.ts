import ts from 'typescript'
import { reachedIn } from './arms.ts'
import { bare, definitionOf, literalsOf, type Program } from './program.ts'
import { sentenceOf } from './sentence.ts'
import { type Known, subjectOf } from './subject.ts'
import { truthOf } from './truth.ts'

// What a decision can answer, read from the code: from its function through everything it calls in the domain.

export type Vocabulary = { readonly events: ReadonlySet<string>; readonly refusals: ReadonlySet<string> }

/** Everything in the order in which the code comes to it. */
export type Answers = {
  readonly events: ReadonlySet<string>
  /** What each refusal says, for it may say more than one thing. */
  readonly refusals: ReadonlyMap<string, ReadonlySet<string>>
  /** The clauses whose homes the decision passes through. */
  readonly clauses: ReadonlySet<number>
}

/** All that can come of some functions for one command. */
export const answersOf = (
  { isOwn }: Pick<Program, 'isOwn'>,
  subject: Known,
  vocabulary: Vocabulary,
  functions: ReadonlyArray<ts.Node>,
): Answers => {
  const { checker } = subject
  const events = new Set<string>()
  const refusals = new Map<string, Set<string>>()
  const clauses = new Set<number>()
  const seen = new Set<ts.Node>()
  /** How often something was said, and how often a condition spared the command what it guards. */
  let said = 0
  let spared = 0
  const truth = (condition: ts.Expression): boolean | null => {
    const known = truthOf(subject, condition)
    if (known !== null) spared += 1
    return known
  }

  const refused = (tags: ReadonlyArray<string>, message: ts.Expression | undefined): void => {
    for (const tag of tags.filter((each) => vocabulary.refusals.has(each))) {
      said += 1
      const sentences = refusals.get(tag) ?? new Set()
      refusals.set(tag, message === undefined ? sentences : sentences.add(sentenceOf(checker, message)))
    }
  }

  /** What a name stands for, each thing once. */
  const follow = (name: ts.Node): void => {
    const definition = definitionOf(checker, name)
    if (definition !== null) enter(definition)
  }
  const enter = (definition: ts.Node): void => {
    if (seen.has(definition) || !isOwn(definition)) return
    seen.add(definition)
    const before = { said, spared }
    visit(definition)
    // A rule that spares this command and says nothing else to it is not its rule.
    if (said === before.said && spared > before.spared) return
    for (const clause of clausesOf(definition)) clauses.add(clause)
  }

  /** The texts an expression can be; of a choice that the command makes, only its own. */
  const textsOf = (expression: ts.Expression): ReadonlyArray<string> => {
    const node = bare(expression)
    if (ts.isStringLiteralLike(node)) return [node.text]
    if (!ts.isConditionalExpression(node)) return literalsOf(checker.getTypeAtLocation(node)) ?? []
    const holds = truth(node.condition)
    return [
      ...(holds === false ? [] : textsOf(node.whenTrue)),
      ...(holds === true ? [] : textsOf(node.whenFalse)),
    ]
  }

  const visitStatements = (statements: ReadonlyArray<ts.Statement>): void => {
    for (const statement of statements) {
      visit(statement)
      if (isOver(subject, statement)) return
    }
  }

  const visitCases = ({ expression, caseBlock: { clauses: cases } }: ts.SwitchStatement): void => {
    visit(expression)
    const own =
      subjectOf(subject, expression) === 'name'
        ? cases.findIndex(
            (each) => ts.isCaseClause(each) && textsOf(each.expression).includes(subject.command),
          )
        : 0
    const from = own >= 0 ? own : cases.findIndex(ts.isDefaultClause)
    if (from < 0) return
    for (const { statements } of cases.slice(from)) {
      visitStatements(statements)
      if (subjectOf(subject, expression) === 'name' && statements.some((each) => leaves(subject, each)))
        return
    }
  }

  const visitCall = (call: ts.CallExpression): void => {
    const arms = reachedIn(subject, call)
    const [tag, message] = call.arguments
    if (arms !== null) for (const arm of arms) visit(arm)
    else if (tag !== undefined && ts.isIdentifier(call.expression) && call.expression.text === 'refuse') {
      refused(textsOf(tag), message)
      for (const argument of call.arguments) visit(argument)
    } else ts.forEachChild(call, visit)
  }

  const visitObject = (object: ts.ObjectLiteralExpression): void => {
    const tag = propertyOf(object, '_tag')
    if (tag !== undefined) refused(textsOf(tag), propertyOf(object, 'message'))
    const type = propertyOf(object, 'type')
    for (const event of type === undefined ? [] : textsOf(type)) {
      if (!vocabulary.events.has(event)) continue
      said += 1
      events.add(event)
    }
    ts.forEachChild(object, visit)
  }

  /** Of a table only what is taken out of it. */
  const visitEntry = (table: ts.Expression, names: ReadonlyArray<string>): boolean => {
    const definition = ts.isIdentifier(table) ? definitionOf(checker, table) : null
    const written = definition !== null && ts.isExpression(definition) ? bare(definition) : null
    if (written === null || !ts.isObjectLiteralExpression(written)) return false
    const entries = names.map((name) => propertyOf(written, name))
    if (entries.some((entry) => entry === undefined)) return false
    for (const entry of entries) if (entry !== undefined) enter(entry)
    return true
  }

  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node)) return
    if (ts.isIdentifier(node)) follow(node)
    else if (ts.isBlock(node)) visitStatements(node.statements)
    else if (ts.isSwitchStatement(node)) visitCases(node)
    else if (ts.isCallExpression(node)) visitCall(node)
    else if (ts.isObjectLiteralExpression(node)) visitObject(node)
    else if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) visitChoice(node)
    else if (ts.isBinaryExpression(node) && isShortCircuit(subject, node)) visit(node.left)
    else if (!isEntryVisited(node)) ts.forEachChild(node, visit)
  }

  const isEntryVisited = (node: ts.Node): boolean => {
    if (ts.isPropertyAccessExpression(node)) return visitEntry(node.expression, [node.name.text])
    return (
      ts.isElementAccessExpression(node) &&
      subjectOf(subject, node.argumentExpression) === 'name' &&
      visitEntry(node.expression, [subject.command])
    )
  }

  const visitChoice = (choice: ts.IfStatement | ts.ConditionalExpression): void => {
    const [condition, then, otherwise] = ts.isIfStatement(choice)
      ? [choice.expression, choice.thenStatement, choice.elseStatement]
      : [choice.condition, choice.whenTrue, choice.whenFalse]
    const holds = truth(condition)
    if (holds === null) visit(condition)
    if (holds !== false) visit(then)
    if (holds !== true && otherwise !== undefined) visit(otherwise)
  }

  for (const each of functions) {
    if (ts.isExpression(each) && !ts.isArrowFunction(each)) visit(each)
    else enter(each)
  }
  return { events, refusals, clauses }
}

/** Whether what follows is out of this command's reach. */
const isOver = (known: Known, statement: ts.Statement): boolean =>
  ts.isIfStatement(statement)
    ? truthOf(known, statement.expression) === true && leaves(known, statement.thenStatement)
    : leaves(known, statement)

const leaves = (known: Known, statement: ts.Statement): boolean => {
  if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || ts.isBreakStatement(statement))
    return true
  return ts.isBlock(statement) && statement.statements.some((each) => isOver(known, each))
}

const isShortCircuit = (known: Known, { left, operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  (kind === ts.SyntaxKind.AmpersandAmpersandToken && truthOf(known, left) === false) ||
  (kind === ts.SyntaxKind.BarBarToken && truthOf(known, left) === true)

const propertyOf = (object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined => {
  for (const property of object.properties) {
    if (property.name === undefined || property.name.getText() !== name) continue
    if (ts.isPropertyAssignment(property)) return property.initializer
    if (ts.isShorthandPropertyAssignment(property)) return property.name
  }
  return undefined
}

/** `@clause` in the docstring of the function or constant. */
const clausesOf = (definition: ts.Node): ReadonlyArray<number> =>
  ts
    .getJSDocTags(definition)
    .filter(({ tagName }) => tagName.text === 'clause')
    .flatMap(
      ({ comment }) =>
        ts
          .getTextOfJSDocComment(comment)
          ?.match(/^[\d, ]+/)?.[0]
          .match(/\d+/g) ?? [],
    )
    .map(Number)
