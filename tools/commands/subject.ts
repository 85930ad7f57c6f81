import ts from 'typescript'
import { bare, literalsOf } from './program.ts'

/** What is known when the rule of one command is read: which command it is, and in which stages it can be. */
export type Known = {
  readonly checker: ts.TypeChecker
  readonly command: string
  /** The names of all commands of the aggregate. */
  readonly commands: ReadonlySet<string>
  readonly when: ReadonlyArray<string>
  /** The type of the aggregate's state, where a field `stage` of it is the stage itself. */
  readonly staged: ts.Type | null
}

/** What an expression is about: the command's name, the command, the stage, or anything else. */
export type Subject = 'name' | 'command' | 'stage' | 'other'

export const subjectOf = (known: Known, expression: ts.Expression): Subject => {
  const node = bare(expression)
  const type = known.checker.getTypeAtLocation(node)
  if (isName(known, type)) return 'name'
  const name = type.getProperty('type')
  if (name !== undefined && isName(known, known.checker.getTypeOfSymbolAtLocation(name, node)))
    return 'command'
  return isStage(known, node) ? 'stage' : 'other'
}

/** Nothing else is called like a command. */
const isName = ({ commands }: Known, type: ts.Type): boolean =>
  literalsOf(type)?.every((name) => commands.has(name)) ?? false

const isStage = ({ checker, staged }: Known, node: ts.Expression): boolean => {
  if (staged === null) return false
  const [owner, field] = fieldOf(checker, node)
  return field === 'stage' && owner !== null && checker.isTypeAssignableTo(owner, staged)
}

/** Of what an expression is which field: `state.stage`, or `stage` taken out of a state. */
const fieldOf = (
  checker: ts.TypeChecker,
  node: ts.Expression,
): readonly [owner: ts.Type | null, field: string] => {
  if (ts.isPropertyAccessExpression(node)) return [checker.getTypeAtLocation(node.expression), node.name.text]
  const declaration = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node)?.valueDeclaration : undefined
  if (declaration === undefined || !ts.isBindingElement(declaration)) return [null, '']
  const owner = declaration.parent.parent
  const whole = ts.isVariableDeclaration(owner) ? owner.initializer : owner
  const field = declaration.propertyName ?? declaration.name
  return whole === undefined || ts.isBindingElement(whole)
    ? [null, '']
    : [checker.getTypeAtLocation(whole), field.getText()]
}
